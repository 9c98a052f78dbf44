import { WINDOW_CHANNELS } from '../../canvas/cutWindow.ts'
import type { Tensor } from '../../session/session.ts'
import { LANE_NET } from './layout.ts'

/** Channels that say a value around 128, and nothing where they are 0; the others are a share of 255. */
const SIGNED: ReadonlySet<(typeof WINDOW_CHANNELS)[number]> = new Set([
  'level',
  'height',
  'color',
  'drivenCos',
  'drivenSin',
  'mapCos',
  'mapSin',
] as const)

/** A window's bytes (`cutWindow`) as the encoder takes them, widened by empty columns. */
export function windowInput(bytes: Uint8Array): Tensor {
  const { rows, columns, paddedColumns } = LANE_NET
  const data = new Float32Array(WINDOW_CHANNELS.length * rows * paddedColumns)
  WINDOW_CHANNELS.forEach((name, channel) => {
    const numbers = numberOf(SIGNED.has(name))
    for (let row = 0; row < rows; row++) {
      const from = (channel * rows + row) * columns
      const to = (channel * rows + row) * paddedColumns
      for (let column = 0; column < columns; column++) {
        data[to + column] = numbers[bytes[from + column]!]!
      }
    }
  })
  return { data, dims: [1, WINDOW_CHANNELS.length, rows, paddedColumns] }
}

/** What each byte stands for. */
function numberOf(isSigned: boolean): Float32Array {
  return Float32Array.from({ length: 256 }, (_, byte) => {
    if (!isSigned) return byte / 255
    return byte === 0 ? 0 : (byte - 128) / 127
  })
}
