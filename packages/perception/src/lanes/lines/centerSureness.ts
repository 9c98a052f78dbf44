import { WINDOW } from '../laneGraph.ts'
import { LANE_NET } from '../net/layout.ts'
import type { Line } from '../windowLine.ts'

/** Where middles of lanes and their directions are in the dense maps. */
const [CENTER, COS, SIN] = [0, 8, 9] as const
const { rows, columns, cell } = LANE_NET.dense
const SIZE = rows * columns
/** A direction of less than this length says nothing, and a middle without one half as much. */
const LEAST_DIRECTION = 0.05
const UNDIRECTED = 0.5

/**
 * How sure a window's dense maps are of a lane's middle along a line that leads as it does, from 0 to 1:
 * chances of middles, less where directions differ from the line's, meant over its points.
 *
 * @param dense logits, as the encoder gives them.
 */
export function centerSureness(dense: Float32Array): (line: Line) => number {
  const chances = dense
    .subarray(CENTER * SIZE, (CENTER + 1) * SIZE)
    .map((logit) => 1 / (1 + Math.exp(-logit)))
  const cosines = dense.subarray(COS * SIZE, (COS + 1) * SIZE)
  const sines = dense.subarray(SIN * SIZE, (SIN + 1) * SIZE)
  return (line) => {
    let sum = 0
    for (const [index, [x, y]] of line.entries()) {
      const chance = between(chances, x, y)
      const [cos, sin] = [between(cosines, x, y), between(sines, x, y)]
      const length = Math.hypot(cos, sin)
      const [alongX, alongY] = wayAt(line, index)
      const agreement = Math.max(0, (cos * alongX + sin * alongY) / length)
      sum += chance * (length < LEAST_DIRECTION ? UNDIRECTED : agreement)
    }
    return sum / Math.max(1, line.length)
  }
}

/** Which way a line leads at one of its points, of length 1. */
function wayAt(line: Line, index: number): readonly [x: number, y: number] {
  const [fromX, fromY] = line[Math.max(0, index - 1)]!
  const [toX, toY] = line[Math.min(line.length - 1, index + 1)]!
  const length = Math.max(1e-9, Math.hypot(toX - fromX, toY - fromY))
  return [(toX - fromX) / length, (toY - fromY) / length]
}

/** The value of a map at a place of the window, between the four cells that it lies among; 0 outside. */
function between(map: Float32Array, x: number, y: number): number {
  const row = (x + WINDOW.back) / cell - 0.5
  const column = (y + WINDOW.side) / cell - 0.5
  const [low, near] = [Math.floor(row), Math.floor(column)]
  let sum = 0
  for (let corner = 0; corner < 4; corner++) {
    const [r, c] = [low + (corner >> 1), near + (corner & 1)]
    if (r < 0 || r >= rows || c < 0 || c * cell >= 2 * WINDOW.side) continue
    sum += (1 - Math.abs(row - r)) * (1 - Math.abs(column - c)) * map[r * columns + c]!
  }
  return sum
}
