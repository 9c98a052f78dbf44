import { WINDOW_CHANNELS } from '../canvas/cutWindow.ts'
import type { EdgeTurn, LaneGraph } from './laneGraph.ts'
import type { ScoredGraph } from './net/decodeWindow.ts'
import { LANE_NET } from './net/layout.ts'

/** Channels that say which way something leads to the left: their bytes lie around 128, 0 where nothing is known. */
const TURNED: ReadonlySet<string> = new Set(['drivenSin', 'mapSin'])
const OTHER_TURN = { none: 'none', left: 'right', straight: 'straight', right: 'left' } as const
const SIN = 9

/** A window's bytes (`cutWindow`) with left and right swapped. */
export function mirroredWindow(bytes: Uint8Array): Uint8Array {
  const { rows, columns } = LANE_NET
  const mirrored = new Uint8Array(bytes.length)
  WINDOW_CHANNELS.forEach((name, channel) => {
    const isTurned = TURNED.has(name)
    for (let row = channel * rows; row < (channel + 1) * rows; row++) {
      for (let column = 0; column < columns; column++) {
        const byte = bytes[row * columns + columns - 1 - column]!
        mirrored[row * columns + column] = isTurned && byte > 0 ? 256 - byte : byte
      }
    }
  })
  return mirrored
}

/** The dense maps of a mirrored window as those of the window. */
export function mirroredDense(dense: Float32Array): Float32Array {
  const { rows, columns: padded, channels } = LANE_NET.dense
  const columns = LANE_NET.columns / 2
  const mirrored = dense.slice()
  for (let line = 0; line < channels * rows; line++) {
    const sign = line >= SIN * rows ? -1 : 1
    for (let column = 0; column < columns; column++) {
      mirrored[line * padded + column] = sign * dense[line * padded + columns - 1 - column]!
    }
  }
  return mirrored
}

/** The lanes of a mirrored window as those of the window. */
export function mirroredLanes(lanes: ScoredGraph): ScoredGraph {
  const vertices = lanes.graph.vertices.map(({ x, y, heading }) => ({
    x,
    y: -y,
    heading: -heading,
  }))
  const edges: LaneGraph['edges'] = lanes.graph.edges.map((edge) => {
    const turn: EdgeTurn = OTHER_TURN[edge.turn]
    return { ...edge, turn, leftMark: edge.rightMark, rightMark: edge.leftMark }
  })
  return { ...lanes, graph: { vertices, edges } }
}
