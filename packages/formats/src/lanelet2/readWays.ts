import { type MapElement, type Message, mapElementId, STANDARD_MAP } from '@trueline/annotation'
import type { Polyline, Vec3 } from '@trueline/geometry'
import { BadInputError } from '../badInputError.ts'
import { importedElement } from '../maps/fixedRecords.ts'
import { MOST_POINTS } from '../maps/lines.ts'
import { mapTexts } from '../maps/mapTexts.ts'
import { isReviewField, reviewOf } from '../maps/review.ts'
import { isRoadClass } from '../maps/standardMap.ts'
import { extrasOf, type KeptNode } from './kept.ts'
import { lanelet2Texts as say } from './lanelet2Texts.ts'
import { attributeOfTag, LANELET2, lineOfTags } from './names.ts'
import type { OsmFile, OsmWay, Tags } from './osm.ts'

/** What ways are read with. */
export type WayContext = {
  readonly file: string
  readonly osm: OsmFile
  readonly positions: ReadonlyMap<string, Vec3>
}

const SAID = ['type', 'subtype']

/** A line string as a record. @throws {BadInputError} when a node is missing or it is no line. */
export function elementOfWay(way: OsmWay, context: WayContext): MapElement {
  const points = pointsOfWay(way, context)
  const { type = null, subtype = null, color = null } = way.tags
  const { elementKind, marks } = lineOfTags(type ?? '', subtype, color)
  return importedElement(
    elementIdOf(way.id),
    { elementKind, shape: { kind: 'line', points } },
    {
      marks,
      attributes: {
        ...freeTags(way.tags, marks[0]?.color ? [...SAID, 'color'] : SAID),
        ...(type === null && isRoadClass(way.tags.highway) && { [STANDARD_MAP]: true }),
      },
      ...reviewOf(way.tags),
      extras: extrasOf({ id: way.id, type, subtype, nodes: keptNodes(way, context) }),
    },
  )
}

/** The id of a way's record. */
export function elementIdOf(way: string): MapElement['id'] {
  return mapElementId(`${LANELET2}:way/${way}`)
}

/** Where a way runs. @throws {BadInputError} when a node is missing or there are too few. */
export function pointsOfWay(
  { id, nodes }: OsmWay,
  { file, positions }: WayContext,
  place: Message = say.way({ id }),
): Polyline {
  if (nodes.length < 2) {
    const found = say.fewNodes({ count: nodes.length })
    throw new BadInputError({ file, place, found, expected: say.twoNodes })
  }
  if (nodes.length > MOST_POINTS) {
    const found = mapTexts.points({ count: nodes.length })
    throw new BadInputError({
      file,
      place,
      found,
      expected: mapTexts.tooMany({ most: MOST_POINTS }),
    })
  }
  return nodes.map((node) => {
    const point = positions.get(node)
    if (point !== undefined) return point
    const found = say.missing({ what: say.aNode, id: node })
    throw new BadInputError({ file, place, found, expected: say.inFile })
  })
}

/** A way's nodes as they are written back. */
export function keptNodes(
  { nodes }: Pick<OsmWay, 'nodes'>,
  { osm }: WayContext,
): readonly KeptNode[] {
  return nodes.flatMap((id) => {
    const node = osm.nodes.get(id)
    return node === undefined ? [] : [[id, node.latitude, node.longitude, node.tags] as const]
  })
}

/** The tags that no field of a record says. */
export function freeTags(tags: Tags, said: readonly string[]): Tags {
  return Object.fromEntries(
    Object.entries(tags)
      .filter(([key]) => key !== '' && !said.includes(key) && !isReviewField(key))
      .map(([key, value]) => [attributeOfTag(key), value]),
  )
}
