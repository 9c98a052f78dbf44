import { distance, type Vec3 } from '@trueline/geometry'
import { CLEARANCE } from './boxPoints.ts'
import { rowsWhere } from './crop.ts'
import { FEWEST_POINTS, type Surroundings } from './fit.ts'
import { type Ground, groundHeightAt } from './ground.ts'
import { POINT_STRIDE } from './sweep.ts'

/** What a cluster may be. */
export type ClusterLimits = Surroundings & {
  readonly typicalExtent: Vec3
  /** 1 for cells as wide as beams part; less holds apart what stands close together. */
  readonly looseness: number
}

/** No object is higher than its usual height by more than this share and margin. */
const TALLEST_SHARE = 1.15
const TALLEST_MARGIN = 0.3

/** How far from the click an object may reach, as a share of its usual length, and a margin. */
const LONGEST_SHARE = 1.6
const LONGEST_MARGIN = 0.5

/** Side of a cell, and how it grows with the distance as the beams part: touching cells hang together. */
const CELL = 0.2
const CELL_PER_METER = 0.005

/**
 * The points above the ground that hang together with those nearest to a place, seen from above.
 *
 * No further from it than an object of that size reaches, nor higher above the ground. The group of
 * 10 points or more that comes nearest to the place, within a meter or half the usual length,
 * whichever is more; empty when there is none.
 */
export function clusterAround(
  points: Float32Array,
  place: Vec3,
  limits: ClusterLimits,
): Float32Array {
  const standing = standingNear(points, place, limits)
  const side = (CELL + CELL_PER_METER * distance(place, limits.sensor)) * limits.looseness
  const groups = groupsOf(standing, place, side)
  const sizes = new Uint32Array(groups.length + 1)
  for (const group of groups) sizes[group]!++
  let nearest = 0
  let least = Math.max(1, limits.typicalExtent[0] / 2) ** 2
  groups.forEach((group, row) => {
    const x = standing[row * POINT_STRIDE]! - place[0]
    const y = standing[row * POINT_STRIDE + 1]! - place[1]
    if (sizes[group]! < FEWEST_POINTS || x * x + y * y > least) return
    least = x * x + y * y
    nearest = group
  })
  return rowsWhere(standing, (at) => groups[at / POINT_STRIDE] === nearest)
}

/** The points above the ground that may be of an object at a place. */
function standingNear(points: Float32Array, place: Vec3, limits: ClusterLimits): Float32Array {
  const reach = LONGEST_SHARE * limits.typicalExtent[0] + LONGEST_MARGIN
  return rowsWhere(points, (at) => {
    const x = points[at]! - place[0]
    const y = points[at + 1]! - place[1]
    return x * x + y * y <= reach * reach && isStanding(points, at, limits)
  })
}

/** Whether a point stands clear of the ground, and no higher than objects of its kind do. */
export function isStanding(
  points: Float32Array,
  at: number,
  { ground, typicalExtent }: { readonly ground: Ground | null; readonly typicalExtent: Vec3 },
): boolean {
  const height = ground && groundHeightAt(ground, points[at]!, points[at + 1]!)
  if (height === null) return true
  const rise = points[at + 2]! - height
  return rise >= CLEARANCE && rise <= TALLEST_SHARE * typicalExtent[2] + TALLEST_MARGIN
}

/** For each row the number, from 1, of the group it hangs together with. */
function groupsOf(points: Float32Array, place: Vec3, side: number): Uint32Array {
  const cellOfRow = Array.from(
    { length: points.length / POINT_STRIDE },
    (_, row): readonly [number, number] => [
      Math.floor((points[row * POINT_STRIDE]! - place[0]) / side),
      Math.floor((points[row * POINT_STRIDE + 1]! - place[1]) / side),
    ],
  )
  const width =
    2 + 2 * cellOfRow.reduce((most, [x, y]) => Math.max(most, Math.abs(x), Math.abs(y)), 1) + 1
  const half = (width - 1) / 2
  const cells = Uint32Array.from(cellOfRow, ([x, y]) => (y + half) * width + x + half)
  const groupOfCell = new Int32Array(width * width)
  for (const cell of cells) groupOfCell[cell] = OPEN
  let group = 0
  for (const cell of cells) {
    if (groupOfCell[cell] === OPEN) flood(groupOfCell, { cell, width, group: ++group })
  }
  return cells.map((cell) => groupOfCell[cell]!)
}

/** A cell that holds points of no group yet. */
const OPEN = -1

/** Gives the group to a cell and all that hang together with it. */
function flood(
  groupOfCell: Int32Array,
  {
    cell: start,
    width,
    group,
  }: { readonly cell: number; readonly width: number; readonly group: number },
): void {
  groupOfCell[start] = group
  const border = [start]
  for (let cell = border.pop(); cell !== undefined; cell = border.pop()) {
    for (const row of [-width, 0, width]) {
      for (const column of [-1, 0, 1]) {
        if (groupOfCell[cell + row + column] !== OPEN) continue
        groupOfCell[cell + row + column] = group
        border.push(cell + row + column)
      }
    }
  }
}
