import { type Link, verbatim } from '@trueline/annotation'
import { distinctLinks, importedLink } from '../maps/fixedRecords.ts'
import type { OpenReport } from '../refuse.ts'
import type { XmlElement } from '../xml/readXml.ts'
import { laneKindOf } from './names.ts'
import { opendriveTexts as say } from './opendriveTexts.ts'
import { partsOf, type Road, type RoadEnd, type RoadLane, type Section } from './readRoad.ts'
import { isAlong, laneIdOf } from './roadRecords.ts'

/** What links are read with. */
export type LinkContext = {
  readonly roads: ReadonlyMap<string, Road>
  readonly file: string
  readonly report: OpenReport
}

/** Lanes that people change between. */
const FOR_VEHICLES = new Set([
  'driving',
  'bus',
  'bicycle',
  'emergency',
  'shoulder',
  'tram',
  'parking',
])

/** The links of all lanes: from section to section, from road to road, into junctions, side by side. */
export function linksOfRoads(
  junctions: readonly XmlElement[],
  context: LinkContext,
): readonly Link[] {
  const roads = [...context.roads.values()]
  return distinctLinks([
    ...roads.flatMap((road) =>
      road.sections.flatMap((section, at) => [
        ...section.lanes.flatMap((lane) => onwardLinks({ road, at, lane }, context)),
        ...besideLinks(road, section),
      ]),
    ),
    ...junctions.flatMap((junction) => junctionLinks(junction, context)),
  ])
}

type LanePlace = { readonly road: Road; readonly at: number; readonly lane: RoadLane }

/** Where a lane goes on at the end of its section, either way it is told. */
function onwardLinks({ road, at, lane }: LanePlace, context: LinkContext): readonly Link[] {
  return (['successor', 'predecessor'] as const).flatMap((which) => {
    const id = lane[which]
    if (id === null) return []
    const step = which === 'successor' ? 1 : -1
    const next = road.sections[at + step]
    const told =
      next === undefined ? endPlace(road[which], id, context) : { road, section: next, lane: id }
    if (told === null) return []
    const section = road.sections[at]!
    const here = { road, section, lane: lane.id }
    if (told === 'missing' || !told.section.lanes.some((one) => one.id === told.lane)) {
      return missing(here, id, context)
    }
    // Along the road one leaves by the successor and comes by the predecessor; against it the other way.
    const isLeaving = isAlong(road, lane.id) === (which === 'successor')
    return [isLeaving ? linkBetween(here, told) : linkBetween(told, here)]
  })
}

type SectionLane = { readonly road: Road; readonly section: Section; readonly lane: number }

function endPlace(
  end: RoadEnd | null,
  lane: number,
  { roads }: LinkContext,
): SectionLane | 'missing' | null {
  // Which lanes a junction leads to is told by its connections.
  if (end === null || end.kind === 'junction') return null
  const road = roads.get(end.id)
  const section = road?.sections.at(end.contact === 'end' ? -1 : 0)
  return road === undefined || section === undefined ? 'missing' : { road, section, lane }
}

function missing(
  { road, section, lane }: SectionLane,
  id: number,
  { report, file }: LinkContext,
): readonly Link[] {
  const place = say.lane({ id: road.id, s: section.s, lane })
  const found = say.unknownLane({ lane: id, road: road.id })
  report.refused.push({ file, place, found, expected: say.knownLane })
  return []
}

function linkBetween(from: SectionLane, to: SectionLane): Link {
  const id = ({ road, section, lane }: SectionLane) => laneIdOf(road.id, section, lane)
  return importedLink('successor', { from: id(from), to: id(to) })
}

/** From the lanes that lead into a junction to those that lead through it. */
function junctionLinks(junction: XmlElement, context: LinkContext): readonly Link[] {
  const { roads, report, file } = context
  return junction.children('connection').flatMap((connection) => {
    const { id = '', incomingRoad = '', connectingRoad = '', contactPoint } = connection.attributes
    const [incoming, connecting] = [roads.get(incomingRoad), roads.get(connectingRoad)]
    const place = say.junction({ id: junction.attributes.id ?? '', connection: id })
    return connection
      .children('laneLink')
      .flatMap(({ attributes: { from, to } }): readonly Link[] => {
        const start =
          incoming && laneAtJunction(incoming, Number(from), junction.attributes.id ?? '')
        const section = connecting?.sections.at(contactPoint === 'end' ? -1 : 0)
        const isThere = section?.lanes.some((lane) => lane.id === Number(to))
        if (!start || !connecting || !section || !isThere) {
          const found = verbatim(`${incomingRoad}: ${from ?? ''} > ${connectingRoad}: ${to ?? ''}`)
          report.refused.push({ file, place, found, expected: say.knownLane })
          return []
        }
        const through = { road: connecting, section, lane: Number(to) }
        // A lane against the connecting road's contact comes out of the junction there.
        const isEntering = isAlong(connecting, Number(to)) === (contactPoint !== 'end')
        return [isEntering ? linkBetween(start, through) : linkBetween(through, start)]
      })
  })
}

/** A road's lane at the end that touches a junction. */
function laneAtJunction(road: Road, lane: number, junction: string): SectionLane | null {
  const isAt = (end: RoadEnd | null): boolean => end?.kind === 'junction' && end.id === junction
  const ends = [
    ...(isAt(road.successor) ? [-1] : []),
    ...(isAt(road.predecessor) ? [0] : []),
    // Some files link their roads one way only.
    ...(isAt(road.successor) || isAt(road.predecessor) ? [] : [isAlong(road, lane) ? -1 : 0]),
  ]
  const leaving = isAlong(road, lane) ? -1 : 0
  const at = ends.includes(leaving) ? leaving : ends[0]!
  const section = road.sections.at(at)
  if (section === undefined || !section.lanes.some(({ id }) => id === lane)) return null
  return { road, section, lane }
}

/** The lanes beside each other. */
function besideLinks(road: Road, section: Section): readonly Link[] {
  const { lanes } = section
  return lanes.slice(1).flatMap((right, index): readonly Link[] => {
    const left = lanes[index]!
    if (![left, right].every(({ type }) => FOR_VEHICLES.has(laneKindOf(type)))) return []
    const [leftId, rightId] = [left, right].map(({ id }) => laneIdOf(road.id, section, id))
    const [a, b] = [isAlong(road, left.id), isAlong(road, right.id)]
    return [
      importedLink(a ? 'rightNeighbour' : 'leftNeighbour', { from: leftId!, to: rightId! }),
      importedLink(b ? 'leftNeighbour' : 'rightNeighbour', { from: rightId!, to: leftId! }),
    ]
  })
}

/** The junctions of a file. */
export function junctionsOf(root: XmlElement): readonly XmlElement[] {
  return partsOf(root, ['junction'])
}
