/** Steps of the search for the end of a rising stretch; lens curves bend far slower than this. */
const STEPS = 512
/** Halvings until a double has no digits left to give. */
const HALVINGS = 60

/** Where `slope` first is not positive on (0, `end`]; `end` where it stays positive. */
export function endOfRise(slope: (at: number) => number, end: number): number {
  for (let step = 1; step <= STEPS; step++) {
    const at = (end * step) / STEPS
    if (slope(at) > 0) continue
    let low = (end * (step - 1)) / STEPS
    let high = at
    for (let halving = 0; halving < HALVINGS; halving++) {
      const middle = (low + high) / 2
      if (slope(middle) > 0) low = middle
      else high = middle
    }
    return low
  }
  return end
}

/** Where a rising `curve` has `value` on [0, `end`]; the nearer end where it has it nowhere. */
export function solveRising(curve: (at: number) => number, value: number, end: number): number {
  let low = 0
  let high = end
  for (let halving = 0; halving < HALVINGS; halving++) {
    const middle = (low + high) / 2
    if (curve(middle) < value) low = middle
    else high = middle
  }
  return (low + high) / 2
}
