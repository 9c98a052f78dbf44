/** A list with one entry in another's place, or gone (`null`). */
export function changed<Value>(
  list: readonly Value[],
  index: number,
  value: Value | null,
): readonly Value[] {
  return list.flatMap((one, at) => {
    if (at !== index) return [one]
    return value === null ? [] : [value]
  })
}

/** A list with an entry before the one it was behind. */
export function moved<Value>(list: readonly Value[], index: number): readonly Value[] {
  const [before, one] = [list[index - 1], list[index]]
  if (before === undefined || one === undefined) return list
  return list.map((value, at) => (at === index - 1 ? one : at === index ? before : value))
}
