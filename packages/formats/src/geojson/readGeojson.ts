import type { AnnotationRecord, Lane, LaneBoundary, Link, MapElement } from '@trueline/annotation'
import { verbatim } from '@trueline/annotation'
import { BadInputError } from '../badInputError.ts'
import type { FileTree, ImportedClip, ReadOptions } from '../codec.ts'
import { entryTexts } from '../entries/entryTexts.ts'
import { isList, isObject, objectAt } from '../jsonAt.ts'
import { distinctLinks, importedLink } from '../maps/fixedRecords.ts'
import { mapClip } from '../maps/mapClip.ts'
import { mapTexts } from '../maps/mapTexts.ts'
import { geodeticExtras } from '../maps/projection.ts'
import { reviewOf } from '../maps/review.ts'
import { tellMirrored } from '../maps/tellMirrored.ts'
import { plainText } from '../plainText.ts'
import { type OpenReport, tryOr } from '../refuse.ts'
import { WHOLE } from '../sharedTexts.ts'
import { parseSourceJson } from '../sourceJson.ts'
import { lettersOf } from '../text.ts'
import { type Coordinates, coordinatesOf } from './coordinates.ts'
import { geojsonTexts as say } from './geojsonTexts.ts'
import { GEOJSON, LINK_PROPERTIES, LINK_REVIEWS } from './names.ts'
import {
  elementOfPart,
  type Feature,
  featureAt,
  featuresOf,
  isLane,
  laneOfFeature,
  type Part,
  partsOf,
} from './readFeature.ts'

const HEAD_BYTES = 4096

/** The collections of a tree, by their names and what they begin with. */
export async function collectionsIn(tree: FileTree): Promise<readonly string[]> {
  const named = tree.files.map(({ path }) => path).filter((path) => /\.(geo)?json$/i.test(path))
  const found: string[] = []
  for (const path of named.slice(0, 16)) {
    const head = lettersOf(await tree.read(path, { offset: 0, bytes: HEAD_BYTES }))
    if (/\.geojson$/i.test(path) || /"type"\s*:\s*"FeatureCollection"/.test(head)) found.push(path)
  }
  return found
}

type FeatureParts = { readonly feature: Feature; readonly parts: readonly Part[] }

/**
 * The lanes, elements and links of a GeoJSON file, as a clip of its own or for another.
 *
 * @throws {BadInputError} when there is no such file, or nothing in it.
 */
export async function readGeojson(tree: FileTree, options: ReadOptions): Promise<ImportedClip> {
  const [file, ...others] = await collectionsIn(tree)
  if (file === undefined) {
    const found = entryTexts.files({ count: tree.files.length })
    throw new BadInputError({ file: '', place: WHOLE, found, expected: say.collection })
  }
  const report: OpenReport = { refused: [], notices: [] }
  for (const other of others) {
    const { otherMap: found, oneMap: expected } = mapTexts
    report.refused.push({ file: other, place: WHOLE, found, expected })
  }
  const root = objectAt(parseSourceJson(await tree.read(file), file), { file, pointer: '' })
  const given = featuresOf(root, file).flatMap(([value, place], index): readonly FeatureParts[] => {
    const read = tryOr(report, () => {
      const feature = featureAt(value, place, index)
      return { feature, ...partsOf(feature) }
    })
    if (read === null) return []
    const { holes } = read
    const message = say.holes({ count: holes })
    if (holes > 0) report.notices.push({ file, place: verbatim(place.pointer), message })
    return [read]
  })
  const positions = given.flatMap(({ parts }) => parts.flatMap((part) => part.positions))
  const coordinates = coordinatesOf(root, positions, { file, report, onto: options.onto })
  const records = recordsOf(given, { coordinates, report, file })
  if (records.length === 0) {
    const [bad] = report.refused
    const expected = say.collection
    throw new BadInputError(bad ?? { file, place: WHOLE, found: mapTexts.none, expected })
  }
  tellMirrored(records, { file, report })
  const { features: _, ...rest } = root
  const { projection, worldOrigin, isDegrees } = coordinates
  const kept = {
    file,
    isDegrees,
    projection: projection?.definition ?? null,
    root: root.type === 'Feature' ? {} : rest,
  }
  const geodetic = projection === null ? {} : geodeticExtras(projection.definition)
  const extras = { [GEOJSON]: kept, ...geodetic }
  return mapClip({ format: GEOJSON, records, worldOrigin, extras, report }, options)
}

function recordsOf(
  given: readonly FeatureParts[],
  {
    coordinates,
    report,
    file,
  }: { readonly coordinates: Coordinates; readonly report: OpenReport; readonly file: string },
): readonly AnnotationRecord[] {
  const lanes = new Map<string, Lane>()
  const elements = new Map<string, MapElement>()
  const byFeature = new Map<string, Lane | MapElement>()
  const features: Feature[] = []
  for (const { feature, parts } of given) {
    if (byFeature.has(feature.id)) {
      report.refused.push(
        refusedEnd(feature, feature.id, { found: mapTexts.twice({ id: feature.id }), file }),
      )
      continue
    }
    features.push(feature)
    if (isLane(feature)) {
      const lane = tryOr(report, () => laneOfFeature(feature, parts, coordinates))
      if (lane === null) continue
      lanes.set(lane.id, lane)
      byFeature.set(feature.id, lane)
      continue
    }
    for (const [number, part] of parts.entries()) {
      const element = tryOr(report, () => elementOfPart(feature, part, { number, coordinates }))
      if (element === null) continue
      elements.set(element.id, element)
      if (number === 0) byFeature.set(feature.id, element)
    }
  }
  const side = (boundary: LaneBoundary | null): LaneBoundary | null =>
    boundary !== null && elements.get(boundary.elementId)?.shape.kind === 'line' ? boundary : null
  const bounded = [...lanes.values()].map((lane) => ({
    ...lane,
    left: side(lane.left),
    right: side(lane.right),
  }))
  const links = features.flatMap((feature) => {
    const from = byFeature.get(feature.id)
    return from === undefined ? [] : linksOf(feature, { from, byFeature, report, file })
  })
  return [...elements.values(), ...bounded, ...distinctLinks(links)]
}

function linksOf(
  feature: Feature,
  parts: {
    readonly from: Lane | MapElement
    readonly byFeature: ReadonlyMap<string, Lane | MapElement>
    readonly report: OpenReport
    readonly file: string
  },
): readonly Link[] {
  const { from, byFeature, report, file } = parts
  const reviews = feature.properties[LINK_REVIEWS]
  return LINK_PROPERTIES.flatMap(([property, kind]) => {
    const ids = feature.properties[property]
    if (!isList(ids)) return []
    return ids.flatMap((value): readonly Link[] => {
      const id = plainText(value)
      const to = byFeature.get(id)
      if (to === undefined || to === from) {
        report.refused.push(
          refusedEnd(feature, property, { found: mapTexts.unknownEnd({ id }), file }),
        )
        return []
      }
      const review = isObject(reviews) ? reviews[`${property} ${id}`] : undefined
      return [
        importedLink(kind, { from: from.id, to: to.id }, isObject(review) ? reviewOf(review) : {}),
      ]
    })
  })
}

function refusedEnd(
  { place }: Feature,
  key: string,
  {
    found,
    file,
  }: { readonly found: ReturnType<typeof mapTexts.unknownEnd>; readonly file: string },
) {
  return {
    file,
    place: verbatim(`${place.pointer}/properties/${key}`),
    found,
    expected: mapTexts.knownEnd,
  }
}
