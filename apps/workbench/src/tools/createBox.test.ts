import { cuboidOf, cuboidsOf, trackOf, tracksOf } from '@trueline/annotation'
import { type Cuboid, fromYaw, iou3d, type Vec3 } from '@trueline/geometry'
import { facePoints, groundPoints, rowsOf } from '@trueline/pointcloud/testing'
import { describe, expect, it } from 'vitest'
import { createLocalFitter } from '../testing/localFitter.ts'
import { noChecker } from '../testing/noChecker.ts'
import { noFrames } from '../testing/noFrames.ts'
import { noProposer } from '../testing/noProposer.ts'
import { openTestStore, testClip } from '../testing/testStore.ts'
import { createBox } from './createBox.ts'

const SENSOR: Vec3 = [0, 0, 0]
/** A car on a road 1.7 m below the sensor. */
const car: Cuboid = { center: [12, 3, -0.9], extent: [4.4, 1.9, 1.6], rotation: fromYaw(0.3) }
const street = rowsOf([...groundPoints([12, 3, -1.7], 15, () => -1.7), ...facePoints(car, SENSOR)])

function workbenchOn(points: Float32Array) {
  const { store, kept } = openTestStore(testClip(2), [])
  return {
    workbench: {
      store,
      frames: noFrames,
      fitter: createLocalFitter([points]),
      proposer: noProposer,
      checker: noChecker,
    },
    store,
    kept,
  }
}

describe('creating a box', () => {
  it('adds a track with a box on the object that was clicked, selects it and is one edit', async () => {
    const { workbench, store, kept } = workbenchOn(street)
    store.getState().set({ tool: 'createCuboid' })
    await createBox(workbench, { kind: 'point', point: [10.2, 2.4, -0.9] })
    const { annotations, selectedTrackId, tool } = store.getState()
    const made = cuboidOf(annotations, selectedTrackId!, 0)!
    expect(iou3d(made, car)).toBeGreaterThan(0.8)
    expect(made).toMatchObject({ state: 'added', provenance: 'human' })
    expect(made.pointCount).toBeGreaterThan(50)
    expect(tool).toBe('select')
    expect(kept).toHaveLength(1)
    store.getState().undo()
    expect(tracksOf(store.getState().annotations)).toEqual([])
  })

  it('gives the category chosen, else the first of the clip', async () => {
    const { workbench, store } = workbenchOn(street)
    const [first, second] = store.getState().clip!.ontology.categories
    await createBox(workbench, { kind: 'point', point: [10.2, 2.4, -0.9] })
    store.getState().set({ newCategory: second!.id })
    await createBox(workbench, { kind: 'point', point: [10.2, 2.4, -0.9] })
    const categories = tracksOf(store.getState().annotations).map(({ category }) => category)
    expect(categories).toEqual([first!.id, second!.id])
  })

  it('stands a box of the usual size on the ground where a click meets too few points', async () => {
    const { workbench, store } = workbenchOn(rowsOf(groundPoints([12, 3, -1.7], 15, () => -1.7)))
    await createBox(workbench, { kind: 'point', point: [20, 8, -1.7] })
    const { annotations, selectedTrackId, clip } = store.getState()
    const [made] = cuboidsOf(annotations, selectedTrackId!)
    const { typicalExtent } = clip!.ontology.categories[0]!
    expect(made!.extent).toEqual(typicalExtent)
    expect(made!.center[2] - typicalExtent[2] / 2).toBeCloseTo(-1.7, 1)
    expect(trackOf(annotations, selectedTrackId!)).toBeDefined()
  })

  it('makes nothing of a rectangle without an object', async () => {
    const { workbench, kept } = workbenchOn(rowsOf(groundPoints([12, 3, -1.7], 15, () => -1.7)))
    const corners: readonly Vec3[] = [
      [18, 6, -1.7],
      [22, 6, -1.7],
      [22, 10, -1.7],
      [18, 10, -1.7],
    ]
    await createBox(workbench, { kind: 'area', corners })
    expect(kept).toEqual([])
  })

  it('makes nothing in a clip that was closed meanwhile', async () => {
    const { workbench, store, kept } = workbenchOn(street)
    const creating = createBox(workbench, { kind: 'point', point: [10.2, 2.4, -0.9] })
    store.setState({ clip: testClip(2) })
    await creating
    expect(kept).toEqual([])
  })
})
