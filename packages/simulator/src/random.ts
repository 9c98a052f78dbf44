/** Even numbers in [0, 1), the same ones for the same seed. */
export type Random = () => number

/** A generator of even numbers: mulberry32 (Tommy Ettinger, 2017), 32 bits of state. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** An even number in [min, max). */
export function between(random: Random, min: number, max: number): number {
  return min + (max - min) * random()
}

/** A whole number in [min, max]. */
export function wholeBetween(random: Random, min: number, max: number): number {
  return min + Math.floor(random() * (max - min + 1))
}

/**
 * One entry of a list.
 *
 * @throws {RangeError} when the list is empty.
 */
export function pick<Item>(random: Random, items: readonly Item[]): Item {
  const item = items[Math.floor(random() * items.length)]
  if (item === undefined) throw new RangeError('Expected a list with an entry, got none')
  return item
}

/** A number of the standard normal distribution (Box and Muller, 1958). */
export function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}

/**
 * An even number in [0, 1) of two whole numbers, without state: what a single ray's luck is drawn
 * from, so that it does not depend on the order of the work. The mixer is lowbias32 (Wellons, 2018).
 */
export function hashUnit(a: number, b: number): number {
  let x = (Math.imul(a, 0x9e3779b1) ^ b) >>> 0
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d)
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b)
  return ((x ^ (x >>> 16)) >>> 0) / 4294967296
}
