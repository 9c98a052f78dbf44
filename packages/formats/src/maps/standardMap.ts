import type { Attributes } from '@trueline/annotation'

/** The attribute of a line that is the middle of a road on a standard map, not something painted or built. */
export const STANDARD_MAP = 'standardMap'

const ROADS = new Set([
  ...['motorway', 'trunk', 'primary', 'secondary', 'tertiary'].flatMap((one) => [
    one,
    `${one}_link`,
  ]),
  ...['unclassified', 'residential', 'living_street', 'service', 'road', 'track', 'busway'],
])

/** Whether OSM calls a way of this `highway` a road that vehicles drive on. */
export function isRoadClass(highway: string | undefined): boolean {
  return highway !== undefined && ROADS.has(highway)
}

/** The attributes without the one that says what is plain from the rest. */
export function withoutStandardMap({ [STANDARD_MAP]: _, ...rest }: Attributes): Attributes {
  return rest
}
