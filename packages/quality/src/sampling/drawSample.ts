import { unitHash } from './unitHash.ts'

/** Something that may be drawn. */
export type SampleUnit = {
  /** Its own name, the same whenever it is drawn. */
  readonly id: string
  /** The name of what it is drawn beside; `''` where all are of one kind. */
  readonly stratum: string
}

/** How to draw. */
export type SampleRequest = {
  readonly units: readonly SampleUnit[]
  /** The same draws the same. */
  readonly seed: number
  /** The share of each stratum, in [0, 1]. */
  readonly rate: number
  /** Strata of which more or less is drawn. */
  readonly rateByStratum?: { readonly [stratum: string]: number }
  /** Of each stratum at least so many, where it has them. */
  readonly fewest: number
}

/** What was drawn of a stratum. */
export type SampledStratum = {
  readonly stratum: string
  readonly population: number
  /** Ids, in the order that they were drawn in: a smaller sample of the same seed is its start. */
  readonly drawn: readonly string[]
}

/**
 * A sample by seed and rate, strata by name. Whoever has the seed draws the same again, and what is
 * added later takes nothing out of a stratum that it does not belong to.
 *
 * @throws {RangeError} when a rate is no share.
 */
export function drawSample(request: SampleRequest): readonly SampledStratum[] {
  const { units, seed, rate, rateByStratum = {}, fewest } = request
  for (const share of [rate, ...Object.values(rateByStratum)]) {
    if (share >= 0 && share <= 1) continue
    throw new RangeError(`Expected a rate from 0 to 1, got ${share}`)
  }
  const strata = new Map<string, string[]>()
  for (const { id, stratum } of units) {
    const ids = strata.get(stratum)
    if (ids === undefined) strata.set(stratum, [id])
    else ids.push(id)
  }
  return [...strata]
    .toSorted(([a], [b]) => compare(a, b))
    .map(([stratum, ids]) => {
      const share = rateByStratum[stratum] ?? rate
      const wanted = Math.max(fewest, Math.ceil(share * ids.length - 1e-9))
      const drawn = ids
        .map((id) => ({ id, luck: unitHash(seed, id) }))
        .toSorted((a, b) => a.luck - b.luck || compare(a.id, b.id))
        .slice(0, wanted)
        .map(({ id }) => id)
      return { stratum, population: ids.length, drawn }
    })
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
