import { isRight, TOLERANCE, type Tolerance } from '../compare/boxErrors.ts'
import { compareLabels, type LabelPair } from '../compare/compareLabels.ts'
import type { ClusterCount } from '../intervals/clustered.ts'

/** How labels stand against a stretch whose true labels are known. */
export type ReferenceScore = {
  readonly frames: number
  readonly right: number
  /** There, but not where, as large, as turned or what it should be. */
  readonly wrong: number
  readonly missed: number
  readonly extra: number
  readonly idSwitches: number
  /** By object, true or made up: all that was looked for or said of it, and what of it is not right. */
  readonly errors: readonly ClusterCount[]
}

/** The score of labels on a hidden reference stretch. */
export function scoreReference(pair: LabelPair, tolerance: Tolerance = TOLERANCE): ReferenceScore {
  const { pairs, missed, extra, switches, frames } = compareLabels(pair)
  const clusters = new Map<string, { errors: number; total: number }>()
  const count = (key: string, isError: boolean): void => {
    const cluster = clusters.get(key) ?? { errors: 0, total: 0 }
    clusters.set(key, cluster)
    cluster.total += 1
    if (isError) cluster.errors += 1
  }
  let right = 0
  for (const { reference, label, errors } of pairs) {
    const fits =
      isRight(errors, reference.inWorld, tolerance) && reference.category === label.category
    if (fits) right += 1
    count(`reference ${reference.trackId}`, !fits)
  }
  for (const { trackId } of missed) count(`reference ${trackId}`, true)
  for (const { trackId } of extra) count(`label ${trackId}`, true)
  return {
    ...{ frames, right, wrong: pairs.length - right, missed: missed.length, extra: extra.length },
    idSwitches: switches.length,
    errors: [...clusters.values()],
  }
}
