import type { Random } from './plantedFault.ts'

/** The same entries in another order (Fisher and Yates). */
export function shuffled<Item>(items: readonly Item[], random: Random): readonly Item[] {
  const result = [...items]
  for (let i = result.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    const held = result[i]!
    result[i] = result[j]!
    result[j] = held
  }
  return result
}
