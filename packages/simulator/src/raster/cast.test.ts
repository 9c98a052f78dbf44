import { fromYaw, type PinholeCamera, toMatrix3, type Vec3 } from '@trueline/geometry'
import { describe, expect, it } from 'vitest'
import { meshOf } from '../bodies/mesh.ts'
import { boxOf } from '../bodies/shapes.ts'
import { cameraGrid } from '../camera/lens.ts'
import { LIDAR_MODELS, lidarGrid } from '../lidar/lidarModel.ts'
import { between, createRandom } from '../random.ts'
import { castBefore, castThings, createCast } from './cast.ts'
import type { RayGrid } from './rayGrid.ts'
import type { Thing } from './thing.ts'
import type { View } from './view.ts'

const LENS: PinholeCamera = {
  lens: 'pinhole',
  widthPx: 80,
  heightPx: 60,
  focalPx: [60, 60],
  centerPx: [40, 30],
}

type Crate = { readonly thing: Thing; readonly half: Vec3 }

/** Boxes in all directions, many of them behind others. */
function crates(count: number): readonly Crate[] {
  const random = createRandom(3)
  return Array.from({ length: count }, (_, objectIndex) => {
    const half: Vec3 = [between(random, 0.3, 3), between(random, 0.3, 3), between(random, 0.3, 2)]
    const [range, angle] = [between(random, 6, 40), between(random, -3, 3)]
    const point: Vec3 = [
      range * Math.cos(angle),
      range * Math.sin(angle),
      between(random, -2, 2) * (range / 10),
    ]
    const mesh = meshOf(boxOf([-half[0], -half[1], -half[2]], half, 'stone'))
    const place = { point, yaw: between(random, -3, 3) }
    return { half, thing: { mesh, foliage: [], place, chunk: null, objectIndex } }
  })
}

/** Where a ray from the origin first meets a box, by its three slabs; `Infinity` where it does not. */
function slabDepth({ thing: { place }, half }: Crate, direction: Vec3): number {
  const [cos, sin] = [Math.cos(place.yaw), Math.sin(place.yaw)]
  const turned = ([x, y, z]: Vec3): Vec3 => [cos * x + sin * y, cos * y - sin * x, z]
  const way = turned(direction)
  const from = turned([-place.point[0], -place.point[1], -place.point[2]])
  let [enter, leave] = [0, Infinity]
  for (const axis of [0, 1, 2] as const) {
    const a = (-half[axis] - from[axis]) / way[axis]
    const b = (half[axis] - from[axis]) / way[axis]
    enter = Math.max(enter, Math.min(a, b))
    leave = Math.min(leave, Math.max(a, b))
  }
  return enter < leave ? enter : Infinity
}

/** x forward, y left, z up from right, down, forward. */
const FORWARD = [0, 0, 1, -1, 0, 0, 0, -1, 0] as const

function viewOf(grid: RayGrid, worldFromSensor: View['worldFromSensor']): View {
  return { grid, eye: [0, 0, 0], worldFromSensor, reach: 100, beamSeed: null }
}

function expectSlabDepths(view: View, depth: Float32Array, boxes: readonly Crate[]): void {
  const { directions } = view.grid
  const w = view.worldFromSensor
  let [met, off] = [0, 0]
  depth.forEach((value, ray) => {
    const [x, y, z] = [directions[3 * ray]!, directions[3 * ray + 1]!, directions[3 * ray + 2]!]
    const direction: Vec3 = [
      w[0] * x + w[1] * y + w[2] * z,
      w[3] * x + w[4] * y + w[5] * z,
      w[6] * x + w[7] * y + w[8] * z,
    ]
    const expected = Math.min(...boxes.map((box) => slabDepth(box, direction)))
    if (expected < Infinity) met++
    // A ray along an edge may go either way.
    if (value !== expected && !(Math.abs(value - expected) < 1e-3)) off++
  })
  expect(met).toBeGreaterThan(depth.length / 5)
  expect(off).toBeLessThan(depth.length / 1000)
}

describe('castThings', () => {
  const boxes = crates(120)
  const things = boxes.map(({ thing }) => thing)

  it('meets in a picture what each ray alone meets first', () => {
    const view = viewOf(cameraGrid(LENS, 2), FORWARD)
    const { depth } = castThings(view, things, createCast(view.grid))
    expectSlabDepths(view, depth, boxes)
  })

  it.each([Math.PI, 0.4, -2.9])(
    'meets with a sensor that turns from %f what each beam alone meets first',
    (seam) => {
      const grid = lidarGrid({ ...LIDAR_MODELS.hdl32, columns: 180, seam })
      const view = viewOf(grid, toMatrix3(fromYaw(0.3)))
      const { depth } = castThings(view, things, createCast(grid))
      expectSlabDepths(view, depth, boxes)
    },
  )

  it('meets the same in a cast that was used before', () => {
    const view = viewOf(cameraGrid(LENS, 2), FORWARD)
    const cast = createCast(view.grid)
    castThings(view, things.slice(0, 60), cast)
    const again = castThings(view, things, cast)
    expect(again.depth).toEqual(castThings(view, things, createCast(view.grid)).depth)
  })

  it('meets the same when what moves is cast over what stays', () => {
    const view = viewOf(cameraGrid(LENS, 2), FORWARD)
    const still = castThings(view, things.slice(0, 60), createCast(view.grid))
    const into = createCast(view.grid)
    const { depth } = castBefore(view, things.slice(60), { cast: still, into })
    expect(depth).toEqual(castThings(view, things, createCast(view.grid)).depth)
  })
})
