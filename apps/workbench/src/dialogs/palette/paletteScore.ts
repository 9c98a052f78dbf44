import { defaultFilter } from 'cmdk'

/** Below this, letters were found scattered over a word. */
const SCATTERED = 0.2

/**
 * How well what is typed fits an item, in 0..1; 0 hides it.
 *
 * Groups keep their order whatever fits best in them, so that a command with the typed letters
 * scattered over its name would stand above the category that is called so.
 */
export function paletteScore(
  value: string,
  typed: string,
  keywords: readonly string[] = [],
): number {
  const score = defaultFilter(value, typed, [...keywords])
  if (score >= SCATTERED) return score
  // Chinese has no spaces between its words: one is found anywhere.
  const wanted = typed.trim().toLowerCase()
  return [value, ...keywords].some((text) => text.toLowerCase().includes(wanted)) ? score : 0
}
