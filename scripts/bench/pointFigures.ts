import { readKittiBin, readPcd, writePcd } from '@trueline/formats'
import { type Cuboid, fromYaw } from '@trueline/geometry'
import {
  createFit,
  cropPoints,
  type FitAnswer,
  groundOf,
  grow,
  packSweep,
  shrink,
  stick,
  unpackSweep,
} from '@trueline/pointcloud'
import { type Figure, quantile, timeEach } from './figure.ts'
import { ringOfPoints } from './ringOfPoints.ts'

const POINTS = 120_000
const RUNS = { runs: 40, warmUps: 10 }
const MARGIN = 4
const CAR: Cuboid = { center: [12, 3, -0.9], extent: [4.4, 1.8, 1.6], rotation: fromYaw(0.4) }
const NANOSECONDS = 1e6

/** Fits per fit and per point near the box; packing, unpacking and reading per point. */
export async function pointFigures(): Promise<readonly Figure[]> {
  const points = streetWithCar()
  const sweep = { points, ring: null, timeOffset: null }
  const { bytes, sections } = packSweep(sweep)
  const pcd = writePcd(sweep)
  const bin = new Uint8Array(points.buffer)
  const perPoint = async (name: string, work: () => unknown): Promise<Figure> =>
    alone(`${name}, per point`, (await median(work)) / (points.length / 4), 'ns')
  return [
    ...(await fitFigures(points)),
    await perPoint('ground under a sweep', () => groundOf(points)),
    await perPoint('packing a sweep', () => packSweep(sweep)),
    await perPoint('unpacking a sweep', () => unpackSweep(bytes, sections)),
    await perPoint('reading a binary PCD', () => readPcd(pcd, 'bench.pcd')),
    await perPoint('reading a KITTI sweep', () => readKittiBin(bin, 'bench.bin')),
  ]
}

async function fitFigures(points: Float32Array): Promise<readonly Figure[]> {
  const known = { ground: groundOf(points), sensor: [0, 0, 0] as const }
  const region = { kind: 'cuboid', cuboid: CAR, margin: MARGIN } as const
  const near = cropPoints(points, region)
  const rough: Cuboid = { ...CAR, center: [12.1, 3.05, -0.8], extent: [5, 2.3, 1.9] }
  const seed = { kind: 'point', point: CAR.center } as const
  const asked = { ...known, typicalExtent: CAR.extent, referenceYaw: 0.3 }
  const fits: readonly (readonly [name: string, fit: () => FitAnswer])[] = [
    ['grow', () => grow(near, rough, known)],
    ['shrink', () => shrink(near, rough, known)],
    ['stick', () => stick(near, rough, known)],
    ['create', () => createFit(near, seed, asked)],
  ]
  const figures = [
    alone(
      'points near a box, per point',
      (await median(() => cropPoints(points, region))) / POINTS,
      'ns',
    ),
  ]
  for (const [name, run] of fits) {
    const answer = run()
    if (answer.outcome !== 'fitted') throw new Error(`${name} was refused: ${answer.why}`)
    const time = await median(run)
    figures.push(alone(`${name}, per fit`, time / 1000, 'µs'))
    figures.push(alone(`${name}, per point near the box`, time / (near.length / 4), 'ns'))
  }
  return figures
}

async function median(work: () => unknown): Promise<number> {
  return quantile(await timeEach(work, RUNS), 0.5) * NANOSECONDS
}

function alone(name: string, value: number, unit: string): Figure {
  return { name, value, unit, against: null, wanted: '', isMet: null }
}

/** A sweep of a flat street with walls afar, and a car of which two sides are seen. */
function streetWithCar(): Float32Array {
  const points = ringOfPoints(POINTS)
  for (let at = 0; at < points.length; at += 4) points[at + 2] = -1.7
  const cos = Math.cos(0.4)
  const sin = Math.sin(0.4)
  const seen = 3000
  for (let row = 0; row < seen; row++) {
    const along = row % 2 === 0 ? ((row * 7) % 440) / 100 - 2.2 : -2.2
    const across = row % 2 === 0 ? -0.9 : ((row * 7) % 180) / 100 - 0.9
    const up = ((row * 13) % 150) / 100 - 1.6
    const [x, y] = [
      CAR.center[0] + cos * along - sin * across,
      CAR.center[1] + sin * along + cos * across,
    ]
    points.set([x, y, up, 0.5], row * 4)
  }
  return points
}
