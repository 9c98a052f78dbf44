import type { Camera, Clip, Frame, Json, Lane, Link, MapElement } from '@trueline/annotation'
import {
  type Cuboid,
  compose,
  invert,
  type Polyline,
  type Pose,
  projectedBounds,
  transform,
} from '@trueline/geometry'
import type { ExportSource } from '../codec.ts'
import { isList, isObject, type JsonObject } from '../jsonAt.ts'
import { OPENLANE_V2 } from './names.ts'
import { frontOf } from './rows.ts'

/** Within so much ahead, behind and to the sides of the vehicle a lane is a frame's. */
const [AHEAD, ASIDE] = [50, 25]

/** What is written in which frame. */
export type Plan = {
  readonly isSegments: boolean
  readonly lanes: readonly Lane[]
  readonly elements: ReadonlyMap<string, MapElement>
  readonly successors: ReadonlyMap<string, Link>
  readonly controls: ReadonlyMap<string, Link>
  readonly frames: readonly PlannedFrame[]
}

/** What is written of one frame. */
export type PlannedFrame = {
  readonly index: number
  readonly worldFromEgo: Pose
  readonly lanes: readonly Lane[]
  readonly areas: readonly MapElement[]
  readonly seen: readonly { readonly element: MapElement; readonly points: Json }[]
}

/** What of a clip is written in which frame, lane segments or centre lines. */
export function planOf({ clip, records }: ExportSource): Plan {
  const lanes = records.filter((one): one is Lane => one.kind === 'lane')
  const elements = new Map(
    records.flatMap((one) => (one.kind === 'mapElement' ? [[one.id as string, one] as const] : [])),
  )
  const links = records.filter((one): one is Link => one.kind === 'link')
  const byEnds = (kind: Link['linkKind']) =>
    new Map(
      links.flatMap((one) =>
        one.linkKind === kind ? [[`${one.from} ${one.to}`, one] as const] : [],
      ),
    )
  const kept = clip.extras[OPENLANE_V2]
  const isBounded = ({ left, right }: Lane): boolean =>
    [left, right].every(
      (side) => side !== null && elements.get(side.elementId)?.shape.kind === 'line',
    )
  const isSegments = isObject(kept)
    ? kept.isSegments === true && lanes.every(isBounded)
    : lanes.length > 0 && lanes.every(isBounded)
  const areas = [...elements.values()].filter(
    ({ elementKind, shape }) =>
      isSegments &&
      ((elementKind === 'crosswalk' && shape.kind === 'ring') ||
        (elementKind === 'roadEdge' && shape.kind === 'line')),
  )
  const things = [...elements.values()].filter(
    ({ elementKind }) => elementKind === 'trafficLight' || elementKind === 'trafficSign',
  )
  const frames = clip.frames.flatMap((frame, index): readonly PlannedFrame[] => {
    const { worldFromEgo } = frame
    if (worldFromEgo === null) return []
    const isHere = (record: Lane | MapElement, line: Polyline): boolean => {
      const rows = unmovedRows(record, line)
      if (rows !== null) return rows[String(index)] !== undefined
      return passes(line, worldFromEgo)
    }
    return [
      {
        index,
        worldFromEgo,
        lanes: lanes.filter((lane) => isHere(lane, lane.centerLine)),
        areas: areas.filter((area) => isHere(area, pointsOf(area))),
        seen: things.flatMap((element) => {
          const points = seenAs(element, { frame, index, clip })
          return points === null ? [] : [{ element, points }]
        }),
      },
    ]
  })
  return {
    isSegments,
    lanes,
    elements,
    successors: byEnds('successor'),
    controls: byEnds('controls'),
    frames,
  }
}

/** An element’s points; of a box its center and extent, which say where it is. */
export function pointsOf({ shape }: MapElement): Polyline {
  return shape.kind === 'box' ? [shape.cuboid.center, shape.cuboid.extent] : shape.points
}

/** A record's rows by frame, where its line is as it was read. */
export function unmovedRows({ extras }: Lane | MapElement, line: Polyline): JsonObject | null {
  const own = extras[OPENLANE_V2]
  if (!isObject(own) || !isObject(own.frames) || !isList(own.line)) return null
  const before = own.line as unknown as Polyline
  const isSame =
    before.length === line.length &&
    before.every((point, at) => point.every((one, axis) => Math.abs(one - line[at]![axis]!) < 1e-6))
  return isSame ? own.frames : null
}

function passes(line: Polyline, worldFromEgo: Pose): boolean {
  const egoFromWorld = invert(worldFromEgo)
  return line.some((point) => {
    const [x, y] = transform(egoFromWorld, point)
    return Math.abs(x) <= AHEAD && Math.abs(y) <= ASIDE
  })
}

/** The box in pixels a thing is seen as in a frame; `null` where it is not. */
function seenAs(
  element: MapElement,
  { frame, index, clip }: { readonly frame: Frame; readonly index: number; readonly clip: Clip },
): Json | null {
  const rows = unmovedRows(element, pointsOf(element))
  if (rows !== null) {
    const row = rows[String(index)]
    return isObject(row) ? (row.points ?? null) : null
  }
  const cameras = clip.sensors.filter((one): one is Camera => one.modality === 'camera')
  const camera = frontOf(cameras.map((one) => ({ camera: one, imagePath: null })))
  if (camera?.model == null || frame.worldFromEgo === null) return null
  const cameraFromWorld = invert(compose(frame.worldFromEgo, camera.egoFromSensor))
  const bounds = projectedBounds(camera.model, cameraFromWorld, cuboidOf(element))
  if (bounds === null) return null
  const { leftPx, topPx, rightPx, bottomPx } = bounds
  return [
    [leftPx, topPx],
    [rightPx, bottomPx],
  ]
}

function cuboidOf({ shape }: MapElement): Cuboid {
  if (shape.kind === 'box') return shape.cuboid
  const axis = (at: 0 | 1 | 2): readonly [number, number] => {
    const values = shape.points.map((point) => point[at])
    return [Math.min(...values), Math.max(...values)]
  }
  const [x, y, z] = [axis(0), axis(1), axis(2)]
  const middle = ([low, high]: readonly [number, number]): number => (low + high) / 2
  const size = ([low, high]: readonly [number, number]): number => Math.max(0.1, high - low)
  return {
    center: [middle(x), middle(y), middle(z)],
    extent: [size(x), size(y), size(z)],
    rotation: [0, 0, 0, 1],
  }
}
