import {
  type AnnotationRecord,
  type Annotations,
  boundaryLine,
  isShown,
  type Lane,
  type Link,
  linkId,
  linksAt,
  type MapElement,
  mapElementId,
  mapElementOf,
  type RecordId,
} from '@trueline/annotation'
import { mix, type Polyline, polylineLength, resamplePolyline, type Vec3 } from '@trueline/geometry'
import type { CheckId, FixedId } from '../finding.ts'
import { between, type PlantedFault, type Random, whole } from './plantedFault.ts'

/** What a fault of the road may be planted with. */
export type RoadBed = {
  readonly annotations: Annotations
  readonly lane: Lane
  readonly random: Random
  /** A name of its own for what a fault adds. */
  readonly fresh: () => string
}

/** A fault of the road and the records that make it, `null` for gone. */
export type RoadPlanting = {
  readonly fault: PlantedFault
  readonly after: ReadonlyMap<RecordId, AnnotationRecord | null>
}

/** Plants one kind of fault on a lane; `null` where that lane cannot have it. */
export type RoadPlant = (bed: RoadBed) => RoadPlanting | null

/** Every kind of fault of the road. */
export const ROAD_PLANTS: readonly { readonly check: CheckId; readonly plant: RoadPlant }[] = [
  { check: 'F1', plant: plantTwice },
  { check: 'F2', plant: plantGap },
  { check: 'F2', plant: plantUnlinked },
  { check: 'F3', plant: plantLostLink },
  { check: 'F3', plant: plantOneSided },
  { check: 'F4', plant: plantTurned },
  { check: 'F4', plant: plantSwapped },
  { check: 'F5', plant: plantLoop },
  { check: 'F5', plant: plantCrowd },
  { check: 'F5', plant: plantStep },
  { check: 'F6', plant: plantNarrow },
  { check: 'F7', plant: plantAcross },
  { check: 'F8', plant: plantStopLine },
]

function planting(
  about: { readonly check: CheckId; readonly fixed: readonly FixedId[]; readonly strength: number },
  ...records: readonly (AnnotationRecord | { readonly gone: Link })[]
): RoadPlanting {
  const entries = records.map((one): readonly [RecordId, AnnotationRecord | null] =>
    'gone' in one ? [one.gone.id, null] : [one.id, one],
  )
  return { fault: { ...about, tracks: [], frames: [] }, after: new Map(entries) }
}

/** F1: the line a model drew twice, a little beside. */
function plantTwice({ lane, random, fresh }: RoadBed): RoadPlanting | null {
  const off = between(random, 0.05, 0.3)
  const turn = between(random, 0, 2 * Math.PI)
  const id = `${lane.id}${fresh()}` as Lane['id']
  const centerLine = moved(lane.centerLine, [off * Math.cos(turn), off * Math.sin(turn), 0])
  const twice = { ...lane, id, centerLine, isCenterDerived: false, left: null, right: null }
  return planting({ check: 'F1', fixed: [lane.id, id], strength: off }, twice)
}

/** F2: the start of a lane is away from the end of the one before it. */
function plantGap({ annotations, lane, random }: RoadBed): RoadPlanting | null {
  const [before] = predecessors(annotations, lane)
  if (before === undefined || polylineLength(lane.centerLine) < 8) return null
  const off = between(random, 0.5, 1.5)
  const [start, next, ...rest] = lane.centerLine
  const length = Math.hypot(next![0] - start![0], next![1] - start![1])
  if (length < 1) return null
  const side: Vec3 = [
    (-off * (next![1] - start![1])) / length,
    (off * (next![0] - start![0])) / length,
    0,
  ]
  const centerLine = [moved([start!], side)[0]!, next!, ...rest]
  const apart = { ...lane, centerLine, isCenterDerived: false }
  return planting({ check: 'F2', fixed: [before.from, lane.id], strength: off }, apart)
}

/** F2: a link that was forgotten. */
function plantUnlinked({ annotations, lane }: RoadBed): RoadPlanting | null {
  const [before] = predecessors(annotations, lane)
  if (before === undefined) return null
  return planting({ check: 'F2', fixed: [before.from, lane.id], strength: 0 }, { gone: before })
}

/** F3: a link to something that is no more. */
function plantLostLink({ lane, fresh }: RoadBed): RoadPlanting | null {
  const to = `${lane.id}${fresh()}` as Lane['id']
  const id = linkId('successor', lane.id, to)
  const lost: Link = {
    ...{ kind: 'link', id, linkKind: 'successor', from: lane.id, to },
    ...{ provenance: 'model', state: 'proposed', score: 0.5, extras: {} },
  }
  return planting({ check: 'F3', fixed: [lane.id, id], strength: 1 }, lost)
}

/** F3: a neighbour that says nothing back. */
function plantOneSided({ annotations, lane }: RoadBed): RoadPlanting | null {
  const link = linksAt(annotations, lane.id).find(
    ({ linkKind, from }) => linkKind.endsWith('Neighbour') && from === lane.id,
  )
  const back =
    link &&
    linksAt(annotations, lane.id).filter(({ from, to, linkKind }) => {
      return from === link.to && to === lane.id && linkKind.endsWith('Neighbour')
    })
  if (link === undefined || back?.length !== 1) return null
  return planting({ check: 'F3', fixed: [lane.id, link.to], strength: 1 }, { gone: back[0]! })
}

/** F4: a lane told against its direction, while its links and sides are told along it. */
function plantTurned({ annotations, lane }: RoadBed): RoadPlanting | null {
  if (lane.left === null && predecessors(annotations, lane).length === 0) return null
  const centerLine = lane.centerLine.toReversed()
  const turned = { ...lane, centerLine, isCenterDerived: false }
  return planting({ check: 'F4', fixed: [lane.id], strength: Math.PI }, turned)
}

/** F4: left taken for right. */
function plantSwapped({ lane }: RoadBed): RoadPlanting | null {
  if (lane.left === null || lane.right === null) return null
  const swapped = { ...lane, left: lane.right, right: lane.left }
  return planting({ check: 'F4', fixed: [lane.id], strength: 1 }, swapped)
}

/** F5: a hook in the line. */
function plantLoop({ lane, random }: RoadBed): RoadPlanting | null {
  const line = resamplePolyline(lane.centerLine, 2)
  if (line.length < 6) return null
  const at = whole(random, 2, line.length - 3)
  const hooked = line.with(at, line[at + 1]!).with(at + 1, line[at]!)
  // Beside the line, or it would run back upon itself.
  const off = between(random, 0.6, 1.2)
  const centerLine = hooked.with(at, moved([hooked[at]!], [off, off, 0])[0]!)
  const odd = {
    ...lane,
    centerLine: [
      ...centerLine.slice(0, at + 2),
      beside(line, at, off),
      ...centerLine.slice(at + 2),
    ],
    isCenterDerived: false,
  }
  return planting({ check: 'F5', fixed: [lane.id], strength: off }, odd)
}

function beside(line: Polyline, at: number, off: number): Vec3 {
  const [x, y, z] = line[at + 1]!
  return [x + off, y + off, z]
}

/** F5: points upon one another. */
function plantCrowd({ lane, random }: RoadBed): RoadPlanting | null {
  const { centerLine } = lane
  const at = whole(random, 0, centerLine.length - 2)
  const near = mix(centerLine[at]!, centerLine[at + 1]!, 0.0001)
  const crowded = {
    ...lane,
    centerLine: centerLine.toSpliced(at + 1, 0, near),
    isCenterDerived: false,
  }
  return planting({ check: 'F5', fixed: [lane.id], strength: 0 }, crowded)
}

/** F5: a point that was drawn on a roof. */
function plantStep({ lane, random }: RoadBed): RoadPlanting | null {
  const line = resamplePolyline(lane.centerLine, 3)
  if (line.length < 5) return null
  const up = between(random, 1.2, 4)
  const at = whole(random, 1, line.length - 2)
  const centerLine = line.with(at, moved([line[at]!], [0, 0, up])[0]!)
  const stepped = { ...lane, centerLine, isCenterDerived: false }
  return planting({ check: 'F5', fixed: [lane.id], strength: up }, stepped)
}

/** F6: a boundary that was drawn along other paint. */
function plantNarrow({ annotations, lane, random }: RoadBed): RoadPlanting | null {
  const own = ownSide(annotations, lane)
  if (own === null || lane.isInJunction || polylineLength(own.line) < 15) return null
  const share = between(random, 0.62, 0.75)
  const points = own.line.map((point) => {
    const other = nearestIn(own.other, point)
    return mix(point, other, share)
  })
  const narrowed = shapedAs(own.element, points)
  return planting({ check: 'F6', fixed: [lane.id, narrowed.id], strength: share }, narrowed)
}

/** F7: a boundary that leads over the other one and back. */
function plantAcross({ annotations, lane }: RoadBed): RoadPlanting | null {
  const own = ownSide(annotations, lane)
  if (own === null || lane.isInJunction || polylineLength(own.line) < 15) return null
  const line = resamplePolyline(own.line, 3)
  const middle = line.length >> 1
  const points = line.map((point, index) =>
    Math.abs(index - middle) <= 1 ? mix(point, nearestIn(own.other, point), 1.35) : point,
  )
  const across = shapedAs(own.element, points)
  const fixed = [own.element.id, own.otherId, lane.id]
  return planting({ check: 'F7', fixed, strength: 0.35 }, across)
}

/** F8: a stop line that nobody linked. */
function plantStopLine({ lane, fresh }: RoadBed): RoadPlanting | null {
  const [x, y, z] = lane.centerLine.at(-1)!
  const [fromX, fromY] = lane.centerLine.at(-2)!
  const length = Math.hypot(x - fromX, y - fromY)
  if (length === 0) return null
  const [dx, dy] = [(1.7 * (x - fromX)) / length, (1.7 * (y - fromY)) / length]
  const stopLine: MapElement = {
    ...{ kind: 'mapElement', id: mapElementId(`${lane.id}${fresh()}`), elementKind: 'stopLine' },
    shape: {
      kind: 'line',
      points: [
        [x - dy, y + dx, z],
        [x + dy, y - dx, z],
      ],
    },
    ...{
      marks: [],
      attributes: {},
      provenance: 'model',
      state: 'proposed',
      score: 0.5,
      extras: {},
    },
  }
  return planting({ check: 'F8', fixed: [stopLine.id], strength: 1 }, stopLine)
}

type Side = {
  readonly element: MapElement
  /** In the lane's direction. */
  readonly line: Polyline
  readonly other: Polyline
  readonly otherId: MapElement['id']
}

/** A boundary of the lane that is a line of its own, and the other one. */
function ownSide(annotations: Annotations, lane: Lane): Side | null {
  const { left, right } = lane
  if (left === null || right === null || left.elementId === right.elementId) return null
  const element = mapElementOf(annotations, left.elementId)
  const [line, other] = [boundaryLine(annotations, left), boundaryLine(annotations, right)]
  if (element === undefined || line === null || other === null) return null
  return { element, line, other, otherId: right.elementId }
}

function shapedAs(element: MapElement, points: Polyline): MapElement {
  return { ...element, shape: { kind: 'line', points } }
}

function predecessors(annotations: Annotations, lane: Lane): readonly Link[] {
  return linksAt(annotations, lane.id).filter(
    (link) => link.linkKind === 'successor' && link.to === lane.id && isShown(link),
  )
}

function nearestIn(line: Polyline, [x, y]: Vec3): Vec3 {
  const away = ([a, b]: Vec3): number => Math.hypot(a - x, b - y)
  return resamplePolyline(line, 0.5).reduce((best, one) => (away(one) < away(best) ? one : best))
}

function moved(line: Polyline, by: Vec3): Polyline {
  return line.map(([x, y, z]): Vec3 => [x + by[0], y + by[1], z + by[2]])
}
