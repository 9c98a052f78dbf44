import { type Cuboid, invert, type Pose, poseOf, toMatrix4, type Vec3 } from '@trueline/geometry'
import type { Matrix4 } from 'three'
import type { DrawnCuboid } from './drawnCuboids.ts'
import type { PointUniforms } from './pointsMaterial.ts'
import { MAX_BOXES } from './pointsShader.ts'
import { unitColor } from './theme.ts'
import { setPose } from './toThree.ts'

/** So far around a box its points still count as its own in the picture: half a step of a pack. */
const RIM = 0.003

/** Sets which points are shown as the selected cuboid's; `null`: none. */
export function setSelectedBox(uniforms: PointUniforms, cuboid: Cuboid | null): void {
  uniforms.hasSelected.value = cuboid !== null
  if (cuboid !== null) setUnitCube(uniforms.selectedFromEgo.value, cuboid)
}

/** Sets which cuboids color the points inside them. */
export function setTrackBoxes(uniforms: PointUniforms, drawn: readonly DrawnCuboid[]): void {
  const texture = uniforms.boxes.value
  const values = texture.image.data as Float32Array
  const boxes = drawn.slice(0, MAX_BOXES)
  for (const [index, { cuboid, color }] of boxes.entries()) {
    values.set(unitCubeRows(cuboid), index * 16)
    values.set([...unitColor(color), 1], index * 16 + 12)
  }
  uniforms.boxCount.value = boxes.length
  texture.needsUpdate = true
}

/** What takes a cuboid's inside to the cube from -1 to 1. */
function setUnitCube(matrix: Matrix4, cuboid: Cuboid): void {
  setPose(matrix, invert(poseOf(cuboid)))
  const [x, y, z] = halfOf(cuboid)
  const e = matrix.elements
  for (let column = 0; column < 4; column++) {
    e[column * 4]! /= x
    e[column * 4 + 1]! /= y
    e[column * 4 + 2]! /= z
  }
}

/** The same as three rows of four. */
function unitCubeRows(cuboid: Cuboid): readonly number[] {
  const cuboidFromEgo: Pose = invert(poseOf(cuboid))
  const half = halfOf(cuboid)
  return toMatrix4(cuboidFromEgo)
    .slice(0, 12)
    .map((value, index) => value / half[Math.floor(index / 4) as 0 | 1 | 2])
}

function halfOf({ extent }: Cuboid): Vec3 {
  return [extent[0] / 2 + RIM, extent[1] / 2 + RIM, extent[2] / 2 + RIM]
}
