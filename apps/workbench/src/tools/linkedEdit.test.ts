import { cuboidOf, type Patch } from '@trueline/annotation'
import { cuboid, track } from '@trueline/annotation/testing'
import { type Cuboid, fromYaw, iou3d, type Vec3, yawOf } from '@trueline/geometry'
import { facePoints, groundPoints, rowsOf } from '@trueline/pointcloud/testing'
import { describe, expect, it } from 'vitest'
import { actionById } from '../keymap.ts'
import { createLocalFitter } from '../testing/localFitter.ts'
import { noChecker } from '../testing/noChecker.ts'
import { noFrames } from '../testing/noFrames.ts'
import { noProposer } from '../testing/noProposer.ts'
import { openTestStore, testClip } from '../testing/testStore.ts'
import { stepMove, stepYaw } from './boxSteps.ts'
import { dragHandle } from './dragHandle.ts'
import { changeSelected, commitPlacements, editableCuboids, fitSelected } from './editCuboid.ts'

const SENSOR: Vec3 = [0, 0, 0]
const car: Cuboid = { center: [12, 3, -0.9], extent: [4.4, 1.9, 1.6], rotation: fromYaw(0) }
const street = rowsOf([...groundPoints([12, 3, -1.7], 15, () => -1.7), ...facePoints(car, SENSOR)])
const a = track('a')
const COUNT = 8

/** A batch page on boxes that look elsewhere in every frame; the chosen columns are open to edits. */
function batchOn(frameRange: readonly number[], given: Partial<Cuboid> = {}) {
  const boxes = Array.from({ length: COUNT }, (_, frame) => {
    const box = { ...car, center: [12.2, 3.1, -0.8], extent: [5, 2.3, 1.9] } as const
    const shape = { ...box, rotation: fromYaw(frame / 10), ...given }
    return cuboid(a.id, frame, { ...shape, proposal: shape })
  })
  const { store, kept } = openTestStore(testClip(COUNT), [a, ...boxes])
  const { set } = store.getState()
  set({ selectedTrackId: a.id, page: 'batch', frame: 2, frameRange, between: 'keep' })
  const workbench = {
    store,
    frames: noFrames,
    fitter: createLocalFitter(Array.from({ length: COUNT }, () => street)),
    proposer: noProposer,
    checker: noChecker,
  }
  const at = (frame: number) => cuboidOf(store.getState().annotations, a.id, frame)!
  return { workbench, store, kept, at, boxes }
}

function framesIn(patch: Patch | undefined): readonly number[] {
  const frames = (patch ?? []).flatMap(({ after }) =>
    after?.kind === 'cuboid' ? [after.frame] : [],
  )
  return frames.sort((x, y) => x - y)
}

describe('an edit on the batch page', () => {
  it('is done to all chosen boxes alike, each on its own axes, as one edit that is undone as one', () => {
    const { workbench, store, kept, at, boxes } = batchOn([1, 4, 6])
    changeSelected(workbench, (box) =>
      stepMove(box, { view: 'top', direction: 'up', size: 'coarse' }),
    )
    expect(kept).toHaveLength(1)
    expect(framesIn(kept[0]?.edit.patch)).toEqual([1, 4, 6])
    for (const frame of [1, 4, 6]) {
      const [x, y] = at(frame).center
      const [fromX, fromY] = boxes[frame]!.center
      // A coarse step is a tenth of the box's own length, along its own heading.
      expect(x - fromX).toBeCloseTo(0.5 * Math.cos(frame / 10))
      expect(y - fromY).toBeCloseTo(0.5 * Math.sin(frame / 10))
      expect(at(frame)).toMatchObject({ provenance: 'human', state: 'fixed' })
    }
    expect(at(2)).toBe(boxes[2])
    store.getState().undo()
    for (const box of boxes) expect(at(box.frame)).toEqual(box)
  })

  it('by a drag of a face moves that face of every chosen box by as much', () => {
    const { store, at, boxes } = batchOn([0, 3])
    const drag = {
      view: 'top',
      handle: { kind: 'faces', faces: ['front'] },
      from: [0, 2.5],
      cuboid: boxes[3]!,
    } as const
    const state = store.getState()
    const placements = editableCuboids(state).map((record) => ({
      record,
      cuboid: dragHandle({ ...drag, cuboid: record }, [0.3, 3.25], false),
    }))
    commitPlacements(state, placements)
    for (const frame of [0, 3]) {
      expect(at(frame).extent[0]).toBeCloseTo(5.75)
      expect(at(frame).center[0]).toBeCloseTo(12.2 + 0.375 * Math.cos(frame / 10))
    }
  })

  it('takes boxes nobody stands for along between those it sets, where that is asked for', () => {
    const { workbench, store, at } = batchOn([1, 5])
    store.setState({ between: 'interpolate' })
    changeSelected(workbench, (box) => ({ ...box, center: [20 + box.frame, 0, 0] }))
    expect(at(3)).toMatchObject({ provenance: 'interpolated' })
    // The ego goes on by 1 m a frame, and so does the box in ego space.
    expect(at(3).center[0]).toBeCloseTo(23)
    expect(at(6)).toMatchObject({ provenance: 'model' })
  })

  it('leaves final and rejected boxes among the chosen alone', () => {
    const { workbench, store, kept } = batchOn([1, 2, 3])
    store.setState({ frameRange: [2] })
    void actionById('finalize')?.run(workbench)
    store.setState({ frameRange: [3] })
    void actionById('reject')?.run(workbench)
    store.setState({ frameRange: [1, 2, 3] })
    changeSelected(workbench, (box) => stepYaw(box, 'left', 'coarse'))
    expect(framesIn(kept.at(-1)?.edit.patch)).toEqual([1])
  })

  it('by a fit says of many that the tool found them, of one that a person did', async () => {
    const { workbench, store, kept, at } = batchOn([1, 2], { rotation: fromYaw(0) })
    await fitSelected(workbench, { modes: ['shrink'] })
    expect(kept).toHaveLength(1)
    for (const frame of [1, 2]) {
      expect(iou3d(at(frame), car)).toBeGreaterThan(0.7)
      expect(at(frame)).toMatchObject({ provenance: 'refit', state: 'fixed' })
      expect(at(frame).pointCount).toBeGreaterThan(50)
    }
    store.setState({ frameRange: [4] })
    await fitSelected(workbench, { modes: ['shrink'] })
    expect(at(4)).toMatchObject({ provenance: 'human' })
  })

  it('by a fit of nothing but air changes nothing', async () => {
    const { workbench, kept } = batchOn([1, 2], { center: [60, 0, 0] })
    await fitSelected(workbench, { modes: ['shrink'] })
    expect(kept).toEqual([])
  })
})

describe('one letter on the batch page', () => {
  const states = (frames: readonly number[], at: (frame: number) => { state: string }) =>
    frames.map((frame) => at(frame).state)

  it('accepts, rejects, brings back and finalises the chosen frames, one undo step each', () => {
    const { workbench, store, kept, at } = batchOn([1, 2, 5])
    void actionById('accept')?.run(workbench)
    expect(states([0, 1, 2, 5], at)).toEqual(['proposed', 'accepted', 'accepted', 'accepted'])
    void actionById('reject')?.run(workbench)
    expect(states([1, 2, 5], at)).toEqual(['rejected', 'rejected', 'rejected'])
    void actionById('restore')?.run(workbench)
    expect(states([1, 2, 5], at)).toEqual(['proposed', 'proposed', 'proposed'])
    void actionById('finalize')?.run(workbench)
    expect(states([1, 2, 5, 6], at)).toEqual(['final', 'final', 'final', 'proposed'])
    void actionById('finalize')?.run(workbench)
    expect(states([1, 2, 5], at)).toEqual(['accepted', 'accepted', 'accepted'])
    expect(kept).toHaveLength(5)
    for (let step = 0; step < 5; step++) store.getState().undo()
    expect(states([1, 2, 5], at)).toEqual(['proposed', 'proposed', 'proposed'])
  })

  it('turns the boxes of the chosen frames around', () => {
    const { workbench, kept, at } = batchOn([2, 3])
    void actionById('box.flip')?.run(workbench)
    expect(kept).toHaveLength(1)
    for (const frame of [2, 3]) {
      expect(Math.abs(yawOf(at(frame).rotation) - frame / 10)).toBeCloseTo(Math.PI)
    }
  })

  it('steps through the object’s frames and no others, and Escape goes back one thing at a time', () => {
    const { workbench, store } = batchOn([2, 3])
    void actionById('forwardTenFrames')?.run(workbench)
    expect(store.getState().frame).toBe(COUNT - 1)
    void actionById('escape')?.run(workbench)
    expect(store.getState()).toMatchObject({ frameRange: [], page: 'batch' })
    void actionById('escape')?.run(workbench)
    expect(store.getState()).toMatchObject({ page: 'panes', selectedTrackId: a.id })
  })

  it('opens the page at the object’s nearest frame, and closes it', () => {
    const { workbench, store } = batchOn([])
    void actionById('batch')?.run(workbench)
    expect(store.getState().page).toBe('panes')
    void actionById('batch')?.run(workbench)
    expect(store.getState()).toMatchObject({ page: 'batch', frame: 2 })
  })
})
