import { annotationsOf, type TrackId, waiveFinding } from '@trueline/annotation'
import { track } from '@trueline/annotation/testing'
import type { CheckId, Finding, Level } from '@trueline/consistency'
import { describe, expect, it } from 'vitest'
import { openTestStore, testClip } from '../testing/testStore.ts'
import {
  findingGroups,
  findingIndex,
  listedFindings,
  NO_FINDINGS,
  withFindingsChange,
} from './findings.ts'

const CAR = track('car', { number: 1 })
const VAN = track('van', { number: 2, category: 'van' })

const found = (check: CheckId, level: Level, rest: Partial<Finding> = {}): Finding => ({
  ...{ check, level, tracks: [CAR.id], frames: [0], value: 1, threshold: 0, mend: null },
  message: { en: `${check} found`, zh: `发现 ${check}` },
  ...rest,
})

const jump = found('C1', 'error', { tracks: [VAN.id], frames: [3, 4] })
const flip = found('C3', 'error', { frames: [1] })
const size = found('B1', 'warning', { tracks: [VAN.id], frames: [4] })
const overlap = found('E5', 'warning', { tracks: [CAR.id, VAN.id], frames: [4] })

function opened() {
  const { store } = openTestStore(testClip(6), [CAR, VAN])
  const findings = withFindingsChange(
    NO_FINDINGS,
    {
      order: Uint32Array.of(0, 1, 2, 3),
      added: [jump, flip, size, overlap].map((one, number) => [number, one] as const),
    },
    store.getState().annotations,
  )
  store.setState({ findings })
  const checks = (): readonly CheckId[] =>
    listedFindings(store.getState()).map(({ finding }) => finding.check)
  return { store, findings, checks }
}

describe('the findings', () => {
  it('are what is told to be there, the rest known from before', () => {
    const { findings, store } = opened()
    const change = { order: Uint32Array.of(4, 2), added: [[4, found('A4', 'error')]] as const }
    const next = withFindingsChange(findings, change, store.getState().annotations)
    expect(next.all.map(({ finding }) => finding.check)).toEqual(['A4', 'B1'])
    expect(next.all[1]?.finding).toBe(size)
    expect(next.byNumber.size).toBe(2)
  })

  it('are counted for every track they are about, and by frame the worst', () => {
    const { byTrack, worstByFrame } = findingIndex(opened().findings)
    expect(byTrack.get(CAR.id)).toMatchObject({ count: 2, worst: 'error' })
    expect(byTrack.get(VAN.id)).toMatchObject({ count: 3, worst: 'error' })
    expect(byTrack.get(VAN.id)?.frames.get(4)).toBe('error')
    expect([...worstByFrame].toSorted(([a], [b]) => a - b)).toEqual([
      [1, 'error'],
      [3, 'error'],
      [4, 'error'],
    ])
  })

  it('are listed by check, the worst and then the most doubtful first; or by track, the most doubtful first', () => {
    const { store, checks } = opened()
    expect(checks()).toEqual(['C1', 'C3', 'B1', 'E5'])
    const byTrack = new Map<TrackId, number>([
      [CAR.id, 0.9],
      [VAN.id, 0.2],
    ])
    store.setState({ doubt: { byTrack, byCuboid: new Map() } })
    expect(checks()).toEqual(['C3', 'C1', 'E5', 'B1'])
    store.setState({ findingGrouping: 'track' })
    expect(findingGroups(store.getState()).map(({ trackId }) => trackId)).toEqual([CAR.id, VAN.id])
    expect(checks()).toEqual(['C3', 'E5', 'C1', 'B1'])
  })

  it('pass a filter of check, frame, selection, and words in the language shown', () => {
    const { store, checks } = opened()
    const filter = { text: '', check: null, only: 'all' } as const
    store.setState({ findingFilter: { ...filter, check: 'B1' } })
    expect(checks()).toEqual(['B1'])
    store.setState({ findingFilter: { ...filter, only: 'here' }, frame: 4 })
    expect(checks()).toEqual(['C1', 'B1', 'E5'])
    store.setState({ findingFilter: { ...filter, only: 'selected' }, selectedTrackId: CAR.id })
    expect(checks()).toEqual(['C3', 'E5'])
    store.setState({ findingFilter: { ...filter, text: 'van' } })
    expect(checks()).toEqual(['C1', 'B1', 'E5'])
    store.getState().prefer({ language: 'zh' })
    store.setState({ findingFilter: { ...filter, text: '发现 c3' } })
    expect(checks()).toEqual(['C3'])
  })

  it('that a person lets stand are apart from the others', () => {
    const { store, checks, findings } = opened()
    const waiver = { check: 'E5', others: [VAN.id], frames: [4], reason: 'a trailer' }
    const annotations = annotationsOf([CAR, VAN])
    store.getState().edit('waive', waiveFinding(annotations, { trackId: CAR.id, waiver }))
    const change = { order: Uint32Array.of(0, 1, 2, 3), added: [] }
    const next = withFindingsChange(findings, change, store.getState().annotations)
    store.setState({ findings: next })
    expect(checks()).toEqual(['C1', 'C3', 'B1'])
    expect(findingIndex(next).byTrack.get(CAR.id)?.count).toBe(1)
    store.setState({ findingFilter: { text: '', check: null, only: 'waived' } })
    expect(checks()).toEqual(['E5'])
  })
})
