import type { CuboidId, Frame } from '@trueline/annotation'
import {
  type Annotations,
  cuboidId,
  cuboidsOf,
  isShown,
  momentsOf,
  tracksOf,
} from '@trueline/annotation'
import { type Cuboid, countPointsInCuboid, interpolateCuboid } from '@trueline/geometry'
import { groundHeightAt, groundOf } from '@trueline/pointcloud'
import type { CuboidEvidence } from './evidence.ts'

/** A place to look at in a frame: a box, or where one is missing between two others. */
export type Study = { readonly id: CuboidId; readonly cuboid: Cuboid }

/** A gap longer than this is no slip. */
const LONGEST_GAP = 20

/**
 * The places that the points of each frame are to be asked about, in the ego space of the frame: all
 * that is shown, and the gaps between.
 */
export function studiesOf(
  annotations: Annotations,
  frames: readonly Frame[],
): ReadonlyMap<number, readonly Study[]> {
  const studies = new Map<number, Study[]>()
  const add = (frame: number, study: Study): void => {
    const list = studies.get(frame)
    if (list === undefined) studies.set(frame, [study])
    else list.push(study)
  }
  const momentOf = momentsOf(frames)
  for (const { id } of tracksOf(annotations)) {
    const shown = cuboidsOf(annotations, id).filter(
      (one) => isShown(one) && one.frame < frames.length,
    )
    for (const [index, cuboid] of shown.entries()) {
      add(cuboid.frame, { id: cuboid.id, cuboid })
      const after = shown[index + 1]
      if (after === undefined || after.frame - cuboid.frame > LONGEST_GAP) continue
      for (let frame = cuboid.frame + 1; frame < after.frame; frame++) {
        const between = interpolateCuboid({
          before: { ...momentOf(cuboid.frame), cuboid },
          after: { ...momentOf(after.frame), cuboid: after },
          at: momentOf(frame),
        })
        add(frame, { id: cuboidId(id, frame), cuboid: between })
      }
    }
  }
  return studies
}

/**
 * What a frame's points say about places in it.
 *
 * About 10 ms for the ground, and one pass over the points for each place.
 *
 * @param points N × 4 rows of x, y, z, intensity in ego space.
 */
export function studyFrame(
  points: Float32Array,
  studies: readonly Study[],
): readonly (readonly [CuboidId, CuboidEvidence])[] {
  const ground = groundOf(points)
  return studies.map(({ id, cuboid }) => {
    const pointCount = countPointsInCuboid(points, cuboid)
    const groundHeight = groundHeightAt(ground, cuboid.center[0], cuboid.center[1])
    return [id, { pointCount, groundHeight }] as const
  })
}
