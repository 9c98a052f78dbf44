import { WINDOW_CHANNELS, WINDOW_COLUMNS, WINDOW_ROWS } from '@trueline/perception'
import { TARGET_COLUMNS, TARGET_ROWS } from './denseTargets.ts'

/** Targets' cells to either side within which something must be seen: 3 m. */
const REACH = 6
/** How many of the window's cells there must be seen. */
const ENOUGH = 6
const PER_TARGET = WINDOW_ROWS / TARGET_ROWS

/** 255 for each cell of the targets around which something of the ground is seen, 0 elsewhere. */
export function observed(channels: Uint8Array): Uint8Array {
  const cells = WINDOW_ROWS * WINDOW_COLUMNS
  const of = (name: (typeof WINDOW_CHANNELS)[number]): Uint8Array =>
    channels.subarray(
      WINDOW_CHANNELS.indexOf(name) * cells,
      (WINDOW_CHANNELS.indexOf(name) + 1) * cells,
    )
  const [count, clearness] = [of('count'), of('clearness')]
  // Sums of all before a corner, in both directions.
  const width = TARGET_COLUMNS + 1
  const before = new Uint32Array((TARGET_ROWS + 1) * width)
  for (let row = 0; row < TARGET_ROWS; row++) {
    for (let column = 0, sum = 0; column < TARGET_COLUMNS; column++) {
      for (let part = 0; part < PER_TARGET * PER_TARGET; part++) {
        const at =
          (row * PER_TARGET + Math.floor(part / PER_TARGET)) * WINDOW_COLUMNS +
          column * PER_TARGET +
          (part % PER_TARGET)
        if (count[at]! > 0 || clearness[at]! > 0) sum++
      }
      before[(row + 1) * width + column + 1] = before[row * width + column + 1]! + sum
    }
  }
  const mask = new Uint8Array(TARGET_ROWS * TARGET_COLUMNS)
  for (let row = 0, cell = 0; row < TARGET_ROWS; row++) {
    const [top, bottom] = [Math.max(0, row - REACH), Math.min(TARGET_ROWS, row + REACH + 1)]
    for (let column = 0; column < TARGET_COLUMNS; column++, cell++) {
      const left = Math.max(0, column - REACH)
      const right = Math.min(TARGET_COLUMNS, column + REACH + 1)
      const seen =
        before[bottom * width + right]! -
        before[bottom * width + left]! -
        before[top * width + right]! +
        before[top * width + left]!
      mask[cell] = seen >= ENOUGH ? 255 : 0
    }
  }
  return mask
}
