import { type CuboidRecord, cuboidOf, type Track } from '@trueline/annotation'
import { cuboid, track } from '@trueline/annotation/testing'
import { describe, expect, it } from 'vitest'
import { blockingCount, findingIndex } from '../store/findings.ts'
import { NO_PROPOSALS } from '../store/proposals.ts'
import { clipWithPoints, connectLocalChecks } from '../testing/localChecks.ts'
import { openTestStore, testClip } from '../testing/testStore.ts'
import { createChecker } from './checker.ts'
import { withChoice } from './checksFile.ts'

const FRAMES = 10
const CAR = track('car', { number: 1 })
const noRest = async (): Promise<void> => undefined

/** A car that drives on, its box the wrong way round in some frames. */
function drive(of: Track, turnedIn: readonly number[], y = 0): CuboidRecord[] {
  return Array.from({ length: FRAMES }, (_, frame) =>
    cuboid(of.id, frame, {
      center: [frame, y, 0],
      rotation: turnedIn.includes(frame) ? [0, 0, 1, 0] : [0, 0, 0, 1],
    }),
  )
}

function opened(records = [CAR, ...drive(CAR, [4])], clip = testClip(FRAMES)) {
  const { store } = openTestStore(clip, records)
  const { reader } = clipWithPoints(1, new Float32Array())
  const connection = connectLocalChecks(reader)
  const checker = createChecker({ store, connect: () => connection, shown: noRest, rest: noRest })
  const found = (check: string) =>
    store.getState().findings.all.filter(({ finding }) => finding.check === check)
  return { store, checker, connection, found }
}

const settled = (store: ReturnType<typeof opened>['store']): Promise<void> =>
  expect.poll(() => store.getState().checking.state).toBe('done') as Promise<void>

describe('a checker', () => {
  it('checks the open clip, and after each edit, undone ones too, only what it touches', async () => {
    const { store, checker, connection, found } = opened()
    await settled(store)
    expect(found('C3').map(({ finding }) => finding.frames)).toEqual([[4]])

    const { number, finding } = found('C3')[0]!
    expect(finding.mend).toBe('flip')
    const patch = await checker.mend({ kind: 'finding', number })
    expect(patch.map(({ recordId }) => recordId)).toEqual(['car@4'])
    store.getState().edit('mend:flip', patch)
    await expect.poll(() => found('C3')).toEqual([])
    expect(store.getState().history.undo.length).toBe(1)

    store.getState().undo()
    await expect.poll(() => found('C3').length).toBe(1)
    expect(cuboidOf(store.getState().annotations, CAR.id, 4)?.rotation).toEqual([0, 0, 1, 0])
    expect(connection.asked.filter((name) => name === 'take').length).toBe(3)
  })

  it('mends on the document as it is, be an edit ever so new', async () => {
    const { store, checker, found } = opened()
    await settled(store)
    const { number } = found('C3')[0]!
    const box = cuboidOf(store.getState().annotations, CAR.id, 4)!
    const after = { ...box, rotation: [0, 0, 0, 1] as const }
    store.getState().edit('turn', [{ recordId: box.id, before: box, after }])
    // The finding is gone with what it was of.
    expect(await checker.mend({ kind: 'finding', number })).toEqual([])
  })

  it('leaves findings of untouched tracks the same, under the same number', async () => {
    const other = track('other', { number: 2 })
    const { store, found } = opened([CAR, ...drive(CAR, [4]), other, ...drive(other, [6], 30)])
    await settled(store)
    const before = found('C3').find(({ finding }) => finding.tracks[0] === other.id)!
    const box = cuboidOf(store.getState().annotations, CAR.id, 4)!
    const after = { ...box, rotation: [0, 0, 0, 1] as const }
    store.getState().edit('turn', [{ recordId: box.id, before: box, after }])
    await expect.poll(() => found('C3').length).toBe(1)
    expect(found('C3')[0]!.number).toBe(before.number)
    expect(found('C3')[0]!.finding).toBe(before.finding)
  })

  it('counts no proposal', async () => {
    const { store, connection, found } = opened([])
    await settled(store)
    const shown = { track: CAR, cuboids: drive(CAR, [4]), score: 0.9 }
    const support = { framesSeen: 1, framesFilled: 0, points: 9 }
    const proposal = { ...shown, support, relation: { kind: 'added' } } as const
    store.getState().propose({ ...NO_PROPOSALS, byId: new Map([[CAR.id, proposal]]) })
    expect(store.getState().annotations.tracks.length).toBe(1)
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(connection.asked).not.toContain('take')
    expect(found('C3')).toEqual([])
  })

  it('checks all again by other settings', async () => {
    const { store, found } = opened()
    await settled(store)
    const { checkSettings } = store.getState()
    const off = withChoice(checkSettings, 'C3', { isOn: false })
    store.setState({ checkSettings: withChoice(off, 'C4', { isBlocking: true }) })
    expect(store.getState().checking.state).toBe('running')
    await settled(store)
    expect(found('C3')).toEqual([])
    expect(blockingCount(store.getState())).toBe(found('C4').length)
  })

  it('says what failed, and checks again when asked', async () => {
    const { store } = openTestStore(testClip(FRAMES), [CAR, ...drive(CAR, [4])])
    const { reader } = clipWithPoints(1, new Float32Array())
    let isBroken = true
    const checker = createChecker({
      store,
      shown: noRest,
      rest: noRest,
      connect: () => {
        const connection = connectLocalChecks(reader)
        if (!isBroken) return connection
        return { ...connection, check: () => Promise.reject(new Error('out of memory')) }
      },
    })
    await expect
      .poll(() => store.getState().checking)
      .toEqual({ state: 'failed', why: 'out of memory' })
    isBroken = false
    checker.restart()
    await settled(store)
    expect(store.getState().findings.all.length).toBeGreaterThan(0)
  })
})

describe('a checker with points', () => {
  it('asks each frame about the boxes in it, and again only about those an edit moves', async () => {
    const { clip, reader } = clipWithPoints(FRAMES, pointsIn([0, 0, 0], 40))
    const still = track('still', { number: 1 })
    const records = Array.from({ length: FRAMES }, (_, frame) =>
      cuboid(still.id, frame, { center: [frame < 5 ? 0 : 40, 0, 0] }),
    )
    const { store } = openTestStore(clip, [still, ...records])
    const connection = connectLocalChecks(reader)
    createChecker({ store, connect: () => connection, shown: noRest, rest: noRest })
    await settled(store)
    const studies = () => connection.asked.filter((name) => name === 'study').length
    expect(studies()).toBe(FRAMES)
    const empty = () => store.getState().findings.all.find(({ finding }) => finding.check === 'E1')
    expect(empty()?.finding.frames).toEqual([5, 6, 7, 8, 9])
    expect(findingIndex(store.getState().findings).worstByFrame.get(7)).toBe('warning')

    const box = cuboidOf(store.getState().annotations, still.id, 7)!
    const after = { ...box, center: [0, 0, 0] as const }
    store.getState().edit('move', [{ recordId: box.id, before: box, after }])
    await expect.poll(() => empty()?.finding.frames).toEqual([5, 6, 8, 9])
    expect(studies()).toBe(FRAMES + 1)
  })

  it('knows a finding again by its number when its track is checked anew', async () => {
    const { clip, reader } = clipWithPoints(FRAMES, pointsIn([0, 0, 0], 40))
    const { store } = openTestStore(clip, [CAR, ...drive(CAR, [4])])
    const connection = connectLocalChecks(reader)
    createChecker({ store, connect: () => connection, shown: noRest, rest: noRest })
    const flip = () => store.getState().findings.all.find(({ finding }) => finding.check === 'C3')
    await expect.poll(flip).toBeDefined()
    const before = flip()
    await settled(store)
    expect(flip()).toEqual(before)
    const box = cuboidOf(store.getState().annotations, CAR.id, 8)!
    const after = { ...box, score: 0.1 }
    store.getState().edit('score', [{ recordId: box.id, before: box, after }])
    expect(connection.asked.filter((name) => name === 'check').length).toBeLessThan(3)
    await expect
      .poll(() => connection.asked.filter((name) => name === 'check').length)
      .toBeGreaterThan(1)
    await settled(store)
    expect(flip()).toEqual(before)
  })
})

/** Points along a line within a car's length of a place. */
function pointsIn([x, y, z]: readonly [number, number, number], count: number): Float32Array {
  return Float32Array.from({ length: count * 4 }, (_, at) => {
    const row = Math.floor(at / 4)
    return [x - 1.5 + (3 * row) / count, y, z, 10][at % 4]!
  })
}
