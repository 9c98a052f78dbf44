import type { AnnotationRecord, Link, MapElement, RecordId } from '@trueline/annotation'
import { BadInputError } from '../badInputError.ts'
import type { FileTree, ImportedClip, ReadOptions } from '../codec.ts'
import { distinctLinks } from '../maps/fixedRecords.ts'
import { mapClip } from '../maps/mapClip.ts'
import { oneMapFile } from '../maps/mapFiles.ts'
import { mapTexts } from '../maps/mapTexts.ts'
import { geodeticExtras } from '../maps/projection.ts'
import { type OpenReport, tryOr } from '../refuse.ts'
import { WHOLE } from '../sharedTexts.ts'
import { readXml } from '../xml/readXml.ts'
import { impliedLinks } from './impliedLinks.ts'
import { extrasOf } from './kept.ts'
import { lanelet2Texts as say } from './lanelet2Texts.ts'
import { isOutline, LANELET2 } from './names.ts'
import { type OsmFile, type OsmRelation, readOsm } from './osm.ts'
import { placeNodes } from './placeNodes.ts'
import { type Lanelet, readArea, readLanelet } from './readLanelets.ts'
import { elementIdOf, elementOfWay, keptNodes, type WayContext } from './readWays.ts'
import { linksOfRegulation, type Regulation } from './regulations.ts'

/** How names of such maps end. */
export const ENDING = '.osm'

/**
 * The lanes, lines, areas and links of a Lanelet2 map, as a clip of its own or for another.
 *
 * @throws {BadInputError} when there is no OSM file, or nothing in it.
 */
export async function readLanelet2(tree: FileTree, options: ReadOptions): Promise<ImportedClip> {
  const report: OpenReport = { refused: [], notices: [] }
  const file = oneMapFile(tree, { ending: ENDING, expected: say.map }, report)
  const root = readXml(await tree.read(file), file, 'osm')
  const osm = readOsm(root, file, report)
  const placed = placeNodes(osm, {
    file,
    report,
    onto: options.onto,
    told: root.attributes.projection ?? null,
  })
  const context: WayContext = { file, osm, positions: placed.positions }
  const records = recordsOf(context, report)
  if (records.length === 0) {
    const [bad] = report.refused
    throw new BadInputError(bad ?? { file, place: WHOLE, found: mapTexts.none, expected: say.map })
  }
  const { projection, worldOrigin, isGeodetic } = placed
  const kept = {
    file,
    projection: projection.definition,
    isLocal: placed.isLocal,
    relations: othersOf(osm),
    ...looseOf(context, records),
  }
  const extras = { ...extrasOf(kept), ...(isGeodetic && geodeticExtras(projection.definition)) }
  return mapClip({ format: LANELET2, records, worldOrigin, extras, report }, options)
}

function recordsOf(context: WayContext, report: OpenReport): readonly AnnotationRecord[] {
  const { osm, file } = context
  const relations = [...osm.relations.values()]
  const centers = new Set(
    relations.flatMap(({ members }) =>
      members.filter(({ role }) => role === 'centerline').map(({ ref }) => ref),
    ),
  )
  const lines = new Map<string, MapElement>()
  for (const way of osm.ways.values()) {
    if (centers.has(way.id) || isOutline(way.tags)) continue
    const line = tryOr(report, () => elementOfWay(way, context))
    if (line !== null) lines.set(way.id, line)
  }
  const lanelets = new Map<string, Lanelet>()
  const areas: MapElement[] = []
  for (const relation of relations) {
    if (relation.tags.type === 'lanelet') {
      const lanelet = tryOr(report, () => readLanelet(relation, context))
      if (lanelet !== null) lanelets.set(relation.id, lanelet)
    } else if (relation.tags.type === 'multipolygon') {
      const area = tryOr(report, () => readArea(relation, context))
      if (area === null) continue
      areas.push(area)
      const count = relation.members.filter(({ role }) => role === 'inner').length
      const place = say.relation({ type: 'multipolygon', id: relation.id })
      if (count > 0) report.notices.push({ file, place, message: say.holes({ count }) })
    }
  }
  const bounded = [...lanelets.values()].flatMap((one) => (one.bounded ? [one.bounded] : []))
  return [
    ...lines.values(),
    ...areas,
    ...[...lanelets.values()].map(({ record }) => record),
    ...distinctLinks([...impliedLinks(bounded), ...ruledLinks(relations, lines, lanelets)]),
  ]
}

function ruledLinks(
  relations: readonly OsmRelation[],
  lines: ReadonlyMap<string, MapElement>,
  lanelets: ReadonlyMap<string, Lanelet>,
): readonly Link[] {
  const over = new Map<string, Regulation['over'][number][]>()
  const byId = new Map(relations.map((one) => [one.id, one]))
  for (const [id, { record }] of lanelets) {
    for (const { ref, role } of byId.get(id)?.members ?? []) {
      if (role !== 'regulatory_element') continue
      over.set(ref, [...(over.get(ref) ?? []), record.id])
    }
  }
  return relations.flatMap((relation) => {
    if (relation.tags.type !== 'regulatory_element') return []
    const ids = (role: string) =>
      relation.members
        .filter((one) => one.type === 'way' && one.role === role && lines.has(one.ref))
        .map(({ ref }) => elementIdOf(ref))
    const ruled = over.get(relation.id) ?? []
    return linksOfRegulation({
      relation,
      signs: ids('refers'),
      stopLines: ids('ref_line'),
      over: ruled,
    })
  })
}

/** Regulatory elements, and relations that are neither lanelets nor areas. */
function othersOf({ relations }: OsmFile): readonly OsmRelation[] {
  return [...relations.values()].filter(
    ({ tags }) => tags.type !== 'lanelet' && tags.type !== 'multipolygon',
  )
}

/** The nodes and ways that no record speaks of. */
function looseOf(context: WayContext, records: readonly AnnotationRecord[]) {
  const { osm } = context
  const told = new Set<RecordId>(records.map(({ id }) => id))
  const ways = [...osm.ways.values()].filter(
    ({ id, tags }) => !told.has(elementIdOf(id)) && !isOutline(tags),
  )
  const used = new Set([...osm.ways.values()].flatMap(({ nodes }) => nodes))
  const loose = [...osm.nodes.keys()].filter((id) => !used.has(id))
  return {
    nodes: keptNodes({ nodes: loose }, context),
    ways: ways.map(({ id, nodes, tags }) => ({ id, tags, nodes: keptNodes({ nodes }, context) })),
  }
}
