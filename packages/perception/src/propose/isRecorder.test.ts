import { type Cuboid, fromYaw, type Vec3 } from '@trueline/geometry'
import { expect, it } from 'vitest'
import { isRecorder } from './isRecorder.ts'

function car(center: Vec3, yaw = 0): Cuboid {
  return { center, extent: [4.2, 1.8, 1.5], rotation: fromYaw(yaw) }
}

it.each<[string, Cuboid, boolean]>([
  ['seen from its rear axle', car([1.4, -0.1, 0.5]), true],
  ['seen from a sensor on its roof', car([-0.3, 0, -1.1], Math.PI), true],
  ['beside it', car([0, 2, 0.5]), false],
  ['across, where only a wider footprint would reach', car([1.4, 0, 0.5], Math.PI / 2), false],
  ['below a sensor on a bridge', car([0, 0, -6]), false],
])('a car %s', (_, cuboid, expected) => {
  expect(isRecorder(cuboid)).toBe(expected)
})
