import type { Matching } from './matching.ts'

/** A graph's links as OpenLane-V2's topology score reads them. */
export type SureGraph = {
  readonly size: number
  readonly links: readonly SureLink[]
}

/** That one node leads to another; `surety` in [0, 1]. */
export type SureLink = { readonly from: number; readonly to: number; readonly surety: number }

/** Links no surer than this are none. */
const SURE = 0.5

/** Just surer: where a link that is wrong for want of a node is ranked. */
const BARELY_SURE = SURE + 2 ** -23

/**
 * OpenLane-V2's topology score among lanes (TOP_ll, as its development kit computes it from version 2.1 on)
 * for one way of matching, in [0, 1]; the published number is the mean over matchings by discrete Fréchet
 * distance at 1, 2 and 3 m. For each reference lane, once by what follows it and once by what it follows:
 * the average precision of the predicted links of the lane it was matched with, surest first. A lane that
 * nobody found has every link it should not have, and none that it should. `null` without reference lanes.
 *
 * Wang et al. 2023, "OpenLane-V2", arXiv 2304.10440, section 4.
 */
export function topologyScore(
  reference: SureGraph,
  prediction: SureGraph,
  matching: Matching,
): number | null {
  const { size } = reference
  if (size === 0) return null
  const isTrue = new Set(reference.links.map(({ from, to }) => from * size + to))
  const toldOf = new Map<number, number>()
  for (const [told, node] of matching.entries()) if (node !== null) toldOf.set(node, told)
  const sureties = new Map(
    prediction.links.map(({ from, to, surety }) => [from * prediction.size + to, surety]),
  )
  const suretyOf = (from: number, to: number): number => {
    const [a, b] = [toldOf.get(from), toldOf.get(to)]
    if (a === undefined || b === undefined) return isTrue.has(from * size + to) ? 0 : BARELY_SURE
    return sureties.get(a * prediction.size + b) ?? 0
  }
  let sum = 0
  for (let node = 0; node < size; node++) {
    sum += averageOf(size, (other) => ({
      isTrue: isTrue.has(node * size + other),
      surety: suretyOf(node, other),
    }))
    sum += averageOf(size, (other) => ({
      isTrue: isTrue.has(other * size + node),
      surety: suretyOf(other, node),
    }))
  }
  return sum / (2 * size)
}

type Judged = { readonly isTrue: boolean; readonly surety: number }

/** The average precision of one node's links. */
function averageOf(size: number, linkTo: (other: number) => Judged): number {
  const links = Array.from({ length: size }, (_, other) => linkTo(other))
  const all = links.filter(({ isTrue }) => isTrue).length
  const told = links.filter(({ surety }) => surety > SURE).toSorted((a, b) => b.surety - a.surety)
  if (all === 0 && told.length === 0) return 1
  if (all === 0 || told.length === 0) return 0
  let finds = 0
  let sum = 0
  for (const [index, { isTrue }] of told.entries()) {
    if (!isTrue) continue
    finds += 1
    sum += finds / (index + 1)
  }
  return sum / all
}
