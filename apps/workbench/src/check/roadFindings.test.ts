import { allRecords, linksOf } from '@trueline/annotation'
import { road } from '@trueline/annotation/testing'
import { expect, it } from 'vitest'
import { goToFinding, unwaive, waive } from '../actions/findingActions.ts'
import { findingAtHand } from '../store/findings.ts'
import { clipWithPoints, connectLocalChecks } from '../testing/localChecks.ts'
import { createLocalFitter } from '../testing/localFitter.ts'
import { noFrames } from '../testing/noFrames.ts'
import { noProposer } from '../testing/noProposer.ts'
import { openTestStore, testClip } from '../testing/testStore.ts'
import { createChecker } from './checker.ts'
import { summaryOf } from './mendPreview.ts'

const FORGOTTEN = 'r0>successor>r1'
const noWait = async (): Promise<void> => undefined

async function opened() {
  const records = [...allRecords(road(3))].filter(({ id }) => id !== FORGOTTEN)
  const { store } = openTestStore(testClip(4), records)
  const connection = connectLocalChecks(clipWithPoints(1, new Float32Array()).reader)
  const checker = createChecker({ store, connect: () => connection, shown: noWait, rest: noWait })
  const workbench = {
    ...{ store, checker, frames: noFrames, proposer: noProposer },
    fitter: createLocalFitter([]),
  }
  await expect.poll(() => store.getState().checking.state).toBe('done')
  return { store, checker, workbench, all: () => store.getState().findings.all }
}

it('what is found of the road is gone to, mended as one edit, found again when that is undone', async () => {
  const { store, checker, workbench, all } = await opened()
  expect(all().map(({ finding }) => finding.check)).toEqual(['F2'])
  const [one] = all()
  goToFinding(workbench, one!)
  expect(store.getState()).toMatchObject({ selectedTrackId: null, selectedFixedId: 'r0' })
  expect(findingAtHand(store.getState())?.finding.check).toBe('F2')
  const patch = await checker.mend({ kind: 'finding', number: one!.number })
  expect(summaryOf(patch)).toMatchObject({ links: 1, lines: 0, changed: 0 })
  store.getState().edit('mend:linkEnds', patch)
  await expect.poll(() => all()).toEqual([])
  expect(linksOf(store.getState().annotations).map(({ id }) => id)).toContain(FORGOTTEN)
  store.getState().undo()
  await expect.poll(() => all().length).toBe(1)
  store.setState({ selectedFixedId: null })
  checker.dispose()
})

it('one of the road may stand with a reason, and no longer', async () => {
  const { store, checker, workbench, all } = await opened()
  const { finding } = all()[0]!
  waive(workbench, { finding, reason: 'a gate' })
  await expect.poll(() => store.getState().findings.waived.length).toBe(1)
  expect(all()).toEqual([])
  unwaive(workbench, finding)
  await expect.poll(() => all().length).toBe(1)
  checker.dispose()
})
