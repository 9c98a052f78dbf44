import type { Weights } from '@trueline/consistency'

/** What spoke for a change, and whether it was one. */
export type Example = { readonly clues: ReadonlyMap<string, number>; readonly isWrong: boolean }

const ROUNDS = 20
/** How strongly weights are held at zero: as by so many examples. */
const HELD = 0.1

/**
 * The weights of a logistic regression (Newton's method, ridge), none below zero: a clue that would
 * speak against a change is left out.
 */
export function fitWeights(examples: readonly Example[]): Weights {
  let names = [...new Set(examples.flatMap(({ clues }) => [...clues.keys()]))].toSorted()
  for (;;) {
    const weights = newton(examples, names)
    const kept = names.filter((_, index) => weights[index]! > 0)
    if (kept.length === names.length) {
      const fitted = names.map((name, index) => [name, weights[index]!])
      return { bias: weights.at(-1)!, ...Object.fromEntries(fitted) }
    }
    names = kept
  }
}

type Sparse = {
  readonly at: readonly number[]
  readonly value: readonly number[]
  readonly y: number
}

/** One weight a name, and the bias last. */
function newton(examples: readonly Example[], names: readonly string[]): Float64Array {
  const place = new Map(names.map((name, index) => [name, index]))
  const size = names.length + 1
  const rows = examples.map(({ clues, isWrong }): Sparse => {
    const own = [...clues].filter(([name, value]) => place.has(name) && value !== 0)
    return {
      at: [...own.map(([name]) => place.get(name)!), names.length],
      value: [...own.map(([, value]) => value), 1],
      y: Number(isWrong),
    }
  })
  const weights = new Float64Array(size)
  for (let round = 0; round < ROUNDS; round++) {
    const { gradient, curvature } = slopes(rows, weights)
    const step = solved(curvature, gradient)
    let longest = 0
    for (const [index, by] of step.entries()) {
      weights[index]! -= Math.max(-2, Math.min(2, by))
      longest = Math.max(longest, Math.abs(by))
    }
    if (longest < 1e-4) break
  }
  return weights
}

function slopes(rows: readonly Sparse[], weights: Float64Array) {
  const size = weights.length
  const gradient = Float64Array.from(weights, (w, index) => (index < size - 1 ? HELD * w : 0))
  const curvature = Array.from({ length: size }, (_, index) => {
    const row = new Float64Array(size)
    row[index] = index < size - 1 ? HELD : 1e-9
    return row
  })
  for (const { at, value, y } of rows) {
    let odds = 0
    for (let i = 0; i < at.length; i++) odds += weights[at[i]!]! * value[i]!
    const p = 1 / (1 + Math.exp(-odds))
    const sure = p * (1 - p)
    for (let i = 0; i < at.length; i++) {
      gradient[at[i]!]! += (p - y) * value[i]!
      const row = curvature[at[i]!]!
      for (let j = 0; j < at.length; j++) row[at[j]!]! += sure * value[i]! * value[j]!
    }
  }
  return { gradient, curvature }
}

/** The solution of a symmetric, positive system (Gauss). */
function solved(matrix: readonly Float64Array[], right: Float64Array): Float64Array {
  const rows = matrix.map((row) => row.slice())
  const x = right.slice()
  const size = x.length
  for (let i = 0; i < size; i++) {
    const pivot = rows[i]![i]!
    for (let j = i + 1; j < size; j++) {
      const factor = rows[j]![i]! / pivot
      if (factor === 0) continue
      for (let k = i; k < size; k++) rows[j]![k]! -= factor * rows[i]![k]!
      x[j]! -= factor * x[i]!
    }
  }
  for (let i = size - 1; i >= 0; i--) {
    for (let k = i + 1; k < size; k++) x[i]! -= rows[i]![k]! * x[k]!
    x[i]! /= rows[i]![i]!
  }
  return x
}
