import { cuboidOf } from '@trueline/annotation'
import { cuboid, track } from '@trueline/annotation/testing'
import { type Cuboid, fromYaw, iou3d, type Vec3, yawOf } from '@trueline/geometry'
import { facePoints, groundPoints, rowsOf } from '@trueline/pointcloud/testing'
import { describe, expect, it } from 'vitest'
import { withStoredEdit } from '../store/documentChanges.ts'
import { createLocalFitter } from '../testing/localFitter.ts'
import { noChecker } from '../testing/noChecker.ts'
import { noFrames } from '../testing/noFrames.ts'
import { noProposer } from '../testing/noProposer.ts'
import { openTestStore, testClip } from '../testing/testStore.ts'
import { stepYaw } from './boxSteps.ts'
import { changeSelected, fitSelected } from './editCuboid.ts'

const SENSOR: Vec3 = [0, 0, 0]
const car: Cuboid = { center: [12, 3, -0.9], extent: [4.4, 1.9, 1.6], rotation: fromYaw(0) }
const street = rowsOf([...groundPoints([12, 3, -1.7], 15, () => -1.7), ...facePoints(car, SENSOR)])
const a = track('a')
const proposed = cuboid(a.id, 0, {
  ...car,
  center: [12.2, 3.1, -0.8],
  extent: [5, 2.3, 1.9],
})

function workbenchOn(points: Float32Array, box = proposed) {
  const { store, kept } = openTestStore(testClip(2), [a, box])
  store.getState().set({ selectedTrackId: a.id })
  const workbench = {
    store,
    frames: noFrames,
    fitter: createLocalFitter([points]),
    proposer: noProposer,
    checker: noChecker,
  }
  return { workbench, store, kept, now: () => cuboidOf(store.getState().annotations, a.id, 0)! }
}

describe('a change of the selected cuboid', () => {
  it('is one edit that says a human made it, and keeps the pre-label', () => {
    const { workbench, kept, now } = workbenchOn(street)
    changeSelected(workbench, (box) => stepYaw(box, 'left', 'coarse'))
    expect(kept).toHaveLength(1)
    expect(now()).toMatchObject({ state: 'fixed', provenance: 'human' })
    expect(yawOf(now().rotation)).toBeCloseTo((5 * Math.PI) / 180, 9)
  })

  it('leaves a final cuboid and a rejected one alone', () => {
    for (const state of ['final', 'rejected'] as const) {
      const { workbench, kept } = workbenchOn(street, { ...proposed, state })
      changeSelected(workbench, (box) => stepYaw(box, 'left', 'fine'))
      expect(kept).toEqual([])
    }
  })
})

describe('a fit of the selected cuboid', () => {
  it('puts the box onto the points and counts them', async () => {
    const { workbench, now } = workbenchOn(street)
    await fitSelected(workbench, { modes: ['shrink', 'grow'] })
    expect(iou3d(now(), car)).toBeGreaterThan(iou3d(proposed, car))
    expect(now().pointCount).toBeGreaterThan(50)
  })

  it('changes nothing where there are too few points', async () => {
    const { workbench, kept } = workbenchOn(rowsOf([]))
    await fitSelected(workbench, { modes: ['shrink', 'grow'] })
    expect(kept).toEqual([])
  })

  it('keeps a turn whose size could not be fitted', async () => {
    const { workbench, now } = workbenchOn(rowsOf([]))
    await fitSelected(workbench, {
      modes: ['shrink'],
      from: (box) => stepYaw(box, 'left', 'coarse'),
    })
    expect(yawOf(now().rotation)).toBeCloseTo((5 * Math.PI) / 180, 9)
    expect(now().extent).toEqual(proposed.extent)
  })

  it('goes on when the server answers for an earlier edit while it runs', async () => {
    const { workbench, store, kept, now } = workbenchOn(street)
    changeSelected(workbench, (box) => stepYaw(box, 'left', 'coarse'))
    const fitting = fitSelected(workbench, { modes: ['shrink'] })
    const { edit } = kept[0]!
    const revisions = Object.fromEntries(edit.patch.map(({ recordId }) => [recordId, 1]))
    // The subscription and the answer both tell of it, each with values of its own.
    for (let told = 0; told < 2; told++) {
      const stored = { edit: structuredClone(edit), revisions }
      store.setState((state) => withStoredEdit(state, stored))
    }
    await fitting
    expect(kept.map((pending) => pending.edit.command)).toEqual(['placeCuboid', 'fitCuboid'])
    expect(now().extent).not.toEqual(proposed.extent)
  })

  it('is dropped when the cuboid was changed while it ran', async () => {
    const { workbench, kept, now } = workbenchOn(street)
    const fitting = fitSelected(workbench, { modes: ['shrink'] })
    changeSelected(workbench, (box) => ({ ...box, center: [20, 0, 0] }))
    await fitting
    expect(kept).toHaveLength(1)
    expect(now().center).toEqual([20, 0, 0])
  })
})
