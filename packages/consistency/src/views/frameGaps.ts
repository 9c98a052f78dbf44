import { type Annotations, cuboidsAt, isShown, type TrackId, trackOf } from '@trueline/annotation'
import { bevIou, type Cuboid } from '@trueline/geometry'
import type { Proposals } from '../doubt/support.ts'

/** Points that look like an object. */
export type Cluster = {
  /** Around all of them, in the ego space of the frame. */
  readonly cuboid: Cuboid
  /** What it may be, of the default ontology. */
  readonly category: string
  readonly pointCount: number
}

/** By frame; of frames that are not named nothing is known. */
export type Clusters = ReadonlyMap<number, readonly Cluster[]>

/** What no label of a frame covers. */
export type FrameGaps = {
  /** The labels that were looked at. */
  readonly cuboids: ReturnType<typeof cuboidsAt>
  /** Proposed tracks, in the order of the proposals. */
  readonly proposed: readonly { readonly id: TrackId; readonly cuboid: Cuboid }[]
  readonly clusters: readonly Cluster[]
  /** What they were taken from. */
  readonly clustered: readonly Cluster[]
}

type Given = {
  readonly annotations: Annotations
  readonly proposals: Proposals | null
  readonly clusters: Clusters | null
  readonly count: number
}

const NONE: readonly Cluster[] = []

/** Boxes that share so much speak of one object; small ones do that are so near, in meters. */
const SAME = { iou: 0.1, away: 0.6 } as const

/** What no label covers, frame by frame; a frame whose labels and clusters are the same lists as before is as it was. */
export function frameGapsOf(
  { annotations, proposals, clusters, count }: Given,
  before: readonly FrameGaps[] | null,
): readonly FrameGaps[] {
  return Array.from({ length: count }, (_, frame) => {
    const cuboids = cuboidsAt(annotations, frame)
    const clustered = clusters?.get(frame) ?? NONE
    const known = before?.[frame]
    if (known?.cuboids === cuboids && known.clustered === clustered) return known
    const shown = cuboids.filter(isShown)
    const isFree = freeOf(shown)
    const proposed = proposals === null ? [] : cuboidsAt(proposals.annotations, frame)
    return {
      cuboids,
      proposed: proposed
        .filter((one) => isShown(one) && trackOf(annotations, one.trackId) === undefined)
        .filter(isFree)
        .map((cuboid) => ({ id: cuboid.trackId, cuboid })),
      clusters: asBefore(
        clustered.filter(({ cuboid }) => isFree(cuboid)),
        known?.clusters,
      ),
      clustered,
    }
  })
}

/** The list of before where it has the same in it: who followed that need not again. */
function asBefore(
  now: readonly Cluster[],
  before: readonly Cluster[] | undefined,
): readonly Cluster[] {
  const isAsBefore =
    before?.length === now.length && now.every((one, index) => one === before[index])
  return isAsBefore ? before : now
}

/** Whether a box is none of these. Each is held against every cluster of its frame, so their places lie side by side. */
function freeOf(labels: readonly Cuboid[]): (box: Cuboid) => boolean {
  const places = Float64Array.from(
    labels.flatMap(({ center, extent }) => [center[0], center[1], (extent[0] + extent[1]) / 2]),
  )
  return (box) => {
    const [x, y] = box.center
    const own = (box.extent[0] + box.extent[1]) / 2
    for (let at = 0; at < places.length; at += 3) {
      const [dx, dy] = [places[at]! - x, places[at + 1]! - y]
      const reach = Math.max(SAME.away, places[at + 2]! + own)
      if (dx * dx + dy * dy < reach * reach && isSame(labels[at / 3]!, box)) return false
    }
    return true
  }
}

function isSame(a: Cuboid, b: Cuboid): boolean {
  const away = Math.hypot(a.center[0] - b.center[0], a.center[1] - b.center[1])
  if (away < SAME.away) return true
  const reach = (a.extent[0] + a.extent[1] + b.extent[0] + b.extent[1]) / 2
  return away < reach && bevIou(a, b) > SAME.iou
}
