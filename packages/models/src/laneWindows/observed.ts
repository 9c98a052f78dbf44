import { WINDOW_CHANNELS, WINDOW_COLUMNS, WINDOW_ROWS } from '@trueline/perception'
import { TARGET_COLUMNS, TARGET_ROWS } from './denseTargets.ts'
import { seenAround } from './seenAround.ts'

/** Of the window's cells within 3 m, six must be seen. */
const AROUND = { reach: 6, enough: 6 } as const
const PER_TARGET = WINDOW_ROWS / TARGET_ROWS

/** 255 for each cell of the targets around which something of the ground is seen, 0 elsewhere. */
export function observed(channels: Uint8Array): Uint8Array {
  const cells = WINDOW_ROWS * WINDOW_COLUMNS
  const count = WINDOW_CHANNELS.indexOf('count') * cells
  const clearness = WINDOW_CHANNELS.indexOf('clearness') * cells
  const seen = new Uint8Array(TARGET_ROWS * TARGET_COLUMNS)
  for (let row = 0, cell = 0; row < WINDOW_ROWS; row++) {
    const first = Math.floor(row / PER_TARGET) * TARGET_COLUMNS
    for (let column = 0; column < WINDOW_COLUMNS; column++, cell++) {
      if (channels[count + cell]! > 0 || channels[clearness + cell]! > 0) {
        seen[first + Math.floor(column / PER_TARGET)]!++
      }
    }
  }
  return seenAround(seen, AROUND)
}
