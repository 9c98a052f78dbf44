/** A cubic polynomial from a place on: `a + b ds + c ds² + d ds³` with `ds` from `s`. */
export type Cubic = {
  readonly s: number
  readonly a: number
  readonly b: number
  readonly c: number
  readonly d: number
}

/** The value at `s` of the last polynomial that begins before it; 0 where there is none. */
export function cubicValue(cubics: readonly Cubic[], s: number): number {
  const cubic = cubicAt(cubics, s)
  if (cubic === null) return 0
  const ds = s - cubic.s
  return cubic.a + ds * (cubic.b + ds * (cubic.c + ds * cubic.d))
}

/** The polynomial that holds at `s`, of a list in order; `null` where there is none. */
function cubicAt(cubics: readonly Cubic[], s: number): Cubic | null {
  let [low, high] = [0, cubics.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (cubics[middle]!.s <= s + 1e-9) low = middle + 1
    else high = middle
  }
  return cubics[low - 1] ?? cubics[0] ?? null
}
