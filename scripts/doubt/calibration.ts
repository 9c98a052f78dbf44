/** How likely something was said to be wrong, and whether it was. */
export type Telling = { readonly p: number; readonly isWrong: boolean }

/** The share of pairs, one wrong and one right, of which the wrong one is doubted more; ties count half. */
export function auc(tellings: readonly Telling[]): number {
  const sorted = tellings.toSorted((a, b) => a.p - b.p)
  let [ranks, wrong] = [0, 0]
  for (let from = 0; from < sorted.length; ) {
    let to = from
    while (to < sorted.length && sorted[to]!.p === sorted[from]!.p) to++
    const rank = (from + 1 + to) / 2
    for (let at = from; at < to; at++) {
      if (!sorted[at]!.isWrong) continue
      ranks += rank
      wrong++
    }
    from = to
  }
  const right = sorted.length - wrong
  return (ranks - (wrong * (wrong + 1)) / 2) / (wrong * right)
}

const EDGES = [0, 0.02, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 0.95, 1] as const

/** A table: of what is doubted so much, how much is wrong; and how far the two are apart, in the mean. */
export function reliability(tellings: readonly Telling[]): string {
  let off = 0
  const lines = EDGES.slice(1).flatMap((to, index) => {
    const from = EDGES[index]!
    const own = tellings.filter(({ p }) => p >= from && (p < to || to === 1))
    if (own.length === 0) return []
    const said = own.reduce((sum, { p }) => sum + p, 0) / own.length
    const true_ = own.filter(({ isWrong }) => isWrong).length / own.length
    off += (own.length / tellings.length) * Math.abs(said - true_)
    const cells = [`${from}-${to}`, own.length, said.toFixed(3), true_.toFixed(3)]
    return [cells.map((cell) => String(cell).padStart(10)).join('')]
  })
  const head = ['doubt', 'number', 'said', 'wrong'].map((cell) => cell.padStart(10)).join('')
  return [head, ...lines, `expected calibration error ${off.toFixed(4)}`].join('\n')
}
