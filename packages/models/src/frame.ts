import recipe from '../training/recipe.json' with { type: 'json' }
import type { Window } from './windows.ts'

const BOX_VALUES = 9
const SHARE_STEPS = 255
const HEIGHT_UNIT = 3
const HEIGHT_STEPS = 254
const [BOTTOM = 0] = recipe.heightEdges
const TOP = recipe.heightEdges.at(-1) ?? 0

/**
 * A window as bytes, little endian: how many boxes (uint32), the raster (a byte a value, channel by
 * channel), then per box nine float32: category, x, y, z, length, width, height, yaw, points.
 *
 * Slices and totals are 255ths. The highest and the lowest, which may be below 0, are 0 in an empty
 * cell, else 1 + the 254th of the way from the first height edge to the last: steps of 2.4 cm.
 */
export function frameOf({ raster, boxes }: Window): Uint8Array {
  const rasterEnd = 4 + raster.length
  const bytes = new Uint8Array(rasterEnd + 4 * BOX_VALUES * boxes.length)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, boxes.length, true)
  const cells = recipe.window ** 2
  const totalAt = (recipe.heightEdges.length - 1) * cells
  const highestAt = totalAt + cells
  for (let at = 0; at < highestAt; at++) {
    if (raster[at]! > 0) bytes[4 + at] = Math.round(raster[at]! * SHARE_STEPS)
  }
  for (let at = highestAt; at < raster.length; at++) {
    if (raster[totalAt + ((at - highestAt) % cells)] === 0) continue
    const way = (raster[at]! * HEIGHT_UNIT - BOTTOM) / (TOP - BOTTOM)
    bytes[4 + at] = 1 + Math.round(way * HEIGHT_STEPS)
  }
  for (const [index, box] of boxes.entries()) {
    const { category, x, y, z, length, width, height, yaw, pointCount } = box
    const values = [category, x, y, z, length, width, height, yaw, pointCount]
    for (const [place, value] of values.entries()) {
      view.setFloat32(rasterEnd + 4 * (BOX_VALUES * index + place), value, true)
    }
  }
  return bytes
}
