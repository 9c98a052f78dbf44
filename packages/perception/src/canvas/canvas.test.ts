import { fromYaw, type Pose } from '@trueline/geometry'
import { groundOf } from '@trueline/pointcloud'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addLook } from './addLook.ts'
import { addPath } from './addPath.ts'
import { addSweep } from './addSweep.ts'
import { type Canvas, CELL, createCanvas } from './canvas.ts'
import { cutWindow, WINDOW_CHANNELS, WINDOW_COLUMNS, WINDOW_ROWS } from './cutWindow.ts'
import { groundPoints } from './groundPoints.ts'
import { createRingLevels, levelsOf } from './ringLevels.ts'

const EVERYWHERE = { minX: -300, minY: -300, maxX: 300, maxY: 300 }
const HERE: Pose = { translation: [0, 0, 0], rotation: fromYaw(0) }
const ORIGIN = { x: 0, y: 0, z: 0, yaw: 0 }

/** A road all around, asphalt with a line of paint along x at y = 2, and a kerb of 12 cm from y = 5 on. */
function road(intensityAt: (distance: number, isPaint: boolean) => number): Float32Array {
  const rows: number[] = []
  for (let x = -45; x < 62; x += 0.2) {
    for (let y = -26; y < 26; y += 0.2) {
      const isPaint = Math.abs(y - 2) < 0.15
      // A little grain, as every sensor has.
      const grain = 1 + 0.1 * Math.sin(91 * x + 57 * y)
      rows.push(x, y, y > 5 ? 0.12 : 0, grain * intensityAt(Math.hypot(x, y), isPaint))
    }
  }
  return Float32Array.from(rows)
}

const ROAD = road((_, isPaint) => (isPaint ? 0.6 : 0.2))

function canvasOf(points: Float32Array, worldFromEgo = HERE): Canvas {
  const canvas = createCanvas(EVERYWHERE)
  addSweep(canvas, { points, worldFromEgo, levels: createRingLevels() })
  return canvas
}

function channelOf(window: Uint8Array, name: (typeof WINDOW_CHANNELS)[number]) {
  const from = WINDOW_CHANNELS.indexOf(name) * WINDOW_ROWS * WINDOW_COLUMNS
  return (x: number, y: number): number =>
    window[from + Math.floor((x + 40) / CELL) * WINDOW_COLUMNS + Math.floor((y + 25) / CELL)]!
}

describe('levelsOf', () => {
  it('makes paint stand out alike for strong and weak sensors, near and far', () => {
    for (const gain of [0.02, 0.1, 0.3]) {
      const points = road((distance, isPaint) => (gain * (isPaint ? 3 : 1) * 10) / (10 + distance))
      const levels = levelsOf(createRingLevels(), points)
      for (const [near, far] of [
        [5, 15],
        [20, 30],
        [35, 50],
      ] as const) {
        const paint: number[] = []
        const plain: number[] = []
        levels.forEach((level, row) => {
          const [x, y] = [points[4 * row]!, points[4 * row + 1]!]
          if (Math.hypot(x, y) < near || Math.hypot(x, y) > far) return
          if (Math.abs(y - 2) < 0.15) paint.push(level)
          else plain.push(level)
        })
        expect(mean(paint)).toBeGreaterThan(4)
        expect(Math.abs(mean(plain))).toBeLessThan(0.5)
      }
    }
  })

  it('says nothing of a sensor without intensity', () => {
    const levels = levelsOf(
      createRingLevels(),
      road(() => 0),
    )
    expect(levels.every((level) => Math.abs(level) < 0.5)).toBe(true)
  })
})

describe('groundPoints', () => {
  it('keeps the road and the pavement, neither what stands on them nor what lies in boxes', () => {
    const wall = [10, 3, 1.5, 0.5, 10, 3, 0.9, 0.5]
    const points = Float32Array.from([...ROAD, ...wall])
    const boxes = [
      {
        center: [5, 0, 0.7],
        extent: [4, 2, 1.4],
        rotation: fromYaw(0.5),
      },
    ] as const
    const kept = groundPoints({ points, ground: groundOf(points), boxes })
    const places = Array.from({ length: kept.length / 4 }, (_, row) =>
      kept.subarray(4 * row, 4 * row + 4),
    )
    expect(places.every(([x, y]) => Math.hypot(x! - 5, y!) > 1.2)).toBe(true)
    expect(places.some(([x, y]) => Math.hypot(x! - 5, y!) < 3)).toBe(true)
    expect(places.every(([, , z]) => z! < 0.3)).toBe(true)
    expect(places.some(([, y]) => y! > 6)).toBe(true)
  })
})

describe('cutWindow', () => {
  it('shows paint, kerb and height where they are', () => {
    const window = cutWindow(canvasOf(ROAD), ORIGIN, [])
    const [level, contrast, step, height] = (['level', 'contrast', 'step', 'height'] as const).map(
      (name) => channelOf(window, name),
    )
    expect(level!(20.1, 2)).toBeGreaterThan(level!(20.1, -3) + 30)
    expect(contrast!(20.1, 2)).toBeGreaterThan(contrast!(20.1, -3) + 30)
    expect(step!(20.1, 5.1)).toBeGreaterThan(8)
    expect(step!(20.1, -3)).toBeLessThan(3)
    expect(height!(20.1, 10) - height!(20.1, -3)).toBe(2)
    expect(height!(0.1, 0.1)).toBe(128)
  })

  it('is 0 where nothing was seen', () => {
    const window = cutWindow(createCanvas(EVERYWHERE), ORIGIN, [])
    expect(window.every((value) => value === 0)).toBe(true)
  })

  it('does not change when the world is turned and moved with the ego', () => {
    const still = cutWindow(canvasOf(ROAD), ORIGIN, [])
    const pose = { x: 70.3, y: -41.7, z: 0, yaw: 2.1 }
    const worldFromEgo: Pose = { translation: [pose.x, pose.y, 0], rotation: fromYaw(pose.yaw) }
    const moved = cutWindow(canvasOf(ROAD, worldFromEgo), pose, [])
    for (const name of ['level', 'height'] as const) {
      const [before, after] = [channelOf(still, name), channelOf(moved, name)]
      const off: number[] = []
      for (let x = -39.9; x < 60; x += 0.25) {
        // Away from the line of paint and the kerb, that are cut otherwise by turned cells.
        for (const y of [-20, -10, -3, 0, 8, 20]) {
          const values = [before(x, y), after(x, y)] as const
          if (!values.includes(0)) off.push(Math.abs(values[0] - values[1]))
        }
      }
      // A cell holds some other points, by a quarter of a meter.
      expect(off.length).toBeGreaterThan(2000)
      expect(mean(off)).toBeLessThan(name === 'level' ? 9 : 1)
    }
  })

  it('tells which way was driven, turned into the window', () => {
    fc.assert(
      fc.property(fc.integer({ min: -31, max: 31 }), (tenths) => {
        const yaw = tenths / 10
        const canvas = createCanvas(EVERYWHERE)
        const ahead = [-5, 0, 5, 10].map((x): [number, number] => [
          x * Math.cos(yaw),
          x * Math.sin(yaw),
        ])
        addPath(canvas, ahead)
        const window = cutWindow(canvas, { ...ORIGIN, yaw }, [])
        expect(channelOf(window, 'driven')(3, 0.1)).toBeGreaterThan(60)
        expect(channelOf(window, 'drivenCos')(3, 0.1)).toBeGreaterThan(250)
        expect(Math.abs(channelOf(window, 'drivenSin')(3, 0.1) - 128)).toBeLessThan(8)
        expect(channelOf(window, 'driven')(3, 3)).toBe(0)
      }),
      { numRuns: 20 },
    )
  })

  it('draws a map alike whichever way its lines run', () => {
    const line = [
      [-50, -3],
      [70, 7],
    ] as const
    const window = cutWindow(createCanvas(EVERYWHERE), ORIGIN, [line])
    const back = cutWindow(createCanvas(EVERYWHERE), ORIGIN, [line.toReversed()])
    expect(window.every((value, at) => value === back[at])).toBe(true)
    expect(channelOf(window, 'map')(10, 2.1)).toBeGreaterThan(240)
  })
})

describe('a canvas', () => {
  it('keeps nothing outside of its region', () => {
    const canvas = createCanvas({ minX: 0, minY: 0, maxX: 20, maxY: 20 })
    addSweep(canvas, { points: ROAD, worldFromEgo: HERE, levels: createRingLevels() })
    addPath(canvas, [
      [-40, 5],
      [40, 5],
    ])
    expect(canvas.tiles.size).toBe(1)
    expect(canvas.tileAt(-1, 0)).toBeNull()
  })

  it('keeps the clearest look', () => {
    const canvas = canvasOf(ROAD)
    for (const [clearness, luminance] of [
      [50, 90],
      [200, 140],
      [120, 30],
    ] as const) {
      addLook(canvas, {
        x: 0,
        y: 0,
        reach: 30,
        see: (_, sight) => Object.assign(sight, { clearness, luminance, color: 128 }),
      })
    }
    const window = cutWindow(canvas, ORIGIN, [])
    expect(channelOf(window, 'luminance')(10, 3)).toBe(140)
    expect(channelOf(window, 'clearness')(50, 3)).toBe(0)
  })
})

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
