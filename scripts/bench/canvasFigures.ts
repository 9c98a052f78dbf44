import { type Cuboid, fromYaw, type Pose } from '@trueline/geometry'
import {
  addSweep,
  type Canvas,
  createCanvas,
  createRingLevels,
  cutWindow,
  groundPoints,
  tilePicture,
} from '@trueline/perception'
import { groundOf } from '@trueline/pointcloud'
import type { Figure } from './figure.ts'
import { forgetPeak, peakMegabytes } from './memory.ts'

const FRAMES = 150
const POINTS = 120_000
const BOXES = 60
/** How far the ego moves from frame to frame; meters. */
const STRIDE = 1.2
const REACH = 60

/** The ground of a clip of 150 frames made into a canvas: frames a second and memory, windows and pictures cut from it. */
export async function canvasFigures(): Promise<readonly Figure[]> {
  const sweeps = [0, 1, 2, 3].map(streetSweep)
  const boxes = Array.from({ length: BOXES }, (_, index) => boxOf(index))
  forgetPeak(process.pid)
  const before = peakMegabytes(process.pid)
  const region = { minX: -REACH, minY: -REACH, maxX: FRAMES * STRIDE + REACH, maxY: REACH }
  const canvas = createCanvas(region)
  const levels = createRingLevels()
  const start = performance.now()
  for (let frame = 0; frame < FRAMES; frame++) {
    const points = sweeps[frame % sweeps.length]!
    const ground = groundPoints({ points, ground: groundOf(points), boxes })
    const worldFromEgo: Pose = { translation: [frame * STRIDE, 0, 0], rotation: fromYaw(0) }
    addSweep(canvas, { points: ground, worldFromEgo, levels })
  }
  const perSecond = (1000 * FRAMES) / (performance.now() - start)
  const peak = peakMegabytes(process.pid)
  const taken = before === null || peak === null ? null : peak - before
  return [
    wanted('canvas: frames of 120,000 points a second', perSecond, ['', '>= 5', perSecond >= 5]),
    ...(taken === null
      ? []
      : [wanted('canvas: memory of 150 frames', taken, ['MB', '<= 400', taken <= 400])]),
    ...cuts(canvas),
  ]
}

function cuts(canvas: Canvas): readonly Figure[] {
  const tiles = [...canvas.tiles.values()]
  const window = timed(20, (run) => cutWindow(canvas, { x: 5 * run, y: 0, z: 0, yaw: run / 7 }, []))
  const picture = timed(tiles.length, (run) => tilePicture(tiles[run]!))
  return [
    { ...wanted('canvas: a window cut', window, ['ms', '', null]) },
    { ...wanted(`canvas: a picture of one of ${tiles.length} tiles`, picture, ['ms', '', null]) },
  ]
}

/** Milliseconds a run. */
function timed(runs: number, work: (run: number) => unknown): number {
  const start = performance.now()
  for (let run = 0; run < runs; run++) work(run)
  return (performance.now() - start) / runs
}

function wanted(
  name: string,
  value: number,
  [unit, want, isMet]: readonly [unit: string, want: string, isMet: boolean | null],
): Figure {
  return { name, value, unit, against: null, wanted: want, isMet }
}

/** A sweep of 64 rings over a street: road and pavements, walls from 14 m to the sides on. */
function streetSweep(turn: number): Float32Array {
  const points = new Float32Array(POINTS * 4)
  const perRing = POINTS / 64
  for (let row = 0; row < POINTS; row++) {
    const ring = Math.floor(row / perRing)
    const azimuth = ((row % perRing) / perRing) * 2 * Math.PI + turn / 1000
    const slope = Math.tan(((-24 + (ring / 63) * 26) * Math.PI) / 180)
    const [cos, sin] = [Math.cos(azimuth), Math.sin(azimuth)]
    const toWall = Math.min(80, 14 / Math.max(1e-6, Math.abs(sin)))
    const toGround = slope < 0 ? -1.8 / slope : Number.POSITIVE_INFINITY
    const range = Math.min(toWall, toGround)
    const height = toGround < toWall ? 0 : 1.8 + slope * range
    const kerb = Math.abs(range * sin) > 7 && height === 0 ? 0.12 : 0
    const grain = ((row * 7919 + turn * 31) % 100) / 1000
    points.set([range * cos, range * sin, height + kerb, 0.2 + grain], row * 4)
  }
  return points
}

function boxOf(index: number): Cuboid {
  return {
    center: [((index * 13) % 120) - 60, ((index * 7) % 24) - 12, 0.8],
    extent: [4.5, 1.9, 1.6],
    rotation: fromYaw(index),
  }
}
