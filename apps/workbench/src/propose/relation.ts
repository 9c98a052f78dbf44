import {
  type Annotations,
  type CuboidRecord,
  cuboidsAt,
  isShown,
  type TrackId,
} from '@trueline/annotation'
import { bevIou, type Cuboid } from '@trueline/geometry'
import type { Relation } from '../store/proposals.ts'

/** A box at a frame. */
export type BoxAt = { readonly frame: number; readonly cuboid: Cuboid }

/** Boxes that share more than this on the ground speak of one object. */
const SAME_OBJECT_IOU = 0.2
/** So do small ones this near: a person's box is hardly wider than what people and models differ by. */
const SAME_OBJECT_M = 0.5
/** A box that shares this much says nothing new. */
const SAME_BOX_IOU = 0.7

/** How boxes proposed of one object stand to the labels there are: to the track most of them lie on. */
export function relationOf(boxes: readonly BoxAt[], labels: Annotations): Relation {
  const overlaps = new Map<TrackId, number[]>()
  for (const { frame, cuboid } of boxes) {
    for (const label of labelsAt(labels, frame)) {
      if (!isOneObject(cuboid, label)) continue
      const ious = overlaps.get(label.trackId) ?? []
      ious.push(bevIou(cuboid, label))
      overlaps.set(label.trackId, ious)
    }
  }
  const [best] = [...overlaps].toSorted(([, a], [, b]) => b.length - a.length)
  if (best === undefined || best[1].length * 2 < boxes.length) return { kind: 'added' }
  const [of, ious] = best
  const mean = ious.reduce((sum, iou) => sum + iou, 0) / boxes.length
  return { kind: mean >= SAME_BOX_IOU ? 'same' : 'moved', of }
}

/** The pre-labels, still undecided, that no proposal of the frames looked at lies on; by first frame. */
export function unsupported(
  frames: readonly number[],
  proposed: readonly BoxAt[],
  labels: Annotations,
): readonly TrackId[] {
  const byFrame = new Map<number, Cuboid[]>()
  for (const { frame, cuboid } of proposed) {
    byFrame.set(frame, [...(byFrame.get(frame) ?? []), cuboid])
  }
  const open = new Set<TrackId>()
  const seen = new Set<TrackId>()
  for (const frame of frames) {
    for (const label of labelsAt(labels, frame)) {
      if (label.state === 'proposed') open.add(label.trackId)
      const boxes = byFrame.get(frame) ?? []
      if (boxes.some((cuboid) => isOneObject(cuboid, label))) seen.add(label.trackId)
    }
  }
  return [...open].filter((id) => !seen.has(id))
}

function labelsAt(labels: Annotations, frame: number): readonly CuboidRecord[] {
  return cuboidsAt(labels, frame).filter(isShown)
}

function isOneObject(a: Cuboid, b: Cuboid): boolean {
  const away = Math.hypot(a.center[0] - b.center[0], a.center[1] - b.center[1])
  if (away > (Math.hypot(...a.extent) + Math.hypot(...b.extent)) / 2) return false
  const isSmall = Math.max(a.extent[0], b.extent[0]) < 1.5
  return (isSmall && away < SAME_OBJECT_M) || bevIou(a, b) > SAME_OBJECT_IOU
}
