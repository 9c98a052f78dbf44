import type { LineMark, Link, MapElement } from '@trueline/annotation'
import { add, nearestOnPolyline, type Polyline, type Vec3, yawOf } from '@trueline/geometry'
import type { ExportSource } from '../codec.ts'
import { projectionOfClip } from '../maps/projection.ts'
import { escapeXml } from '../xml/readXml.ts'
import { type Linear, linearAt } from './crossSections.ts'
import type { DraftRoad, Drafts } from './draftRoads.ts'
import { laneTypeOf, markOf } from './names.ts'

/** What stands at a road. */
export type Placed = {
  readonly element: MapElement
  readonly road: DraftRoad
  readonly isSignal: boolean
}

const OBJECT_TYPES: Readonly<Partial<Record<MapElement['elementKind'], string>>> = {
  crosswalk: 'crosswalk',
  parkingSpace: 'parkingSpace',
  pole: 'pole',
  stopLine: 'stopLine',
  roadEdge: 'barrier',
}

/** Roads and what stands at them as OpenDRIVE's XML. */
export function printRoads(
  { clip }: Pick<ExportSource, 'clip'>,
  { roads, connections }: Drafts,
  { placed, controls }: { readonly placed: readonly Placed[]; readonly controls: readonly Link[] },
): string {
  const projection = projectionOfClip(clip)
  const roadOf = new Map(roads.map((road) => [road.lane.id as string, road]))
  const reference =
    projection === null ? '' : `<geoReference><![CDATA[${projection.definition}]]></geoReference>`
  const body = roads.map((road) => {
    const here = placed.filter((one) => one.road === road)
    const references = controls.flatMap(({ from, to }) => {
      const signal = placed.find((one) => one.isSignal && one.element.id === from)
      return signal !== undefined && roadOf.get(to) === road && signal.road !== road
        ? [signal.element.id]
        : []
    })
    return printRoad(road, { here, references, origin: clip.worldOrigin, controls })
  })
  const junctions = [...new Set(connections.map(({ junction }) => junction))].map((id) => {
    const own = connections.filter((one) => one.junction === id)
    const rows = own.map(
      ({ from, to }, index) =>
        `<connection id="${index}" incomingRoad="${from}" connectingRoad="${to}" contactPoint="start"><laneLink from="-1" to="-1"/></connection>`,
    )
    return `<junction id="${id}" name="">${rows.join('')}</junction>`
  })
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<OpenDRIVE>',
    `<header revMajor="1" revMinor="7" name="${escapeXml(clip.name)}" version="1" vendor="trueline">${reference}</header>`,
    ...body,
    ...junctions,
    '</OpenDRIVE>',
    '',
  ].join('\n')
}

type RoadThings = {
  readonly here: readonly Placed[]
  readonly references: readonly string[]
  readonly origin: Vec3
  readonly controls: readonly Link[]
}

function printRoad(road: DraftRoad, things: RoadThings): string {
  const { id, lane, plan, marks, isCurb, junction, successor, predecessor } = road
  const { pieces, length, heights, tilts, offsets, widths } = plan
  const lines = (name: string, list: readonly Linear[], start = 's'): string =>
    list
      .map(
        ({ s, a, b }) => `<${name} ${start}="${num(s)}" a="${num(a)}" b="${num(b)}" c="0" d="0"/>`,
      )
      .join('')
  const curb = '<roadMark sOffset="0" type="curb" width="0.15"/>'
  // Marks are told along their own line, which is longer or shorter than the road's.
  const paint = (list: readonly LineMark[], line: Polyline): string =>
    list
      .map((mark) => {
        const { type, color } = markOf(mark)
        const from = (mark.from * length) / Math.max(1e-3, levelLength(line))
        return `<roadMark sOffset="${num(Math.min(from, length))}" type="${type}" color="${color}" width="0.15"/>`
      })
      .join('')
  const speed =
    lane.speedLimit === null ? '' : `<speed sOffset="0" max="${num(lane.speedLimit)}" unit="m/s"/>`
  const follows = successor?.kind === 'road' ? '<successor id="-1"/>' : ''
  const comes = predecessor === null ? '' : '<predecessor id="-1"/>'
  const type = lane.direction === 'both' ? 'bidirectional' : laneTypeOf(lane.laneKind)
  const end =
    successor &&
    `<successor elementType="${successor.kind}" elementId="${successor.id}"${successor.kind === 'road' ? ' contactPoint="start"' : ''}/>`
  const start =
    predecessor && `<predecessor elementType="road" elementId="${predecessor}" contactPoint="end"/>`
  return [
    `<road name="${escapeXml(lane.id)}" id="${id}" length="${num(length)}" junction="${junction ?? '-1'}" rule="RHT">`,
    `<link>${start ?? ''}${end ?? ''}</link>`,
    '<planView>',
    ...pieces.map(
      ({ s, start: [x, y], heading, length: own }) =>
        `<geometry s="${num(s)}" x="${num(x)}" y="${num(y)}" hdg="${num(heading)}" length="${num(own)}"><line/></geometry>`,
    ),
    '</planView>',
    `<elevationProfile>${lines('elevation', heights)}</elevationProfile>`,
    `<lateralProfile>${lines('superelevation', tilts)}</lateralProfile>`,
    `<lanes>${lines('laneOffset', offsets.some(({ a, b }) => a !== 0 || b !== 0) ? offsets : [])}<laneSection s="0">`,
    `<center><lane id="0" type="none" level="false">${isCurb.left ? curb : paint(marks.left, road.left)}</lane></center>`,
    `<right><lane id="-1" type="${type}" level="false"><link>${comes}${follows}</link>${lines('width', widths, 'sOffset')}${isCurb.right ? curb : paint(marks.right, road.right)}${speed}</lane></right>`,
    '</laneSection></lanes>',
    `<objects>${things.here
      .filter(({ isSignal }) => !isSignal)
      .map((one) => printObject(one, things))
      .join('')}</objects>`,
    `<signals>${things.here
      .filter(({ isSignal }) => isSignal)
      .map((one) => printSignal(one, things))
      .join(
        '',
      )}${things.references.map((signal) => `<signalReference s="0" t="0" id="${escapeXml(signal)}" orientation="+"><validity fromLane="-1" toLane="-1"/></signalReference>`).join('')}</signals>`,
    '</road>',
  ].join('\n')
}

const INSIDE = 1e-5

/** Left and up of a place beside a road that leans. */
function leaning(
  tilts: readonly Linear[],
  { s, t, z }: { readonly s: number; readonly t: number; readonly z: number },
) {
  const tilt = linearAt(tilts, s)
  const [cos, sin] = [Math.cos(tilt), Math.sin(tilt)]
  return { t: t * cos + z * sin, z: z * cos - t * sin }
}

/** Where a place is on a road: along, to the left, above, and the way the road goes there. */
function onRoad({ plan: { pieces, heights } }: DraftRoad, [x, y, z]: Vec3) {
  const last = pieces.at(-1)!
  const end = [
    last.start[0] + Math.cos(last.heading) * last.length,
    last.start[1] + Math.sin(last.heading) * last.length,
  ] as const
  const line = [...pieces.map(({ start }) => start), end].map(([a, b]) => [a, b, 0] as const)
  const { along, segment } = nearestOnPolyline(line, [x, y, 0])
  const piece = pieces[Math.min(segment, pieces.length - 1)]!
  // Just inside of its piece: at a corner it would be read with the way of the next.
  const inside = Math.min(INSIDE, piece.length / 2)
  const ds = Math.min(piece.length - inside, Math.max(inside, along - piece.s))
  const [cos, sin] = [Math.cos(piece.heading), Math.sin(piece.heading)]
  const [dx, dy] = [x - piece.start[0] - cos * ds, y - piece.start[1] - sin * ds]
  const s = piece.s + ds
  const height = linearAt(heights, s)
  return {
    s,
    t: cos * dy - sin * dx,
    z: z - height,
    heading: piece.heading,
    foot: [piece.start[0] + cos * ds, piece.start[1] + sin * ds, height] as const,
  }
}

function printObject({ element, road }: Placed, { origin }: RoadThings): string {
  const { shape, elementKind, attributes, id } = element
  const type =
    OBJECT_TYPES[elementKind] ?? (typeof attributes.type === 'string' ? attributes.type : 'none')
  const head = `id="${escapeXml(id)}" type="${escapeXml(type)}" name="${escapeXml(String(attributes.name ?? ''))}"`
  if (shape.kind === 'box') {
    const { center, extent, rotation } = shape.cuboid
    const at = onRoad(road, add([center[0], center[1], center[2] - extent[2] / 2], origin))
    const { t, z } = leaning(road.plan.tilts, at)
    return `<object ${head} s="${num(at.s)}" t="${num(t)}" zOffset="${num(z)}" hdg="${num(yawOf(rotation) - at.heading)}" length="${num(extent[0])}" width="${num(extent[1])}" height="${num(extent[2])}" orientation="none"/>`
  }
  const points = shape.points.map((point) => add(point, origin))
  const { s, heading, foot } = onRoad(road, points[0]!)
  const [cos, sin] = [Math.cos(heading), Math.sin(heading)]
  const corners = points.map(([x, y, z], index) => {
    const [dx, dy] = [x - foot[0], y - foot[1]]
    return `<cornerLocal id="${index}" u="${num(cos * dx + sin * dy)}" v="${num(cos * dy - sin * dx)}" z="${num(z - foot[2])}" height="0"/>`
  })
  return `<object ${head} s="${num(s)}" t="0" zOffset="0" hdg="0" orientation="none"><outlines><outline id="0" closed="${shape.kind === 'ring'}">${corners.join('')}</outline></outlines></object>`
}

function printSignal({ element, road }: Placed, { origin, controls }: RoadThings): string {
  const { shape, elementKind, attributes, id } = element
  if (shape.kind !== 'box') return ''
  const { center, extent, rotation } = shape.cuboid
  const at = onRoad(road, add(center, origin))
  const { t, z } = leaning(road.plan.tilts, at)
  const dynamic = elementKind === 'trafficLight' ? 'yes' : 'no'
  const type =
    typeof attributes.type === 'string'
      ? attributes.type
      : elementKind === 'trafficLight'
        ? '1000001'
        : '-1'
  const rules = controls.some(({ from, to }) => from === id && to === road.lane.id)
  const validity = rules
    ? '<validity fromLane="-1" toLane="-1"/>'
    : '<validity fromLane="0" toLane="0"/>'
  const turn = yawOf(rotation) - at.heading - Math.PI
  return `<signal id="${escapeXml(id)}" name="${escapeXml(String(attributes.name ?? ''))}" s="${num(at.s)}" t="${num(t)}" zOffset="${num(z - extent[2] / 2)}" hOffset="${num(turn)}" width="${num(extent[1])}" height="${num(extent[2])}" dynamic="${dynamic}" orientation="+" type="${escapeXml(type)}" subtype="-1" country="OpenDRIVE">${validity}</signal>`
}

/** How long a line is, seen from above. */
function levelLength(line: Polyline): number {
  return line
    .slice(1)
    .reduce((sum, [x, y], index) => sum + Math.hypot(x - line[index]![0], y - line[index]![1]), 0)
}

/** Twelve digits: a tenth of a micrometer where coordinates have six before the point. */
function num(value: number): string {
  return String(Number(value.toPrecision(13)))
}
