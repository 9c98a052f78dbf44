import type { Clip, Extras, Json, Lane, MapElement } from '@trueline/annotation'
import { isList, isObject } from '../jsonAt.ts'
import { LANELET2 } from './names.ts'
import type { OsmMember, OsmRelation, Tags } from './osm.ts'

/**
 * A node as it is written back: its id, latitude and longitude as printed, and its other tags. A way
 * keeps those it runs through, so that a record holds all of its own.
 */
export type KeptNode = readonly [id: string, latitude: string, longitude: string, tags: Tags]

/** What a way keeps beside what its record says. */
export type KeptWay = {
  readonly id: string
  readonly type: string | null
  readonly subtype: string | null
  readonly nodes: readonly KeptNode[]
}

/** What a lanelet or area keeps beside what its record says. */
export type KeptRelation = {
  readonly id: string
  readonly subtype: string
  readonly members: readonly OsmMember[]
  /** The tags that a record's own fields say, as printed. */
  readonly said: Tags
}

/** What a clip keeps of its file. */
export type KeptFile = {
  readonly file: string
  readonly projection: string
  /** Whether nodes are where their local tags say, not where their degrees are. */
  readonly isLocal: boolean
  /** Regulatory elements, and relations of other types. */
  readonly relations: readonly OsmRelation[]
  /** Nodes of no way, and ways that are no records. */
  readonly nodes: readonly KeptNode[]
  readonly ways: readonly {
    readonly id: string
    readonly nodes: readonly KeptNode[]
    readonly tags: Tags
  }[]
}

/** What is kept of a way; `null` where a record is of no way. */
export function keptWay({ extras }: Pick<MapElement, 'extras'>): KeptWay | null {
  const own = extras[LANELET2]
  return isObject(own) && isList(own.nodes) ? (own as unknown as KeptWay) : null
}

/** What is kept of a lanelet or an area; `null` where a record is of neither. */
export function keptRelation({ extras }: Pick<Lane | MapElement, 'extras'>): KeptRelation | null {
  const own = extras[LANELET2]
  return isObject(own) && isList(own.members) ? (own as unknown as KeptRelation) : null
}

/** What is kept of a clip's file; `null` where the clip came from none. */
export function keptFile({ extras }: Pick<Clip, 'extras'>): KeptFile | null {
  const own = extras[LANELET2]
  return isObject(own) && isList(own.relations) ? (own as unknown as KeptFile) : null
}

/** Extras that hold what is kept. */
export function extrasOf(kept: KeptWay | KeptRelation | KeptFile): Extras {
  return { [LANELET2]: kept as unknown as Json }
}
