import { simplifyPolyline, type Vec3 } from '@trueline/geometry'
import { components } from './components.ts'
import { chancesOf, LINE_CELL, type LineKind, type LineMap } from './lineMap.ts'
import { orientedBox } from './orientedBox.ts'
import { type Mask, thin } from './thin.ts'
import { traceLines } from './traceLines.ts'

/** A place seen from above, in world space. */
export type FlatPoint = readonly [x: number, y: number]

/** A line or area that the maps tell, with how sure they are of it, from 0 to 1. */
export type FoundLine = {
  readonly kind: 'solid' | 'dashed' | 'edge' | 'crosswalk' | 'stopLine' | 'arrow'
  /** A line; of a crosswalk a ring of four corners. */
  readonly points: readonly FlatPoint[]
  readonly score: number
}

/** Chances from which a cell is of a line, or of an area. */
const LINE_FROM = 0.3
const AREA_FROM = 0.5
/** In meters: shorter lines are dirt, nearer points say nothing, nearer ends are one line. */
const SHORTEST_LINE = 4
const TOLERANCE = 0.2
const LONGEST_GAP = 4
/** In cells: smaller areas are dirt. */
const LEAST = { crosswalk: 24, stopLine: 5, arrow: 5 } as const
const SHORTEST_STOP_LINE = 2
/** How much further than its outermost cells' middles an area reaches. */
const HALF_CELL = LINE_CELL / 2

/** The lines and areas of a map, those of boundaries by their paint. */
export function findLines(map: LineMap): readonly FoundLine[] {
  return [
    ...linesOf(map, ['solid', 'dashed']),
    ...linesOf(map, ['edge']),
    ...areasOf(map, 'crosswalk'),
    ...areasOf(map, 'stopLine'),
    ...areasOf(map, 'arrow'),
  ]
}

/** The middles of lanes that a map tells, from each end or branch to the next; which way they lead is not told. */
export function centerLines(map: LineMap): readonly (readonly FlatPoint[])[] {
  const chances = chancesOf(map, ['center'])
  return traceLines(thin(maskOf(map, chances, LINE_FROM))).map((cells) =>
    simplified(cells.map((cell) => peakNear(map, chances, cell))),
  )
}

function linesOf(
  map: LineMap,
  kinds: readonly ('solid' | 'dashed' | 'edge')[],
): readonly FoundLine[] {
  const chances = chancesOf(map, kinds)
  const lines = traceLines(thin(maskOf(map, chances, LINE_FROM))).map((cells) => [...cells])
  return joinedLines(map, lines)
    .filter((cells) => lengthOf(cells.map((cell) => placeOf(map, cell))) >= SHORTEST_LINE)
    .map((cells) => {
      const kind = kinds.toSorted((a, b) => totalOf(map, cells, b) - totalOf(map, cells, a))[0]!
      const points = simplified(cells.map((cell) => peakNear(map, chances, cell)))
      return { kind, points, score: meanOf(chances, cells) }
    })
}

function totalOf(map: LineMap, cells: readonly number[], kind: LineKind): number {
  return cells.reduce((sum, cell) => sum + map.sums[kind][cell]! / map.weights[cell]!, 0)
}

/** Lines made one where the end of one points at the end of another near by. */
function joinedLines(map: LineMap, lines: readonly number[][]): readonly number[][] {
  const open = [...lines]
  for (let index = 0; index < open.length; ) {
    const partner = open.findIndex(
      (other, at) => at !== index && joint(map, open[index]!, other) !== null,
    )
    if (partner < 0) {
      index++
      continue
    }
    open[index] = joint(map, open[index]!, open[partner]!)!
    open.splice(partner, 1)
    if (partner < index) index--
  }
  return open
}

/** Two lines as one, turned as it takes; `null` where they do not go on as each other. */
function joint(map: LineMap, a: readonly number[], b: readonly number[]): number[] | null {
  for (const first of [a, a.toReversed()]) {
    for (const second of [b, b.toReversed()]) {
      if (goesOnAs(map, first, second)) return [...first, ...second]
    }
  }
  return null
}

const LOOKED_BACK = 6
const STRAIGHT = Math.cos((25 * Math.PI) / 180)

function goesOnAs(map: LineMap, first: readonly number[], second: readonly number[]): boolean {
  const end = placeOf(map, first.at(-1)!)
  const start = placeOf(map, second[0]!)
  const gap = Math.hypot(start[0] - end[0], start[1] - end[1])
  if (gap > LONGEST_GAP) return false
  const before = placeOf(map, first.at(-1 - Math.min(LOOKED_BACK, first.length - 1))!)
  const after = placeOf(map, second[Math.min(LOOKED_BACK, second.length - 1)]!)
  const isStraight = cosBetween([before, end], [start, after]) > STRAIGHT
  return isStraight && (gap < 2 * LINE_CELL || cosBetween([before, end], [end, start]) > STRAIGHT)
}

type Way = readonly [from: FlatPoint, to: FlatPoint]

function cosBetween([a, b]: Way, [c, d]: Way): number {
  const [px, py, qx, qy] = [b[0] - a[0], b[1] - a[1], d[0] - c[0], d[1] - c[1]]
  return (px * qx + py * qy) / Math.max(1e-9, Math.hypot(px, py) * Math.hypot(qx, qy))
}

function areasOf(map: LineMap, kind: 'crosswalk' | 'stopLine' | 'arrow'): readonly FoundLine[] {
  const chances = chancesOf(map, [kind])
  return components(maskOf(map, chances, AREA_FROM), LEAST[kind]).flatMap(
    (cells): readonly FoundLine[] => {
      const box = orientedBox(cells.map((cell) => placeOf(map, cell)))
      const along = box.length / 2 + HALF_CELL
      const across = box.width / 2 + HALF_CELL
      const [cos, sin] = [Math.cos(box.yaw), Math.sin(box.yaw)]
      const corner = (a: number, b: number): FlatPoint => [
        box.x + cos * a - sin * b,
        box.y + sin * a + cos * b,
      ]
      const score = meanOf(chances, cells)
      if (kind === 'crosswalk') {
        const ring = [
          corner(along, across),
          corner(-along, across),
          corner(-along, -across),
          corner(along, -across),
        ]
        return [{ kind, points: ring, score }]
      }
      if (kind === 'stopLine' && box.length < SHORTEST_STOP_LINE) return []
      return [{ kind, points: [corner(-along, 0), corner(along, 0)], score }]
    },
  )
}

function maskOf({ rows, columns }: LineMap, chances: Float32Array, from: number): Mask {
  const cells = new Uint8Array(chances.length)
  for (let cell = 0; cell < cells.length; cell++) if (chances[cell]! >= from) cells[cell] = 1
  return { cells, rows, columns }
}

function meanOf(chances: Float32Array, cells: readonly number[]): number {
  return cells.reduce((sum, cell) => sum + chances[cell]!, 0) / cells.length
}

/** The middle of a cell. */
function placeOf({ minX, minY, columns }: LineMap, cell: number): FlatPoint {
  return [
    minX + ((cell % columns) + 0.5) * LINE_CELL,
    minY + (Math.floor(cell / columns) + 0.5) * LINE_CELL,
  ]
}

/** Where the chances of a cell and those around it have their middle: finer than a cell. */
function peakNear(map: LineMap, chances: Float32Array, cell: number): FlatPoint {
  const { rows, columns } = map
  const [row, column] = [Math.floor(cell / columns), cell % columns]
  let [sum, x, y] = [0, 0, 0]
  for (let r = Math.max(0, row - 1); r <= Math.min(rows - 1, row + 1); r++) {
    for (let c = Math.max(0, column - 1); c <= Math.min(columns - 1, column + 1); c++) {
      const weight = chances[r * columns + c]! ** 2
      const place = placeOf(map, r * columns + c)
      sum += weight
      x += weight * place[0]
      y += weight * place[1]
    }
  }
  return [x / sum, y / sum]
}

function lengthOf(points: readonly FlatPoint[]): number {
  let length = 0
  for (let index = 1; index < points.length; index++) {
    const [from, to] = [points[index - 1]!, points[index]!]
    length += Math.hypot(to[0] - from[0], to[1] - from[1])
  }
  return length
}

/** A line smoothed over five points, those left out that lie within 0.2 m of the rest. */
function simplified(points: readonly FlatPoint[]): readonly FlatPoint[] {
  const smooth = points.map((point, index): FlatPoint => {
    const reach = Math.min(2, index, points.length - 1 - index)
    if (reach === 0) return point
    const near = points.slice(index - reach, index + reach + 1)
    const mean = (axis: 0 | 1): number =>
      near.reduce((sum, one) => sum + one[axis], 0) / near.length
    return [mean(0), mean(1)]
  })
  const line = simplifyPolyline(
    smooth.map(([x, y]): Vec3 => [x, y, 0]),
    TOLERANCE,
  )
  return line.map(([x, y]): FlatPoint => [x, y])
}
