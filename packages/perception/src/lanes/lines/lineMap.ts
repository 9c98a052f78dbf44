import type { WindowPose } from '../../canvas/cutWindow.ts'
import { WINDOW } from '../laneGraph.ts'
import { LANE_NET } from '../net/layout.ts'

/** The lines and areas that the dense maps tell, in the order of their channels. */
export const LINE_KINDS = [
  'center',
  'solid',
  'dashed',
  'edge',
  'crosswalk',
  'stopLine',
  'arrow',
  'vertex',
] as const
export type LineKind = (typeof LINE_KINDS)[number]

/** Chances of lines in the world, on a grid of cells: those of all windows that saw a place, averaged. */
export type LineMap = {
  /** World x and y of the grid's corner, and its cells along x and y. */
  readonly minX: number
  readonly minY: number
  readonly columns: number
  readonly rows: number
  /** The kinds that are kept, with their channels among the dense maps. */
  readonly kept: readonly (readonly [kind: LineKind, channel: number])[]
  /** By kind, row by row along x: sums of chances, and of what each weighs; empty of kinds that are not kept. */
  readonly sums: { readonly [kind in LineKind]: Float32Array }
  readonly weights: Float32Array
}

/** Side of a cell. */
export const LINE_CELL = LANE_NET.dense.cell
/** A window tells less of what lies near its border. */
const BORDER = 8

/** An empty map of a rectangle of the world, for some kinds or all. */
export function createLineMap(
  region: {
    readonly minX: number
    readonly minY: number
    readonly maxX: number
    readonly maxY: number
  },
  kinds: readonly LineKind[] = LINE_KINDS,
): LineMap {
  const columns = Math.max(1, Math.ceil((region.maxX - region.minX) / LINE_CELL))
  const rows = Math.max(1, Math.ceil((region.maxY - region.minY) / LINE_CELL))
  const sums = Object.fromEntries(
    LINE_KINDS.map((kind) => [kind, new Float32Array(kinds.includes(kind) ? rows * columns : 0)]),
  ) as LineMap['sums']
  const { minX, minY } = region
  const kept = kinds.map((kind) => [kind, LINE_KINDS.indexOf(kind)] as const)
  return { minX, minY, columns, rows, kept, sums, weights: new Float32Array(rows * columns) }
}

/** Adds what a window at a pose says: `dense` holds logits, channel by channel. */
export function addDense(map: LineMap, dense: Float32Array, pose: WindowPose): void {
  const { rows, columns } = LANE_NET.dense
  const [cos, sin] = [Math.cos(pose.yaw), Math.sin(pose.yaw)]
  const reach = Math.hypot(WINDOW.front, WINDOW.side)
  const [fromRow, toRow] = span(pose.y - map.minY, reach, map.rows)
  const [fromColumn, toColumn] = span(pose.x - map.minX, reach, map.columns)
  for (let row = fromRow; row < toRow; row++) {
    for (let column = fromColumn; column < toColumn; column++) {
      const x = map.minX + (column + 0.5) * LINE_CELL - pose.x
      const y = map.minY + (row + 0.5) * LINE_CELL - pose.y
      const ahead = cos * x + sin * y + WINDOW.back
      const left = cos * y - sin * x + WINDOW.side
      const inside = Math.min(
        ahead,
        left,
        WINDOW.back + WINDOW.front - ahead,
        2 * WINDOW.side - left,
      )
      if (inside < 0) continue
      const weight = 0.05 + Math.min(1, inside / BORDER)
      const at = Math.floor(ahead / LINE_CELL) * columns + Math.floor(left / LINE_CELL)
      const cell = row * map.columns + column
      map.weights[cell]! += weight
      for (const [kind, channel] of map.kept) {
        const logit = dense[channel * rows * columns + at]!
        map.sums[kind][cell]! += weight / (1 + Math.exp(-logit))
      }
    }
  }
}

function span(middle: number, reach: number, most: number): readonly [from: number, to: number] {
  return [
    Math.max(0, Math.floor((middle - reach) / LINE_CELL)),
    Math.min(most, Math.ceil((middle + reach) / LINE_CELL)),
  ]
}

/** The mean chance of some kinds, the likeliest in each cell; 0 where no window saw it. */
export function chancesOf(map: LineMap, kinds: readonly LineKind[]): Float32Array {
  const { weights } = map
  const chances = new Float32Array(weights.length)
  for (const kind of kinds) {
    const sums = map.sums[kind]
    for (let cell = 0; cell < weights.length; cell++) {
      const weight = weights[cell]!
      if (weight > 0) chances[cell] = Math.max(chances[cell]!, sums[cell]! / weight)
    }
  }
  return chances
}
