import { softmax } from './linear.ts'

/** The likeliest of those that are possible and its share among them; `null` where none is. */
export function likeliest(
  logits: Float32Array,
  isPossible: (index: number) => boolean,
): { readonly index: number; readonly shares: Float32Array } | null {
  let index = -1
  const possible = logits.map((logit, at) => {
    if (!isPossible(at)) return Number.NEGATIVE_INFINITY
    if (index < 0 || logit > logits[index]!) index = at
    return logit
  })
  return index < 0 ? null : { index, shares: softmax(possible) }
}

/** What the cells around one, itself among them, have of all shares, in rows of `columns`. */
export function shareAround(shares: Float32Array, index: number, columns: number): number {
  const [row, column] = [Math.floor(index / columns), index % columns]
  let sum = 0
  for (const r of [row - 1, row, row + 1]) {
    for (const c of [column - 1, column, column + 1]) {
      if (c >= 0 && c < columns) sum += shares[r * columns + c] ?? 0
    }
  }
  return Math.min(1, sum)
}
