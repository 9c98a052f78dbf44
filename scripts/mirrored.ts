import { type PosedWindow, WINDOW_CHANNELS, WINDOW_COLUMNS } from '@trueline/perception'
import {
  TARGET_COLUMNS,
  TARGET_ROWS,
  TARGETS,
} from '../packages/models/src/laneWindows/denseTargets.ts'

type Look = Pick<PosedWindow, 'lanes' | 'dense'>

/** Channels that say how much something leads to the left: bytes around 128, 0 where nothing is known. */
const TURNED: ReadonlySet<string> = new Set(['drivenSin', 'mapSin'])
const OTHER_TURN = { none: 'none', left: 'right', straight: 'straight', right: 'left' } as const
/** Of the dense maps, which are the targets but for their mask, the one that says the same. */
const SIN = TARGETS.indexOf('sin')
const DENSE_CHANNELS = TARGETS.indexOf('mask')

/** A window's bytes (`cutWindow`) with left and right swapped: traffic keeps to the other side. */
export function mirroredWindow(bytes: Uint8Array): Uint8Array {
  const size = bytes.length / WINDOW_CHANNELS.length
  return bytes.map((_, at) => {
    const column = at % WINDOW_COLUMNS
    const byte = bytes[at - column + WINDOW_COLUMNS - 1 - column]!
    const isTurned = TURNED.has(WINDOW_CHANNELS[Math.floor(at / size)]!)
    return isTurned && byte > 0 ? 256 - byte : byte
  })
}

/** What was said of a mirrored window, as of the window. */
export function mirroredBack({ lanes, dense }: Look): Look {
  const { vertices, edges } = lanes.graph
  const graph = {
    vertices: vertices.map(({ x, y, heading }) => ({ x, y: -y, heading: -heading })),
    edges: edges.map((edge) => ({
      ...edge,
      turn: OTHER_TURN[edge.turn],
      leftMark: edge.rightMark,
      rightMark: edge.leftMark,
    })),
  }
  const size = dense.length / DENSE_CHANNELS
  const padded = size / TARGET_ROWS
  const back = dense.map((value, at) => {
    const column = at % padded
    if (column >= TARGET_COLUMNS) return value
    return (at >= SIN * size ? -1 : 1) * dense[at - column + TARGET_COLUMNS - 1 - column]!
  })
  return { lanes: { ...lanes, graph }, dense: back }
}
