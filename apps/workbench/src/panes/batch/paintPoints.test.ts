import type { Cuboid } from '@trueline/geometry'
import { fromYaw } from '@trueline/geometry'
import { describe, expect, it } from 'vitest'
import type { ViewRect } from '../sideViews/sideLayout.ts'
import { paintPoints } from './paintPoints.ts'

const lock: Cuboid = { center: [10, 5, 1], extent: [4, 2, 2], rotation: fromYaw(Math.PI / 2) }
const rects: readonly ViewRect[] = [
  { view: 'top', top: 0, width: 40, height: 40, pxPerMeter: 5 },
  { view: 'rear', top: 40, width: 40, height: 40, pxPerMeter: 5 },
]
const colors = { ground: [0, 0, 0], outside: [9, 9, 9], inside: [255, 0, 0] } as const

/** Where pixels of a color are, as `x y`. */
function painted(
  points: Float32Array,
  wanted: 'inside' | 'outside',
  given = {},
): readonly string[] {
  const pixels = { values: new Uint32Array(40 * 80), width: 40, height: 80 }
  paintPoints(pixels, {
    points,
    rects,
    lock,
    box: lock,
    pixelRatio: 1,
    sizePx: 1,
    colors,
    ...given,
  })
  const [r, g, b] = colors[wanted]
  const color = (0xff000000 | (b << 16) | (g << 8) | r) >>> 0
  return [...pixels.values.entries()]
    .filter(([, value]) => value === color)
    .map(([at]) => `${at % 40} ${Math.floor(at / 40)}`)
}

describe('painting points', () => {
  it('puts a point where each view shows it, its own color inside the box', () => {
    // 1.5 m before the center, half a meter to its left, half a meter up: the box looks along y.
    const points = Float32Array.of(9.5, 6.5, 1.5, 0)
    expect(painted(points, 'inside')).toEqual(['17 12', '17 57'])
    expect(painted(points, 'outside')).toEqual([])
  })

  it('shows points beside the box, and none far over it from above', () => {
    const points = Float32Array.of(10, 5, 3.5, 0)
    // 2.5 m up is in the view from behind, and over the slab of the one from above.
    expect(painted(points, 'outside')).toEqual(['20 47'])
  })

  it('counts a point as inside by the box that is dragged, seen from where the views are locked', () => {
    const points = Float32Array.of(10, 7.4, 1, 0)
    expect(painted(points, 'inside')).toEqual([])
    const longer = { ...lock, center: [10, 5.25, 1], extent: [4.5, 2, 2] }
    expect(painted(points, 'inside', { box: longer })).toHaveLength(2)
  })

  it('paints nothing over the rim of a view', () => {
    const points = Float32Array.of(14.2, 5, 1, 0, 10, 9.05, 1, 0, Number.NaN, 0, 0, 0)
    expect(painted(points, 'outside', { sizePx: 2 })).toEqual([])
  })
})
