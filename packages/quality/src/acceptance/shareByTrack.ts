import type { BoxPair } from '../compare/compareLabels.ts'
import type { PlacedBox } from '../compare/placedBox.ts'
import { type ClusterCount, clusteredInterval } from '../intervals/clustered.ts'
import type { Interval } from '../intervals/interval.ts'
import type { ClipComparison } from './acceptanceReport.ts'

/** The share of boxes that are wrong in a way, with the scatter between objects; `null` of none. */
export function shareByTrack(
  parts: readonly ClipComparison[],
  args: {
    readonly of: (part: ClipComparison) => readonly (BoxPair | PlacedBox)[]
    readonly isError: (one: BoxPair | PlacedBox) => boolean
    readonly confidence: number
  },
): Interval | null {
  const clusters = new Map<string, { errors: number; total: number }>()
  for (const part of parts) {
    for (const one of args.of(part)) {
      // What is made up has no true object: its own track stands for it.
      const key = 'cuboid' in one ? one.trackId : one.reference.trackId
      const name = `${part.clip} ${key}`
      const cluster = clusters.get(name) ?? { errors: 0, total: 0 }
      clusters.set(name, cluster)
      cluster.total += 1
      if (args.isError(one)) cluster.errors += 1
    }
  }
  const counts: readonly ClusterCount[] = [...clusters.values()]
  return counts.length === 0 ? null : clusteredInterval(counts, args.confidence)
}
