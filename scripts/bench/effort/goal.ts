import {
  type AnnotationRecord,
  annotationsOf,
  type CuboidRecord,
  cuboidOf,
  cuboidsAt,
  cuboidsOf,
  isShown,
  type TrackId,
} from '@trueline/annotation'
import { angleBetween, type Cuboid, distance, toDegrees, yawOf } from '@trueline/geometry'

/** How near a box must come to what is there: a good model's own noise lies within. */
const TOLERANCE = { center: 0.25, side: 0.2, yawDeg: 5 } as const
/** Further off it is no box of the object. */
const SAME_WITHIN = 2.5

/** What an object's boxes are to become, by frame. */
export type Goal = ReadonlyMap<number, CuboidRecord>

/** What a pre-labelled track is in truth: the object that lies on most of its boxes; `null` where none does. */
export function goalOf(
  trackId: TrackId,
  labels: readonly AnnotationRecord[],
  truth: readonly AnnotationRecord[],
): Goal | null {
  const there = annotationsOf(truth)
  const votes = new Map<TrackId, number>()
  for (const box of cuboidsOf(annotationsOf(labels), trackId)) {
    for (const other of cuboidsAt(there, box.frame)) {
      if (distance(other.center, box.center) > SAME_WITHIN) continue
      votes.set(other.trackId, (votes.get(other.trackId) ?? 0) + 1)
    }
  }
  const [best] = [...votes].toSorted(([, a], [, b]) => b - a)
  if (best === undefined) return null
  return new Map(cuboidsOf(there, best[0]).map((box) => [box.frame, box]))
}

/** An object to be fixed, and what it is to become. */
export type Task = { readonly trackId: TrackId; readonly goal: Goal }

/** How far a box is from what is there, in tolerances: at most 1 is right. */
export function offBy(box: Cuboid, goal: Cuboid): number {
  return Math.max(...partsOff(box, goal))
}

/** The same with every part counted, so that each step nearer shows. */
export function wholeOff(box: Cuboid, goal: Cuboid): number {
  return partsOff(box, goal).reduce((sum, part) => sum + part, 0)
}

function partsOff(box: Cuboid, goal: Cuboid): readonly number[] {
  const turned = Math.abs(toDegrees(angleBetween(yawOf(box.rotation), yawOf(goal.rotation))))
  return [
    distance(box.center, goal.center) / TOLERANCE.center,
    ...box.extent.map((side, axis) => Math.abs(side - goal.extent[axis]!) / TOLERANCE.side),
    turned / TOLERANCE.yawDeg,
  ]
}

/** The frames in which a track is not what it should be: its box is off, or missing between others. */
export function wrongFrames(
  records: readonly AnnotationRecord[],
  trackId: TrackId,
  goal: Goal,
): { readonly off: readonly number[]; readonly missing: readonly number[] } {
  const document = annotationsOf(records)
  const boxes = cuboidsOf(document, trackId).filter(isShown)
  const [first, last] = [boxes[0]?.frame ?? 0, boxes.at(-1)?.frame ?? -1]
  const frames = [...goal.keys()].filter((frame) => frame >= first && frame <= last)
  const boxAt = (frame: number) => {
    const box = cuboidOf(document, trackId, frame)
    return box !== undefined && isShown(box) ? box : null
  }
  return {
    off: frames.filter((frame) => {
      const box = boxAt(frame)
      return box !== null && offBy(box, goal.get(frame)!) > 1
    }),
    missing: frames.filter((frame) => boxAt(frame) === null),
  }
}
