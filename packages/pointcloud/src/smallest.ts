/** The value `rank` places above the least of a stretch, which is left in another order (Hoare's selection). */
export function smallest(
  values: Float32Array,
  stretch: { readonly start: number; readonly end: number },
  rank: number,
): number {
  let left = stretch.start
  let right = stretch.end - 1
  const wanted = left + rank
  while (left < right) {
    const pivot = values[(left + right) >> 1]!
    let i = left
    let j = right
    while (i <= j) {
      while (values[i]! < pivot) i++
      while (values[j]! > pivot) j--
      if (i <= j) {
        const swap = values[i]!
        values[i++] = values[j]!
        values[j--] = swap
      }
    }
    if (wanted <= j) right = j
    else if (wanted >= i) left = i
    else break
  }
  return values[wanted]!
}
