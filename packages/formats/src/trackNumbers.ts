/**
 * The short number of each track by its source id: the id where it is a small whole number, else
 * the first that is free.
 */
export function trackNumbers(ids: readonly string[]): ReadonlyMap<string, number> {
  const isShort = (id: string): boolean => /^(0|[1-9]\d{0,5})$/.test(id)
  const numberById = new Map(ids.filter(isShort).map((id) => [id, Number(id)]))
  const taken = new Set(numberById.values())
  let next = 1
  for (const id of ids) {
    if (numberById.has(id)) continue
    while (taken.has(next)) next++
    taken.add(next)
    numberById.set(id, next)
  }
  return numberById
}
