/** A prediction as a curve sees it: how sure, and whether it found something. */
export type Verdict = { readonly surety: number; readonly isFind: boolean }

/** Recall and precision of the predictions at least this sure. */
export type CurvePoint = {
  readonly surety: number
  readonly recall: number
  readonly precision: number
  /** How many are wrong. */
  readonly unmatched: number
}

/** The precision-recall curve, surest first, a point for each surety; empty without objects. */
export function curveOf(verdicts: readonly Verdict[], objectCount: number): readonly CurvePoint[] {
  if (objectCount === 0) return []
  const sorted = verdicts.toSorted((a, b) =>
    a.surety === b.surety ? 0 : b.surety > a.surety ? 1 : -1,
  )
  const curve: CurvePoint[] = []
  let finds = 0
  for (const [index, { surety, isFind }] of sorted.entries()) {
    if (isFind) finds += 1
    if (sorted[index + 1]?.surety === surety) continue
    const unmatched = index + 1 - finds
    const precision = finds / (index + 1)
    curve.push({ surety, recall: finds / objectCount, precision, unmatched })
  }
  return curve
}

/**
 * Average precision, in [0, 1]: the area under the curve, its precision at each recall the best that
 * is reached there or beyond (every-point interpolation, PASCAL VOC 2010).
 */
export function averagePrecision(curve: readonly CurvePoint[]): number {
  let area = 0
  let best = 0
  for (const [index, { recall, precision }] of [...curve.entries()].toReversed()) {
    best = Math.max(best, precision)
    area += best * (recall - (curve[index - 1]?.recall ?? 0))
  }
  return area
}

/** The point with the most recall among those with at most so many wrong; `null` where there is none. */
export function operatingPoint(
  curve: readonly CurvePoint[],
  mostUnmatched: number,
): CurvePoint | null {
  return curve.findLast(({ unmatched }) => unmatched <= mostUnmatched) ?? null
}
