import { cuboidOf } from '@trueline/annotation'
import { cuboid, track } from '@trueline/annotation/testing'
import type { Finding } from '@trueline/consistency'
import { expect, it } from 'vitest'
import { followMendPreview } from '../check/followMendPreview.ts'
import { ACTIONS } from '../keymap.ts'
import { findingAtHand, NO_FINDINGS, withFindingsChange } from '../store/findings.ts'
import { createLocalFitter } from '../testing/localFitter.ts'
import { noChecker } from '../testing/noChecker.ts'
import { noFrames } from '../testing/noFrames.ts'
import { noProposer } from '../testing/noProposer.ts'
import { openTestStore, testClip } from '../testing/testStore.ts'
import type { Workbench } from '../workbench.ts'

const CAR = track('car', { number: 1 })
const VAN = track('van', { number: 2 })
const records = [CAR, cuboid(CAR.id, 2), cuboid(CAR.id, 3), VAN, cuboid(VAN.id, 1)]

const found = (rest: Partial<Finding>): Finding => ({
  ...{ check: 'C3', level: 'error', tracks: [CAR.id], frames: [2, 3], value: 1, threshold: 0 },
  ...{ message: { en: 'turned', zh: '颠倒' }, mend: 'flip' },
  ...rest,
})

function opened(findings: readonly Finding[]) {
  const { store } = openTestStore(testClip(5), records)
  const box = cuboidOf(store.getState().annotations, CAR.id, 2)!
  const patch = [{ recordId: box.id, before: box, after: { ...box, rotation: [0, 0, 1, 0] } }]
  const workbench: Workbench = {
    ...{ store, frames: noFrames, proposer: noProposer, fitter: createLocalFitter([]) },
    checker: { ...noChecker, mend: async () => patch as never },
  }
  followMendPreview(workbench)
  const added = findings.map((one, number) => [number, one] as const)
  const order = Uint32Array.from(added.keys())
  const { annotations } = store.getState()
  store.setState({ findings: withFindingsChange(NO_FINDINGS, { order, added }, annotations) })
  const act = (id: string) => ACTIONS.find((action) => action.id === id)?.run(workbench)
  return { store, act }
}

it('N goes through all of them and round, those of no track too; Shift+N the other way', () => {
  const { store, act } = opened([found({}), found({ check: 'E8', tracks: [], frames: [4] })])
  void act('nextFinding')
  expect(store.getState()).toMatchObject({ selectedTrackId: CAR.id, frame: 2 })
  void act('nextFinding')
  expect(store.getState()).toMatchObject({ selectedTrackId: null, frame: 4 })
  expect(findingAtHand(store.getState())?.finding.check).toBe('E8')
  void act('nextFinding')
  expect(findingAtHand(store.getState())?.finding.check).toBe('C3')
  void act('previousFinding')
  expect(findingAtHand(store.getState())?.finding.check).toBe('E8')
})

it('what a mend would do is shown, and dropped once another object is selected: M then does nothing', async () => {
  const { store, act } = opened([found({})])
  void act('nextFinding')
  await expect.poll(() => store.getState().mendPreview?.summary.changed).toBe(1)
  store.setState({ selectedTrackId: VAN.id })
  expect(store.getState().mendPreview).toBeNull()
  expect(findingAtHand(store.getState())).toBeNull()
  await act('mend')
  expect(store.getState().history.undo).toEqual([])
  void act('nextFinding')
  await act('mend')
  expect(store.getState().history.undo.length).toBe(1)
  expect(cuboidOf(store.getState().annotations, CAR.id, 2)?.rotation).toEqual([0, 0, 1, 0])
})
