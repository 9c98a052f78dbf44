import type { Lane, Link, MapElement } from '@trueline/annotation'
import type { ExportSource } from '../codec.ts'
import {
  localProjection,
  type Projection,
  projectionOf,
  projectionOfClip,
} from '../maps/projection.ts'
import { type Built, laneletOf, relationOfRing } from './buildLanelets.ts'
import { buildRegulations } from './buildRegulations.ts'
import { wayOfElement } from './buildWays.ts'
import { impliedLinks } from './impliedLinks.ts'
import { type KeptFile, keptFile, keptRelation, keptWay } from './kept.ts'
import { createNodeBook, type PrintedNode } from './nodeBook.ts'
import type { OsmMember, OsmRelation, OsmWay } from './osm.ts'
import { linksOfRegulation } from './regulations.ts'
import { virtualSides } from './virtualSides.ts'

/** A map ready to be printed, and what it says when it is read again. */
export type BuiltMap = {
  readonly nodes: Iterable<PrintedNode>
  readonly ways: readonly OsmWay[]
  readonly relations: readonly OsmRelation[]
  /** How local tags are meant; `null` where the clip is nowhere on earth. */
  readonly projection: string | null
  /** Lanes whose boundaries were made up. */
  readonly virtualLanes: ReadonlySet<string>
  /** Lanes and elements that are in it. */
  readonly written: ReadonlySet<string>
  /** Ids of the links that it implies or states. */
  readonly links: ReadonlySet<string>
}

/** The lanelets, areas and line strings of a clip's records. */
export function buildMap({ clip, records }: ExportSource): BuiltMap {
  const lanes = records.filter((one): one is Lane => one.kind === 'lane')
  const elements = records.filter((one): one is MapElement => one.kind === 'mapElement')
  const links = records.filter((one): one is Link => one.kind === 'link')
  const kept = keptFile(clip)
  const own = kept === null ? null : projectionOf(kept.projection)
  const book = createNodeBook({
    origin: clip.worldOrigin,
    projection: own ?? projectionOfClip(clip) ?? nowhere(clip.worldOrigin),
    isLocal: kept?.isLocal ?? false,
    highest: highestId([...lanes, ...elements], kept),
  })
  const ways = new Map<string, OsmWay>()
  for (const element of elements) {
    const way = wayOfElement(element, book)
    if (way !== null) ways.set(element.id, way)
  }
  const virtual = virtualSides(lanes, links, { ways, book })
  const wayById = new Map([...ways.values()].map((way) => [way.id, way]))
  const context = { ways, wayById, virtual, book, kept }
  const built = new Map<string, Built>()
  for (const lane of lanes) {
    const lanelet = laneletOf(lane, context)
    if (lanelet !== null) built.set(lane.id, lanelet)
  }
  for (const element of elements) {
    const relation = relationOfRing(element, context)
    if (relation !== null) built.set(element.id, relation)
  }
  const recordById = new Map<string, Lane | MapElement>(
    [...lanes, ...elements].map((one) => [one.id, one]),
  )
  const ruledBefore = new Map(
    [...built.keys()].map((id) => [id, regulationsOf(recordById.get(id))] as const),
  )
  const isRegulation = ({ tags }: OsmRelation): boolean => tags.type === 'regulatory_element'
  const regulations = buildRegulations({
    links,
    elements: new Map(elements.map((one) => [one.id, one])),
    ways,
    ruledBefore,
    kept: kept?.relations.filter(isRegulation) ?? [],
    freshId: book.freshId,
  })
  const relations = [...built].map(([id, { relation }]) => {
    const ruling = (regulations.of.get(id) ?? []).map((ref) => {
      return { type: 'relation', ref, role: 'regulatory_element' }
    })
    return { ...relation, members: inOrder([...relation.members, ...ruling], recordById.get(id)) }
  })
  const bounded = [...built.values()].flatMap((one) => (one.bounded ? [one.bounded] : []))
  const elementByWay = new Map([...ways].map(([id, way]) => [way.id, id as MapElement['id']]))
  const ruled = regulations.relations.flatMap((relation) => {
    const ids = (role: string) =>
      relation.members.flatMap((one) => {
        const id = one.type === 'way' && one.role === role ? elementByWay.get(one.ref) : undefined
        return id === undefined ? [] : [id]
      })
    const over = [...regulations.of]
      .filter(([, ruling]) => ruling.includes(relation.id))
      .map(([id]) => id as Lane['id'])
    return linksOfRegulation({ relation, signs: ids('refers'), stopLines: ids('ref_line'), over })
  })
  const madeWays = [...built.values()].flatMap((one) => one.ways)
  const written = new Set([...ways.keys(), ...built.keys()])
  const looseWays = looseOf(kept, [...ways.values(), ...madeWays])
  for (const way of looseWays) for (const node of way.nodes) book.keep(node)
  for (const node of kept?.nodes ?? []) book.keep(node)
  const names = (list: readonly (readonly [string, ...unknown[]])[]): readonly string[] =>
    list.map(([id]) => id)
  return {
    nodes: book.nodes(),
    ways: [
      ...ways.values(),
      ...madeWays,
      ...looseWays.map(({ id, nodes, tags }) => ({ id, tags, nodes: names(nodes) })),
    ],
    relations: [
      ...relations,
      ...regulations.relations,
      ...(kept?.relations.filter((one) => !isRegulation(one)) ?? []),
    ],
    projection: (own ?? projectionOfClip(clip))?.definition ?? null,
    virtualLanes: new Set(virtual.keys()),
    written,
    links: new Set([...impliedLinks(bounded), ...ruled].map(({ id }) => id)),
  }
}

/** Members in the order the source has them, new ones last. */
function inOrder(
  members: readonly OsmMember[],
  record: Lane | MapElement | undefined,
): readonly OsmMember[] {
  const before = (record && keptRelation(record)?.members) ?? []
  const rank = ({ ref, role }: OsmMember): number => {
    const at = before.findIndex((one) => one.ref === ref && one.role === role)
    return at < 0 ? before.length : at
  }
  return members.toSorted((a, b) => rank(a) - rank(b))
}

/** What is nowhere on earth lies about 0°, 0°. */
function nowhere([x, y]: ExportSource['clip']['worldOrigin']): Projection {
  return localProjection({ latitude: 0, longitude: 0 }, [x, y])
}

function regulationsOf(record: Lane | MapElement | undefined): readonly string[] {
  const members = record === undefined ? [] : (keptRelation(record)?.members ?? [])
  return members.filter(({ role }) => role === 'regulatory_element').map(({ ref }) => ref)
}

/** Ways of the source that no record speaks of, but for those that were written again. */
function looseOf(kept: KeptFile | null, written: readonly OsmWay[]): KeptFile['ways'] {
  const there = new Set(written.map(({ id }) => id))
  return kept?.ways.filter(({ id, nodes }) => !there.has(id) && nodes.length > 0) ?? []
}

/** The highest number among the ids of a source. */
function highestId(records: readonly (Lane | MapElement)[], kept: KeptFile | null): bigint {
  let highest = 0n
  const see = (id: string): void => {
    if (!/^\d{1,30}$/.test(id)) return
    const number = BigInt(id)
    if (number > highest) highest = number
  }
  for (const record of records) {
    see(keptRelation(record)?.id ?? '')
    const way = record.kind === 'mapElement' ? keptWay(record) : null
    see(way?.id ?? '')
    for (const [id] of way?.nodes ?? []) see(id)
  }
  for (const { id } of kept?.relations ?? []) see(id)
  for (const [id] of kept?.nodes ?? []) see(id)
  for (const { id, nodes } of kept?.ways ?? []) {
    see(id)
    for (const [node] of nodes) see(node)
  }
  return highest
}
