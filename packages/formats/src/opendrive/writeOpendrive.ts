import type { AnnotationRecord, Lane, Link, MapElement } from '@trueline/annotation'
import { add, nearestOnPolyline, type Polyline, subtract, type Vec3 } from '@trueline/geometry'
import type { Exported, ExportSource, Loss } from '../codec.ts'
import { isObject } from '../jsonAt.ts'
import { lossFields } from '../lossFields.ts'
import { framesLost } from '../maps/framesLost.ts'
import { knotsLost } from '../maps/knotsLost.ts'
import { middleOf } from '../maps/lines.ts'
import { mapTexts } from '../maps/mapTexts.ts'
import { readXml } from '../xml/readXml.ts'
import { type DraftRoad, type Drafts, draftRoads } from './draftRoads.ts'
import { lean } from './lean.ts'
import { isMarkHeld, laneTypeOf, OPENDRIVE } from './names.ts'
import { opendriveTexts as say } from './opendriveTexts.ts'
import { type Placed, printRoads } from './printRoads.ts'
import { recordsOfMap } from './readOpendrive.ts'

/** A clip's map: the file it came from where nothing changed, else a road for each lane. */
export function writeOpendrive(source: ExportSource): Exported {
  const own = source.clip.extras[OPENDRIVE]
  const file = isObject(own) && typeof own.file === 'string' ? own.file : 'map.xodr'
  const text = isObject(own) && typeof own.text === 'string' ? own.text : null
  if (text !== null && isUnchanged(source, { file, text })) {
    return {
      files: printed(file, text),
      losses: framesLost(source.records).filter(({ count }) => count > 0),
    }
  }
  const plan = planOf(source)
  return {
    files: printed(file, printRoads(source, plan.drafts, plan)),
    losses: lossesOf(source, plan),
  }
}

async function* printed(path: string, text: string): Exported['files'] {
  await Promise.resolve()
  yield { path, bytes: new TextEncoder().encode(text) }
}

/** Whether a map's records are as its file has them. */
function isUnchanged(
  { records }: ExportSource,
  { file, text }: { readonly file: string; readonly text: string },
): boolean {
  const report = { refused: [], notices: [] }
  const root = readXml(new TextEncoder().encode(text), file, 'OpenDRIVE')
  const before = recordsOfMap(root, { file, report, onto: null }).records
  const fixed = records.filter(({ kind }) => ['lane', 'mapElement', 'link'].includes(kind))
  const texts = (list: readonly AnnotationRecord[]): string =>
    JSON.stringify(
      list.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
      inKeyOrder,
    )
  return before.length === fixed.length && texts(before) === texts(fixed)
}

function inKeyOrder(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

type Plan = {
  readonly drafts: Drafts
  readonly placed: readonly Placed[]
  readonly controls: readonly Link[]
  readonly lanes: readonly Lane[]
  readonly elements: ReadonlyMap<string, MapElement>
}

function planOf({ clip, records }: ExportSource): Plan {
  const lanes = records.filter((one): one is Lane => one.kind === 'lane')
  const elements = new Map(
    records.flatMap((one) => (one.kind === 'mapElement' ? [[one.id as string, one] as const] : [])),
  )
  const links = records.filter((one): one is Link => one.kind === 'link')
  const drafts = draftRoads(lanes, { elements, links, origin: clip.worldOrigin })
  const isSignal = ({ elementKind, shape }: MapElement): boolean =>
    shape.kind === 'box' && (elementKind === 'trafficLight' || elementKind === 'trafficSign')
  const controls = links.filter(({ linkKind, from }) => {
    const element = elements.get(from)
    return linkKind === 'controls' && element !== undefined && isSignal(element)
  })
  const sides = new Set<string>(
    lanes.flatMap(({ left, right }) =>
      [left, right].flatMap((side) => (side ? [side.elementId] : [])),
    ),
  )
  const roadOf = new Map(drafts.roads.map((road) => [road.lane.id as string, road]))
  const placed = [...elements.values()].flatMap((element): readonly Placed[] => {
    if (sides.has(element.id) || element.elementKind === 'laneBoundary') return []
    const ruled = controls.find(({ from, to }) => from === element.id && roadOf.has(to))
    const road = ruled ? roadOf.get(ruled.to) : nearestRoad(element, drafts.roads, clip.worldOrigin)
    return road === undefined ? [] : [{ element, road, isSignal: isSignal(element) }]
  })
  return { drafts, placed, controls, lanes, elements }
}

function nearestRoad(
  { shape }: MapElement,
  roads: readonly DraftRoad[],
  origin: Vec3,
): DraftRoad | undefined {
  const place = shape.kind === 'box' ? shape.cuboid.center : shape.points[0]!
  let [best, least]: [DraftRoad | undefined, number] = [undefined, Number.POSITIVE_INFINITY]
  for (const road of roads) {
    const away = nearestOnPolyline(
      road.left.map((point) => subtract(point, origin)),
      place,
    ).distance
    if (away < least) [best, least] = [road, away]
  }
  return best
}

/** Edges come back within this. */
const NEAR = 0.01

/** Whether one of a lane's edges is another where it is told by what lies to the sides of a line. */
function isOff({ left, right, plan, isVirtual }: DraftRoad): boolean {
  if (isVirtual) return false
  return isOffLine(left, plan.left) || isOffLine(right, plan.right)
}

/** Whether a lane's middle is another where it is derived of the edges that are read. */
function isMiddleOff({ lane, plan, isVirtual }: DraftRoad, origin: Vec3): boolean {
  if (isVirtual) return false
  const middle = middleOf(lean(plan.left), lean(plan.right))
  return isOffLine(
    lane.centerLine.map((point) => add(point, origin)),
    middle,
  )
}

function isOffLine(line: Polyline, edge: Polyline): boolean {
  // Nearly every point of the line is one of the edge: those are told without a look at all of it.
  const cellOf = (value: number): number => Math.round(value / NEAR)
  const cells = new Set(edge.map((point) => point.map(cellOf).join()))
  return line.some(
    (point) =>
      !cells.has(point.map(cellOf).join()) && nearestOnPolyline(edge, point).distance > NEAR,
  )
}

function lossesOf(
  { clip, records }: ExportSource,
  { drafts, placed, controls, lanes, elements }: Plan,
): readonly Loss[] {
  const roadOf = new Map(drafts.roads.map((road) => [road.lane.id as string, road]))
  const written = lanes.filter(({ id }) => roadOf.has(id))
  const sides = new Set<string>(
    written.flatMap(({ left, right }) =>
      [left, right].flatMap((side) => (side ? [side.elementId] : [])),
    ),
  )
  const there = new Set<string>([...sides, ...placed.map(({ element }) => element.id)])
  const links = records.filter((one) => one.kind === 'link')
  const ruling = new Set(controls.filter(({ to }) => roadOf.has(to)).map(({ id }) => id))
  const isHeld = ({ id, linkKind, from, to }: Link): boolean =>
    linkKind === 'successor' ? roadOf.has(from) && roadOf.has(to) : ruling.has(id)
  const count = <Item>(list: readonly Item[], test: (one: Item) => boolean): number =>
    list.filter(test).length
  const all: readonly Loss[] = [
    ...framesLost(records),
    ...knotsLost(records),
    {
      record: 'lane',
      field: lossFields.all,
      count: lanes.length - written.length,
      why: mapTexts.noBoundaries,
    },
    {
      record: 'lane',
      field: mapTexts.laneKind,
      count: count(
        written,
        ({ laneKind, direction }) =>
          laneTypeOf(laneKind) === 'none' || (direction === 'both' && laneKind !== 'driving'),
      ),
      why: mapTexts.noSuchKind,
    },
    {
      record: 'lane',
      field: mapTexts.centerLine,
      count: count(
        drafts.roads,
        (road) => !road.lane.isCenterDerived || isMiddleOff(road, clip.worldOrigin),
      ),
      why: say.betweenEdges,
    },
    {
      record: 'lane',
      field: mapTexts.boundaries,
      count: count(drafts.roads, ({ isVirtual }) => isVirtual),
      why: say.madeUp,
    },
    {
      record: 'lane',
      field: mapTexts.boundaries,
      count: count(drafts.roads, isOff),
      why: say.besideLine,
    },
    {
      record: 'lane',
      field: mapTexts.turn,
      count: count(written, ({ turn }) => turn !== null),
      why: mapTexts.noField,
    },
    {
      record: 'lane',
      field: mapTexts.inJunction,
      count: count(drafts.roads, ({ lane, junction }) => lane.isInJunction !== (junction !== null)),
      why: say.forks,
    },
    { record: 'lane', field: lossFields.attributes, count: written.length, why: say.otherNumbers },
    {
      record: 'lane',
      field: lossFields.state,
      count: count(written, ({ state }) => state !== 'proposed'),
      why: mapTexts.noField,
    },
    {
      record: 'lane',
      field: lossFields.score,
      count: count(written, ({ score }) => score !== null),
      why: mapTexts.noField,
    },
    {
      record: 'mapElement',
      field: lossFields.all,
      count: count([...elements.values()], ({ id }) => !there.has(id)),
      why: mapTexts.noSuchElement,
    },
    {
      record: 'mapElement',
      field: say.shared,
      count: count([...elements.values()], ({ id }) => sides.has(id)),
      why: say.ownEdges,
    },
    {
      record: 'mapElement',
      field: mapTexts.marks,
      count: count(
        [...elements.values()],
        ({ id, marks }) => sides.has(id) && marks.some((one) => !isMarkHeld(one)),
      ),
      why: mapTexts.noSuchMark,
    },
    {
      record: 'mapElement',
      field: lossFields.attributes,
      count: count(
        [...elements.values()],
        ({ id, attributes }) =>
          there.has(id) && Object.keys(attributes).some((key) => key !== 'type' && key !== 'name'),
      ),
      why: mapTexts.noField,
    },
    {
      record: 'link',
      field: lossFields.all,
      count: count(links, (one) => !isHeld(one)),
      why: mapTexts.noSuchLink,
    },
    {
      record: 'link',
      field: lossFields.score,
      count: count(links, ({ score, state }) => score !== null || state !== 'proposed'),
      why: mapTexts.noField,
    },
  ]
  return all.filter((one) => one.count > 0)
}
