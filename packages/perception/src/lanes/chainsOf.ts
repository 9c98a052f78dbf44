/** Edges from node to node, by number. */
export type Edges<Edge> = { readonly nodes: number; readonly edges: readonly Edge[] }

/** An edge's ends. */
type Ends = { readonly from: number; readonly to: number }

/** The edges in rows, each as long as nothing forks or meets and the next one is like the last; by their places. */
export function chainsOf<Edge extends Ends>(
  { nodes, edges }: Edges<Edge>,
  isAlike: (a: Edge, b: Edge) => boolean,
): readonly (readonly number[])[] {
  const outOf: number[][] = Array.from({ length: nodes }, () => [])
  const into = new Uint32Array(nodes)
  edges.forEach(({ from, to }, edge) => {
    outOf[from]!.push(edge)
    into[to]!++
  })
  const nextOf = (edge: number): number | null => {
    const node = edges[edge]!.to
    const [next, ...others] = outOf[node]!
    const isAlone = next !== undefined && others.length === 0 && into[node] === 1
    return isAlone && isAlike(edges[edge]!, edges[next]!) ? next : null
  }
  const goesOn = new Set(edges.map((_, edge) => nextOf(edge)))
  const chains: (readonly number[])[] = []
  const left = new Set(edges.keys())
  const follow = (first: number): void => {
    const chain: number[] = []
    for (let edge: number | null = first; edge !== null && left.delete(edge); edge = nextOf(edge)) {
      chain.push(edge)
    }
    if (chain.length > 0) chains.push(chain)
  }
  for (const edge of edges.keys()) if (!goesOn.has(edge)) follow(edge)
  // What is left goes round.
  for (const edge of edges.keys()) follow(edge)
  return chains
}
