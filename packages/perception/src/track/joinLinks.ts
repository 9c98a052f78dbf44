import type { Link } from './followSightings.ts'
import type { Sighting } from './sighting.ts'

/** The sights of one object, in order of time. */
export type Chain = readonly Sighting[]

/**
 * The chains that links of both directions make: those both found first, then the others, the shorter
 * in time and the better fitting first, each sight with one before it and one after it at most.
 *
 * Sights in no link are chains of one where they are sure enough to begin a track.
 */
export function joinLinks(
  frames: readonly (readonly Sighting[])[],
  ways: { readonly forward: readonly Link[]; readonly backward: readonly Link[] },
  firstScore: number,
): readonly Chain[] {
  const nextOf = new Map<Sighting, Sighting>()
  const hasBefore = new Set<Sighting>()
  const join = ({ from, to }: Link): void => {
    if (nextOf.has(from) || hasBefore.has(to)) return
    nextOf.set(from, to)
    hasBefore.add(to)
  }
  const backwardNext = new Map(ways.backward.map(({ from, to }) => [from, to]))
  const isAgreed = ({ from, to }: Link): boolean => backwardNext.get(from) === to
  for (const link of ways.forward.filter(isAgreed)) join(link)
  for (const link of [...ways.forward, ...ways.backward].toSorted(byFit)) join(link)
  const chains: Chain[] = []
  for (const first of frames.flat()) {
    if (hasBefore.has(first)) continue
    const chain = [first]
    for (let next = nextOf.get(first); next !== undefined; next = nextOf.get(next)) chain.push(next)
    if (chain.some(({ score }) => score >= firstScore)) chains.push(chain)
  }
  return chains
}

function byFit(a: Link, b: Link): number {
  return a.to.frame - a.from.frame - (b.to.frame - b.from.frame) || a.cost - b.cost
}
