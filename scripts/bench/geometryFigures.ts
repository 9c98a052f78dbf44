import { bevIou, type Cuboid, countPointsInCuboid, fromYaw, iou3d } from '@trueline/geometry'
import { type Figure, quantile, timeEach } from './figure.ts'
import { ringOfPoints } from './ringOfPoints.ts'

const POINTS = 120_000
const PAIRS = 20_000

/** Point-in-cuboid per point and IoU per pair, beside one pass over the same numbers. */
export async function geometryFigures(): Promise<readonly Figure[]> {
  const points = ringOfPoints(POINTS)
  const cuboid: Cuboid = { center: [12, 3, -0.8], extent: [4.4, 1.8, 1.6], rotation: fromYaw(0.4) }
  const options = { runs: 40, warmUps: 10 }
  const pass = quantile(await timeEach(() => sumOf(points), options), 0.5)
  const count = quantile(await timeEach(() => countPointsInCuboid(points, cuboid), options), 0.5)
  const others = Array.from({ length: PAIRS }, (_, index) => nearby(cuboid, index))
  const bev = quantile(
    await timeEach(() => others.map((other) => bevIou(cuboid, other)), options),
    0.5,
  )
  const solid = quantile(
    await timeEach(() => others.map((other) => iou3d(cuboid, other)), options),
    0.5,
  )
  const nanoseconds = 1e6
  return [
    {
      name: 'point in cuboid, per point',
      value: (count * nanoseconds) / POINTS,
      unit: 'ns',
      against: { name: 'one pass over the points', value: (pass * nanoseconds) / POINTS },
      wanted: '',
      isMet: null,
    },
    alone('BEV IoU, per pair', (bev * nanoseconds) / PAIRS),
    alone('3D IoU, per pair', (solid * nanoseconds) / PAIRS),
  ]
}

function alone(name: string, value: number): Figure {
  return { name, value, unit: 'ns', against: null, wanted: '', isMet: null }
}

function nearby(cuboid: Cuboid, index: number): Cuboid {
  const shift = (index % 40) / 20 - 1
  const [x, y, z] = cuboid.center
  return {
    ...cuboid,
    center: [x + shift, y - shift / 2, z + shift / 8],
    rotation: fromYaw(index * 0.01),
  }
}

function sumOf(points: Float32Array): number {
  let sum = 0
  for (let at = 0; at < points.length; at += 4)
    sum += points[at]! + points[at + 1]! + points[at + 2]!
  return sum
}
