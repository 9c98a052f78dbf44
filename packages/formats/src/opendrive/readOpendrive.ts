import { type AnnotationRecord, type Clip, verbatim } from '@trueline/annotation'
import { subtract, type Vec3 } from '@trueline/geometry'
import { BadInputError } from '../badInputError.ts'
import type { FileTree, ImportedClip, ReadOptions } from '../codec.ts'
import { mapClip } from '../maps/mapClip.ts'
import { oneMapFile } from '../maps/mapFiles.ts'
import { mapTexts } from '../maps/mapTexts.ts'
import {
  geodeticExtras,
  type Projection,
  projectionOf,
  projectionOfClip,
} from '../maps/projection.ts'
import { type OpenReport, tryOr } from '../refuse.ts'
import { WHOLE } from '../sharedTexts.ts'
import { numberOrElse, readXml, type XmlElement } from '../xml/readXml.ts'
import { OPENDRIVE } from './names.ts'
import { opendriveTexts as say } from './opendriveTexts.ts'
import { partsOf, type Road, readRoad } from './readRoad.ts'
import { junctionsOf, linksOfRoads } from './roadLinks.ts'
import { type IntoWorld, recordsOfSection } from './roadRecords.ts'
import { objectsOfRoad, referencesOfRoad, signalIdOf, signalsOfRoad } from './roadThings.ts'

/** How names of such maps end. */
export const ENDING = '.xodr'

/**
 * The lanes, their edges, signals, objects and links of an OpenDRIVE map, as a clip of its own or for
 * another.
 *
 * @throws {BadInputError} when there is no such file, or no road in it.
 */
export async function readOpendrive(tree: FileTree, options: ReadOptions): Promise<ImportedClip> {
  const report: OpenReport = { refused: [], notices: [] }
  const file = oneMapFile(tree, { ending: ENDING, expected: say.map }, report)
  const bytes = await tree.read(file)
  const root = readXml(bytes, file, 'OpenDRIVE')
  const read = recordsOfMap(root, { file, report, onto: options.onto })
  if (read.records.length === 0) {
    const [bad] = report.refused
    throw new BadInputError(bad ?? { file, place: WHOLE, found: mapTexts.none, expected: say.map })
  }
  const { records, worldOrigin, projection } = read
  const geodetic = projection === null ? {} : geodeticExtras(projection.definition)
  const extras = { [OPENDRIVE]: { file, text: new TextDecoder().decode(bytes) }, ...geodetic }
  return mapClip({ format: OPENDRIVE, records, worldOrigin, extras, report }, options)
}

/** What a map's XML holds, and where its world is. */
export function recordsOfMap(
  root: XmlElement,
  given: { readonly file: string; readonly report: OpenReport; readonly onto: Clip | null },
): {
  readonly records: readonly AnnotationRecord[]
  readonly worldOrigin: Vec3
  readonly projection: Projection | null
} {
  const { file, report } = given
  const roads = new Map<string, Road>()
  for (const element of root.children('road')) {
    const road = tryOr(report, () => readRoad(element, file, report))
    if (road !== null) roads.set(road.id, road)
  }
  const shaped = [...roads.values()].filter(({ hasShape }) => hasShape).length
  if (shaped > 0) report.notices.push({ file, place: WHOLE, message: say.shape({ count: shaped }) })
  const { worldOrigin, intoWorld, projection } = spaceOf(root, [...roads.values()], given)
  const context = { intoWorld, file, report }
  const sections = [...roads.values()].flatMap((road) =>
    road.sections.flatMap((section) => {
      const read = tryOr(report, () => recordsOfSection(road, section, context))
      return read === null ? [] : [read]
    }),
  )
  const signals = [...roads.values()].flatMap((road) => signalsOfRoad(road, context))
  const byId = new Map(
    [...roads.values()].flatMap((road) =>
      partsOf(road.element, ['signals', 'signal']).map(
        ({ attributes: { id = '' } }) => [id, signalIdOf(id)] as const,
      ),
    ),
  )
  return {
    records: [
      ...sections.flatMap(({ edges }) => edges),
      ...[...roads.values()].flatMap((road) => objectsOfRoad(road, context)),
      ...signals.filter((one) => one.kind === 'mapElement'),
      ...sections.flatMap(({ lanes }) => lanes),
      ...linksOfRoads(junctionsOf(root), { roads, file, report }),
      ...signals.filter((one) => one.kind === 'link'),
      ...[...roads.values()].flatMap((road) => referencesOfRoad(road, byId)),
    ],
    worldOrigin,
    projection,
  }
}

/** How the file's coordinates are taken into the world, or into that of a clip in another flat map. */
function spaceOf(
  root: XmlElement,
  roads: readonly Road[],
  {
    file,
    report,
    onto,
  }: { readonly file: string; readonly report: OpenReport; readonly onto: Clip | null },
): {
  readonly worldOrigin: Vec3
  readonly intoWorld: IntoWorld
  readonly projection: Projection | null
} {
  const header = root.children('header')[0]
  const offset = header?.children('offset')[0]
  const at = { file, place: verbatim('header/offset') }
  const read = (name: string): number =>
    offset ? numberOrElse(offset, name, { otherwise: 0, at }) : 0
  const moved: Vec3 = [read('x'), read('y'), read('z')]
  if (read('hdg') !== 0) report.notices.push({ ...at, message: say.heading })
  const own = georeferenceOf(header, { file, report })
  const theirs = onto === null ? null : projectionOfClip(onto)
  const isOther = own !== null && theirs !== null && own.definition !== theirs.definition
  const flat = (place: Vec3): Vec3 => {
    const [x, y, z] = [place[0] + moved[0], place[1] + moved[1], place[2] + moved[2]]
    return isOther ? [...theirs.metersOf(own.degreesOf([x, y])), z] : [x, y, z]
  }
  const [first] = roads[0]?.pieces ?? []
  const start = first === undefined ? moved : flat([first.x, first.y, 0])
  // A map drawn about its origin keeps it.
  const isNear = Math.hypot(start[0], start[1]) < 10_000
  const worldOrigin: Vec3 = isNear ? [0, 0, 0] : [Math.round(start[0]), Math.round(start[1]), 0]
  return {
    worldOrigin,
    intoWorld: (place) => subtract(flat(place), worldOrigin),
    projection: isOther ? theirs : own,
  }
}

function georeferenceOf(
  header: XmlElement | undefined,
  { file, report }: { readonly file: string; readonly report: OpenReport },
): Projection | null {
  const element = header?.children('geoReference')[0]
  const text = element?.text.trim() ?? ''
  if (text === '') return null
  // Some tools leave the projection out and mean this one.
  const projection = projectionOf(/\+proj=/.test(text) ? text : `+proj=tmerc ${text} +ellps=WGS84`)
  if (projection === null) {
    const message = say.georeference({ text: text.slice(0, 80) })
    report.notices.push({ file, place: verbatim('header/geoReference'), message })
  }
  return projection
}
