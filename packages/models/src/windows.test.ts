import { createRandom, trainingSweep } from '@trueline/simulator'
import { describe, expect, it } from 'vitest'
import { frameOf } from './frame.ts'
import { sceneOf } from './scene.ts'
import { windowsOf } from './windows.ts'

const scene = sceneOf(trainingSweep(6))
const windows = windowsOf(scene, createRandom(6))
const CELLS = 256 * 256
const [TOTAL, HIGHEST] = [10, 11]

describe('the windows of a scene', () => {
  it('show under each box that was hit its points', () => {
    const hit = windows.flatMap(({ raster, boxes }) =>
      boxes
        .filter(({ pointCount, x, y }) => pointCount > 20 && Math.min(x, y) > 3)
        .filter(({ x, y }) => Math.max(x, y) < 48)
        .map(({ x, y, length, width }) => {
          const reach = Math.hypot(length, width) / 2
          const columns = cellsAround(x, reach)
          return cellsAround(y, reach).some((row) =>
            columns.some((column) => raster[TOTAL * CELLS + row * 256 + column]! > 0),
          )
        }),
    )
    expect(hit.length).toBeGreaterThan(3)
    expect(hit.every((isHit) => isHit)).toBe(true)
  })

  it('give heights above the local ground', () => {
    const heights = windows.flatMap(({ boxes }) =>
      boxes
        .filter(({ pointCount, category }) => pointCount > 50 && category === 0)
        .map(({ z, height }) => z - height / 2),
    )
    expect(heights.length).toBeGreaterThan(2)
    for (const bottom of heights) expect(Math.abs(bottom)).toBeLessThan(0.35)
  })
})

describe('a window as bytes', () => {
  const [window] = windows
  const bytes = frameOf(window!)
  const view = new DataView(bytes.buffer)

  it('begins with how many boxes it ends with', () => {
    expect(view.getUint32(0, true)).toBe(window!.boxes.length)
    expect(bytes).toHaveLength(4 + 13 * CELLS + 36 * window!.boxes.length)
    const [box] = window!.boxes
    expect(view.getFloat32(4 + 13 * CELLS + 4, true)).toBeCloseTo(box!.x, 4)
    expect(view.getFloat32(4 + 13 * CELLS + 32, true)).toBe(box!.pointCount)
  })

  it('keeps shares to a 255th and heights to 13 mm', () => {
    const off = window!.raster.map((value, at) => {
      const byte = bytes[4 + at]!
      if (at < HIGHEST * CELLS) return Math.abs(byte / 255 - value)
      return byte > 0 ? Math.abs(heightOf(byte) - 3 * value) : Math.abs(value)
    })
    const most = (values: Float32Array): number => values.reduce((a, b) => Math.max(a, b))
    expect(most(off.subarray(0, HIGHEST * CELLS))).toBeLessThan(0.002)
    expect(most(off.subarray(HIGHEST * CELLS))).toBeLessThan(0.013)
  })
})

function heightOf(byte: number): number {
  return ((byte - 1) / 254) * 6.2 - 1.2
}

/** The rows or columns of cells within reach of a place along an axis. */
function cellsAround(place: number, reach: number): readonly number[] {
  const first = Math.floor((place - reach) / 0.2)
  const last = Math.floor((place + reach) / 0.2)
  return Array.from({ length: last - first + 1 }, (_, index) => first + index).filter(
    (cell) => cell >= 0 && cell < 256,
  )
}
