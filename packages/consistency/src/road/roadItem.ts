import type { Lane, LaneId, MapElement, MapElementId } from '@trueline/annotation'
import type { Polyline, Vec3 } from '@trueline/geometry'
import type { Bounds } from '../views/trackView.ts'

/** A lane or map element as the checks look at it. */
export type RoadItem<Of extends Lane | MapElement = Lane | MapElement> = {
  readonly record: Of
  /** A lane's middle, an element's line, its ring closed, or the center of its box alone. */
  readonly line: Polyline
  /** Whether its points are finite and enough: of another nothing but this is said. */
  readonly isSound: boolean
  /** From above; empty where it is not sound. */
  readonly bounds: Bounds
  /** The squares of the road's grid that it is looked for in: its own and those around. */
  readonly cells: readonly string[]
  /** The squares it lies in: what is near is looked for in these. */
  readonly own: readonly string[]
}

/** What has no end: a lane or map element. */
export type RoadItemId = LaneId | MapElementId

/** The kind that limits are told for: `driving`, `stopLine`. */
export function kindOf(record: Lane | MapElement): string {
  return record.kind === 'lane' ? record.laneKind : record.elementKind
}

/** In meters: the side of a square of the grid, whose lines are looked at every half of it. */
const CELL = 20

/** A line that lies in more squares than this is in all of them. */
const MOST_CELLS = 20_000

/** The square of what lies in all of them. */
export const EVERYWHERE = 'everywhere'

/** The item of a record. Linear in its points. */
export function roadItemOf<Of extends Lane | MapElement>(record: Of): RoadItem<Of> {
  const line = lineOf(record)
  const fewest = record.kind === 'lane' || record.shape.kind === 'line' ? 2 : 1
  const isSound =
    line.length >= fewest && line.every((point) => point.every(Number.isFinite)) && isRing(record)
  if (!isSound) return { record, line, isSound, bounds: NOWHERE, cells: [], own: [] }
  return { record, line, isSound, bounds: boundsOf(line), ...cellsOf(line) }
}

const NOWHERE: Bounds = [Infinity, Infinity, -Infinity, -Infinity]

function isRing(record: Lane | MapElement): boolean {
  return record.kind === 'lane' || record.shape.kind !== 'ring' || record.shape.points.length >= 3
}

function lineOf(record: Lane | MapElement): Polyline {
  if (record.kind === 'lane') return record.centerLine
  const { shape } = record
  switch (shape.kind) {
    case 'line':
      return shape.points
    case 'ring':
      return shape.points.length === 0 ? [] : [...shape.points, shape.points[0]!]
    case 'box':
      return [shape.cuboid.center]
  }
}

function boundsOf(line: Polyline): Bounds {
  let [minX, minY, maxX, maxY] = NOWHERE
  for (const [x, y] of line) {
    minX = Math.min(minX, x)
    minY = Math.min(minY, y)
    maxX = Math.max(maxX, x)
    maxY = Math.max(maxY, y)
  }
  return [minX, minY, maxX, maxY]
}

/** The squares along a line, and with those around them. */
function cellsOf(line: Polyline): Pick<RoadItem, 'cells' | 'own'> {
  const own = new Set<string>()
  const cells = new Set<string>()
  let last = ''
  const put = ([x, y]: Vec3): void => {
    const [i, j] = [Math.floor(x / CELL), Math.floor(y / CELL)]
    const key = `${i} ${j}`
    if (key === last) return
    last = key
    own.add(key)
    for (let di = -1; di <= 1; di++) {
      for (let dj = -1; dj <= 1; dj++) cells.add(`${i + di} ${j + dj}`)
    }
  }
  put(line[0]!)
  for (let index = 1; index < line.length; index++) {
    const [from, to] = [line[index - 1]!, line[index]!]
    const steps = Math.ceil(Math.hypot(to[0] - from[0], to[1] - from[1]) / (CELL / 2))
    if (cells.size + steps > MOST_CELLS) return { cells: [EVERYWHERE], own: [EVERYWHERE] }
    for (let step = 1; step <= steps; step++) {
      const t = step / steps
      put([from[0] + t * (to[0] - from[0]), from[1] + t * (to[1] - from[1]), 0])
    }
  }
  return { cells: [...cells], own: [...own] }
}

/** Whether two bounds come nearer than `reach`. */
export function areNear(a: Bounds, b: Bounds, reach: number): boolean {
  return (
    a[0] - reach <= b[2] && b[0] - reach <= a[2] && a[1] - reach <= b[3] && b[1] - reach <= a[3]
  )
}

/** Whether two lie so much at one place that no point of either need be further than `within` from the other. */
export function mayBeOne(
  { bounds: a }: RoadItem,
  { bounds: b }: RoadItem,
  within: number,
): boolean {
  return a.every((value, side) => Math.abs(value - b[side]!) <= within)
}
