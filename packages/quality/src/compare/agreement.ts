import { clusteredInterval } from '../intervals/clustered.ts'
import type { Interval } from '../intervals/interval.ts'
import { type Comparison, compareLabels } from './compareLabels.ts'
import { type Distribution, distributionOf } from './distribution.ts'
import type { PlacedLabels } from './placedBox.ts'
import { sharedFrames } from './sharedFrames.ts'

/** How far two people who labelled the same agree; neither is taken as right. */
export type Agreement = {
  readonly frames: number
  /** Boxes that both have, of all that either has; by tracks, as those are right or wrong together. */
  readonly both: Interval
  readonly paired: number
  readonly onlyFirst: number
  readonly onlySecond: number
  /** Objects that one of them has as one track and the other as several, by the times it changes. */
  readonly idSwitches: number
  /** Of paired boxes, those that both call the same. */
  readonly sameCategory: Interval
  readonly iou3d: Distribution | null
  readonly center: Distribution | null
  readonly size: Distribution | null
  readonly yaw: Distribution | null
  readonly flipped: number
}

/** Frames of a clip, both ends in it. */
export type FrameStretch = { readonly firstFrame: number; readonly lastFrame: number }

/**
 * The agreement of two sets of labels on the moments that both have.
 *
 * @param stretch Of the first; all of it where it is not given.
 */
export function agreementOf(
  first: PlacedLabels,
  second: PlacedLabels,
  stretch: FrameStretch = { firstFrame: 0, lastFrame: Infinity },
): Agreement {
  const frames = sharedFrames(first.clip, second.clip).filter(
    ({ reference }) => reference >= stretch.firstFrame && reference <= stretch.lastFrame,
  )
  const there = compareLabels({ reference: first, labels: second, frames })
  const back = compareLabels({
    ...{ reference: second, labels: first },
    frames: frames.map(({ reference, labels }) => ({ reference: labels, labels: reference })),
  })
  const { pairs, missed, extra } = there
  const of = (figure: (pair: Comparison['pairs'][number]) => number, binsTo: number) =>
    distributionOf(pairs.map(figure), binsTo)
  return {
    frames: frames.length,
    both: shareByTrack(there, (one) => 'label' in one, true),
    paired: pairs.length,
    onlyFirst: missed.length,
    onlySecond: extra.length,
    idSwitches: Math.max(there.switches.length, back.switches.length),
    sameCategory: shareByTrack(
      there,
      (one) => 'label' in one && one.reference.category === one.label.category,
      false,
    ),
    iou3d: of(({ errors }) => errors.iou3d, 1),
    center: of(({ errors }) => errors.center, 1),
    size: of(({ errors }) => errors.size, 1),
    yaw: of(({ errors }) => errors.yaw, Math.PI / 6),
    flipped: pairs.filter(({ errors }) => errors.isFlipped).length,
  }
}

/** The share of boxes of which something holds, with the scatter between tracks. */
function shareByTrack(
  { pairs, missed, extra }: Comparison,
  holds: (one: Comparison['pairs'][number] | Comparison['missed'][number]) => boolean,
  withAlone: boolean,
): Interval {
  const clusters = new Map<string, { errors: number; total: number }>()
  const count = (
    key: string,
    one: Comparison['pairs'][number] | Comparison['missed'][number],
  ): void => {
    const cluster = clusters.get(key) ?? { errors: 0, total: 0 }
    cluster.total += 1
    if (holds(one)) cluster.errors += 1
    clusters.set(key, cluster)
  }
  for (const pair of pairs) count(`1 ${pair.reference.trackId}`, pair)
  if (withAlone) {
    for (const box of missed) count(`1 ${box.trackId}`, box)
    for (const box of extra) count(`2 ${box.trackId}`, box)
  }
  return clusteredInterval([...clusters.values()])
}
