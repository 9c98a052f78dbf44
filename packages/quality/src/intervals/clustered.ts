import { CONFIDENCE, type Interval } from './interval.ts'
import { wilson } from './proportion.ts'
import { tWidth } from './quantiles.ts'

/** What is wrong of things that belong together, as the boxes of one track. */
export type ClusterCount = { readonly errors: number; readonly total: number }

/**
 * The error rate of things that come in clusters: boxes of a track are wrong together, so that a
 * hundred of one track tell less than one each of a hundred. Wilson's interval with the size of the
 * independent sample that would scatter as much as the clusters do (ratio estimator; Cochran, 1977).
 */
export function clusteredInterval(
  clusters: readonly ClusterCount[],
  confidence: number = CONFIDENCE,
): Interval {
  const filled = clusters.filter(({ total }) => total > 0)
  const count = filled.length
  const total = filled.reduce((sum, cluster) => sum + cluster.total, 0)
  const errors = filled.reduce((sum, cluster) => sum + cluster.errors, 0)
  if (count === 0) return { estimate: Number.NaN, low: 0, high: 1 }
  const estimate = errors / total
  const squares = filled.reduce(
    (sum, cluster) => sum + (cluster.errors - estimate * cluster.total) ** 2,
    0,
  )
  const variance = count > 1 ? ((count / (count - 1)) * squares) / (total * total) : 0
  // Nothing wrong anywhere, or all: no scatter to go by, so a cluster counts for one.
  const size = variance > 0 ? (estimate * (1 - estimate)) / variance : 0
  return wilson({
    estimate,
    size: Math.min(total, Math.max(count, size)),
    width: tWidth(confidence, Math.max(1, count - 1)),
  })
}
