import type { LaneWindow } from './laneWindow.ts'

/** What a window's bytes begin with: `LNE1`, as a little-endian number. */
const MAGIC = 0x4c4e4531
const HEAD = 12

/** A window as bytes: magic, seed and number of steps (uint32), channels, targets, rows (int16); little-endian. */
export function windowBytes({ seed, stepCount, channels, targets, rows }: LaneWindow): Uint8Array {
  const bytes = new Uint8Array(HEAD + channels.length + targets.length + 2 * rows.length)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, MAGIC, true)
  view.setUint32(4, seed, true)
  view.setUint32(8, stepCount, true)
  bytes.set(channels, HEAD)
  bytes.set(targets, HEAD + channels.length)
  const at = HEAD + channels.length + targets.length
  rows.forEach((value, index) => {
    view.setInt16(at + 2 * index, value, true)
  })
  return bytes
}
