import { meaningOf } from '@trueline/annotation'

/** Categories that are scored as one, whatever words a source has for them. */
export type CategoryGroup = 'car' | 'pedestrian' | 'cyclist' | 'largeVehicle'

/** Every group, in the order tables list them. */
export const CATEGORY_GROUPS: readonly CategoryGroup[] = [
  'car',
  'pedestrian',
  'cyclist',
  'largeVehicle',
]

const GROUP_BY_CATEGORY = new Map<string, CategoryGroup | 'neutral'>([
  ['car', 'car'],
  ['van', 'car'],
  ['pedestrian', 'pedestrian'],
  ['cyclist', 'cyclist'],
  ['truck', 'largeVehicle'],
  ['bus', 'largeVehicle'],
  ['trailer', 'largeVehicle'],
  ['tram', 'largeVehicle'],
  ['construction_vehicle', 'largeVehicle'],
  // Sources differ in whether a rider belongs to them, and in what people who sit are called.
  ['motorcycle', 'neutral'],
  ['bicycle', 'neutral'],
  ['person_sitting', 'neutral'],
  ['misc', 'neutral'],
])

/**
 * The group of a category in any source's spelling.
 *
 * `neutral` counts neither way: nobody has to find it, and finding it is no mistake. `null` is for
 * what is no road user: finding one there is a mistake.
 */
export function groupOf(category: string): CategoryGroup | 'neutral' | null {
  const meaning = meaningOf(category)
  return meaning === null ? null : (GROUP_BY_CATEGORY.get(meaning) ?? null)
}
