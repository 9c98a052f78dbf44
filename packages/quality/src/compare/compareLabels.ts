import type { TrackId } from '@trueline/annotation'
import { assign, bevIou } from '@trueline/geometry'
import { type BoxErrors, boxErrors } from './boxErrors.ts'
import { type PlacedBox, type PlacedLabels, placedBoxesAt } from './placedBox.ts'

/** Two sets of labels of the same frames; categories are compared as they are spelled. */
export type LabelPair = {
  /** What is taken as true. */
  readonly reference: PlacedLabels
  readonly labels: PlacedLabels
  /** The frames that are compared, of each the index in both, in order of time. */
  readonly frames: readonly FramePair[]
  /** Whether a box is where labels are complete; what is not counts neither way. All are where it is not given. */
  readonly isJudged?: (box: PlacedBox) => boolean
}

/** A moment, by its index in each of two clips. */
export type FramePair = { readonly reference: number; readonly labels: number }

/** A label and what it is of. */
export type BoxPair = {
  readonly reference: PlacedBox
  readonly label: PlacedBox
  readonly errors: BoxErrors
}

/** A true object that another track goes on with. */
export type IdSwitch = {
  readonly reference: TrackId
  /** Of the reference. */
  readonly frame: number
  readonly from: TrackId
  readonly to: TrackId
}

/** What two sets of labels have in common, and what not. */
export type Comparison = {
  readonly frames: number
  readonly pairs: readonly BoxPair[]
  readonly missed: readonly PlacedBox[]
  readonly extra: readonly PlacedBox[]
  readonly switches: readonly IdSwitch[]
}

/** Boxes with less overlap than this, and further apart than that, are not of the same object. */
const LEAST_IOU = 0.1
const FURTHEST = 1
/** Boxes with this much air between them, one above the other, neither. */
const LIFT = 0.5
/** Outweighs any likeness: who had an object in the frame before keeps it while it can. */
const KEEPING = 1000

/**
 * Two sets of labels, box by box in the world, and as tracks. A box is paired with the one that it
 * most likely means, of whatever category, so that what is labelled wrong is not told as missed and
 * extra; one that had an object keeps it (Bernardin and Stiefelhagen, 2008).
 */
export function compareLabels({
  reference,
  labels,
  frames,
  isJudged = () => true,
}: LabelPair): Comparison {
  const origin = reference.clip.worldOrigin
  const pairs: BoxPair[] = []
  const missed: PlacedBox[] = []
  const extra: PlacedBox[] = []
  const switches: IdSwitch[] = []
  const finderOf = new Map<TrackId, TrackId>()
  for (const frame of frames) {
    const truths = placedBoxesAt(reference, frame.reference, origin)
    const boxes = placedBoxesAt(labels, frame.labels, origin)
    const columns = assign(
      truths.map((truth) =>
        boxes.map((box) => {
          const likeness = likenessOf(truth, box)
          if (likeness === null) return Number.POSITIVE_INFINITY
          return -likeness - (finderOf.get(truth.trackId) === box.trackId ? KEEPING : 0)
        }),
      ),
    )
    const taken = new Set<PlacedBox>()
    for (const [row, truth] of truths.entries()) {
      const column = columns[row] ?? null
      if (column === null) {
        if (isJudged(truth)) missed.push(truth)
        continue
      }
      const label = boxes[column]!
      taken.add(label)
      if (!isJudged(truth)) continue
      pairs.push({ reference: truth, label, errors: boxErrors(truth.inWorld, label.inWorld) })
      const from = finderOf.get(truth.trackId)
      if (from !== undefined && from !== label.trackId)
        switches.push({ reference: truth.trackId, frame: frame.reference, from, to: label.trackId })
      finderOf.set(truth.trackId, label.trackId)
    }
    extra.push(...boxes.filter((box) => !taken.has(box) && isJudged(box)))
  }
  return { frames: frames.length, pairs, missed, extra, switches }
}

/** How much two boxes look like one object, higher is more; `null` where they cannot be. */
function likenessOf(truth: PlacedBox, box: PlacedBox): number | null {
  const [a, b] = [truth.inWorld, box.inWorld]
  const apart = Math.hypot(a.center[0] - b.center[0], a.center[1] - b.center[1])
  const reach = (Math.hypot(...a.extent) + Math.hypot(...b.extent)) / 2
  if (apart > Math.max(reach, FURTHEST)) return null
  // What is above another thing is not it, as a lorry is not the bridge.
  const rise = Math.abs(a.center[2] - b.center[2])
  if (rise > (a.extent[2] + b.extent[2]) / 2 + LIFT) return null
  const overlap = bevIou(a, b)
  if (overlap < LEAST_IOU && apart > FURTHEST) return null
  const isAlike = truth.category === box.category
  return overlap + Math.max(0, 1 - Math.hypot(apart, rise) / 2) + (isAlike ? 0.5 : 0)
}
