import type { CuboidId, CuboidRecord, Frame } from '@trueline/annotation'
import {
  type Annotations,
  cuboidId,
  cuboidsOf,
  isShown,
  momentsOf,
  tracksOf,
} from '@trueline/annotation'
import {
  type Cuboid,
  interpolateCuboid,
  invert,
  type Moment,
  pointsInCuboid,
  transformCuboid,
} from '@trueline/geometry'
import { gridIndexOf, groundOf, pointsNear } from '@trueline/pointcloud'
import type { CuboidEvidence } from './evidence.ts'
import { STUDIED_AROUND, studyBox } from './studyBox.ts'

/** A place to look at in a frame: a box, or where one is missing between two others. */
export type Study = { readonly id: CuboidId; readonly cuboid: Cuboid }

/** A gap longer than this is no slip. */
const LONGEST_GAP = 20
/** Frames before a track's first box and after its last that it may go on in. */
export const BEYOND_ENDS = 2
/** Boxes that say where it was going there. */
const END_BOXES = 5

/**
 * The places that the points of each frame are to be asked about, in the ego space of the frame: all
 * that is shown, the gaps between, and where it would be just before and after.
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
    for (const { frame, cuboid } of beyondEnds(shown, { momentOf, count: frames.length })) {
      add(frame, { id: cuboidId(id, frame), cuboid })
    }
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

/** Where a track would be just before its first box and after its last, in the ego space of each frame. */
export function beyondEnds(
  shown: readonly CuboidRecord[],
  clip: { readonly momentOf: (frame: number) => Moment; readonly count: number },
): readonly { readonly frame: number; readonly cuboid: Cuboid }[] {
  const [first, last] = [shown[0], shown.at(-1)]
  const [second, lastButOne] = [shown[END_BOXES - 1], shown.at(-END_BOXES)]
  if (first === undefined || last === undefined) return []
  if (second === undefined || lastButOne === undefined) return []
  return Array.from({ length: BEYOND_ENDS }, (_, index) => index + 1).flatMap((away) => [
    ...goneOn({ from: second, to: first, frame: first.frame - away }, clip),
    ...goneOn({ from: lastButOne, to: last, frame: last.frame + away }, clip),
  ])
}

function goneOn(
  { from, to, frame }: { from: CuboidRecord; to: CuboidRecord; frame: number },
  { momentOf, count }: { momentOf: (frame: number) => Moment; count: number },
): readonly { readonly frame: number; readonly cuboid: Cuboid }[] {
  if (frame < 0 || frame >= count) return []
  const place = interpolateCuboid({
    before: { ...momentOf(from.frame), cuboid: from },
    after: { ...momentOf(to.frame), cuboid: to },
    at: momentOf(frame),
  })
  // Size and heading are as they were last: what turns a little would turn on.
  const there = transformCuboid(momentOf(to.frame).worldFromEgo, to)
  const turned = transformCuboid(invert(momentOf(frame).worldFromEgo), there)
  return [{ frame, cuboid: { ...turned, center: place.center } }]
}

/**
 * What a frame's points say about places in it.
 *
 * About 20 ms for the ground and the order of the points, and little for each place.
 *
 * @param points N × 4 rows of x, y, z, intensity in ego space.
 * @param timeOffset Their N seconds after the frame's time, where they have any.
 */
export function studyFrame(
  points: Float32Array,
  studies: readonly Study[],
  timeOffset: Float32Array | null = null,
): readonly (readonly [CuboidId, CuboidEvidence])[] {
  const ground = groundOf(points)
  const index = gridIndexOf(points)
  return studies.map(({ id, cuboid }) => {
    const said = studyBox(pointsNear(index, cuboid, STUDIED_AROUND), cuboid, ground)
    if (timeOffset === null) return [id, said] as const
    return [id, { ...said, pointSeconds: meanTime(points, cuboid, timeOffset) }] as const
  })
}

function meanTime(points: Float32Array, cuboid: Cuboid, timeOffset: Float32Array): number | null {
  const rows = pointsInCuboid(points, cuboid)
  let sum = 0
  for (const row of rows) sum += timeOffset[row]!
  return rows.length === 0 ? null : sum / rows.length
}
