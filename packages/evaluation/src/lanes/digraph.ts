import { type CountScores, scoresOfCounts } from './counts.ts'
import type { Matching } from './matching.ts'

/** A directed graph of `size` nodes; of edges that are told twice one counts. */
export type Digraph = {
  readonly size: number
  readonly edges: readonly (readonly [from: number, to: number])[]
}

/** Two graphs, and which nodes of the predicted one are which of the reference. */
export type MatchedGraphs = {
  readonly reference: Digraph
  readonly prediction: Digraph
  readonly matching: Matching
}

/** How well nodes were found. */
export function nodeScores({ reference, matching }: MatchedGraphs): CountScores {
  const finds = matching.filter((node) => node !== null).length
  return scoresOfCounts({
    finds,
    unmatched: matching.length - finds,
    missed: reference.size - finds,
  })
}

/** How well edges were found: one is, where both its ends are and the reference joins them so. */
export function edgeScores(graphs: MatchedGraphs): CountScores {
  return pairScores(graphs, ({ size, edges }) => {
    const followers = Array.from({ length: size }, () => new Set<number>())
    for (const [from, to] of edges) followers[from]!.add(to)
    return followers
  })
}

/**
 * How well it is told what can be reached from where: as `edgeScores`, of the graphs' transitive closures.
 * One edge that is missing is felt by all that lies beyond it. A node is reached from itself along a loop
 * only. Cost grows with nodes times edges.
 */
export function reachScores(graphs: MatchedGraphs): CountScores {
  return pairScores(graphs, reachedFrom)
}

function pairScores(
  { reference, prediction, matching }: MatchedGraphs,
  pairsOf: (graph: Digraph) => readonly ReadonlySet<number>[],
): CountScores {
  const [asked, told] = [pairsOf(reference), pairsOf(prediction)]
  let finds = 0
  let said = 0
  for (const [from, nodes] of told.entries()) {
    said += nodes.size
    const start = matching[from] ?? null
    if (start === null) continue
    for (const to of nodes) {
      const end = matching[to] ?? null
      if (end !== null && asked[start]!.has(end)) finds += 1
    }
  }
  const all = asked.reduce((sum, nodes) => sum + nodes.size, 0)
  return scoresOfCounts({ finds, unmatched: said - finds, missed: all - finds })
}

function reachedFrom({ size, edges }: Digraph): readonly ReadonlySet<number>[] {
  const followers = Array.from({ length: size }, (): number[] => [])
  for (const [from, to] of edges) followers[from]!.push(to)
  return followers.map((first) => {
    const reached = new Set(first)
    for (const node of reached) for (const next of followers[node]!) reached.add(next)
    return reached
  })
}
