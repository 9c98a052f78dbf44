import type { Polyline } from '@trueline/geometry'

/** By what is predicted, the index of what it is in the reference; `null` where it is nothing. */
export type Matching = readonly (number | null)[]

/** The nearest pairs within `tolerance`, nearest first, each vertex in one pair at most. */
export function matchVertices(
  reference: Polyline,
  prediction: Polyline,
  tolerance: number,
): Matching {
  const pairs = nearPairs(reference, prediction, tolerance)
  const taken = new Set<number>()
  const matching = prediction.map((): number | null => null)
  for (const { of, to } of pairs.toSorted((a, b) => a.away - b.away)) {
    if (matching[of] !== null || taken.has(to)) continue
    taken.add(to)
    matching[of] = to
  }
  return matching
}

type NearPair = { readonly of: number; readonly to: number; readonly away: number }

/** Pairs within `tolerance`, looked up by cells of that size as seen from above. */
function nearPairs(
  reference: Polyline,
  prediction: Polyline,
  tolerance: number,
): readonly NearPair[] {
  if (!(tolerance > 0)) throw new RangeError(`Expected a positive tolerance, got ${tolerance}`)
  const cellOf = (value: number): number => Math.floor(value / tolerance)
  const cells = new Map<string, number[]>()
  for (const [index, [x, y]] of reference.entries()) {
    const key = `${cellOf(x)} ${cellOf(y)}`
    const cell = cells.get(key)
    if (cell === undefined) cells.set(key, [index])
    else cell.push(index)
  }
  const pairs: NearPair[] = []
  for (const [of, [x, y, z]] of prediction.entries()) {
    for (let i = cellOf(x) - 1; i <= cellOf(x) + 1; i++) {
      for (let j = cellOf(y) - 1; j <= cellOf(y) + 1; j++) {
        for (const to of cells.get(`${i} ${j}`) ?? []) {
          const [toX, toY, toZ] = reference[to]!
          const away = Math.hypot(x - toX, y - toY, z - toZ)
          if (away <= tolerance) pairs.push({ of, to, away })
        }
      }
    }
  }
  return pairs
}

/** Lines that somebody says are there, each as sure as it is said. */
export type SureLines = readonly { readonly surety: number }[]

/**
 * Each predicted line with the reference line nearest to it, surest first; where that one is taken, or no
 * nearer than `threshold`, it is nothing, as in the benchmarks of OpenLane-V2 and VectorMapNet.
 *
 * @param distances By reference line, the distance to each predicted one.
 */
export function matchLines(
  prediction: SureLines,
  distances: readonly (readonly number[])[],
  threshold: number,
): Matching {
  const nearest = prediction.map((_, of) => {
    let to: number | null = null
    let away = threshold
    for (const [index, row] of distances.entries()) {
      if (row[of]! >= away) continue
      to = index
      away = row[of]!
    }
    return { to, away }
  })
  // Of lines nobody is surer of than of others the nearest come first.
  const order = prediction
    .map(({ surety }, of) => ({ of, surety, ...nearest[of]! }))
    .toSorted((a, b) => (a.surety === b.surety ? a.away - b.away : b.surety > a.surety ? 1 : -1))
  const taken = new Set<number>()
  const matching = prediction.map((): number | null => null)
  for (const { of, to } of order) {
    if (to === null || taken.has(to)) continue
    taken.add(to)
    matching[of] = to
  }
  return matching
}
