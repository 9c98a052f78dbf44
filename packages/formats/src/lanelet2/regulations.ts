import type { LaneId, Link, MapElementId } from '@trueline/annotation'
import { importedLink } from '../maps/fixedRecords.ts'
import type { OsmRelation } from './osm.ts'

/** What a regulatory element rules with, and what it rules over. */
export type Regulation = {
  readonly relation: OsmRelation
  /** Lights and signs. */
  readonly signs: readonly MapElementId[]
  readonly stopLines: readonly MapElementId[]
  readonly over: readonly (LaneId | MapElementId)[]
}

/** The links that a regulatory element says: lights, signs and stop lines rule, a line is its light's. */
export function linksOfRegulation({ signs, stopLines, over }: Regulation): readonly Link[] {
  return [
    ...[...signs, ...stopLines].flatMap((from) =>
      over.map((to) => importedLink('controls', { from, to })),
    ),
    ...stopLines.flatMap((from) => signs.map((to) => importedLink('belongsTo', { from, to }))),
  ]
}
