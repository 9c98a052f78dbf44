import type { Ground } from '@trueline/pointcloud'
import { DataTexture, FloatType, LinearFilter, RGFormat } from 'three'
import type { PointUniforms } from './pointsMaterial.ts'

/** Sets the ground that points are compared with; `null`: none of them is ground. */
export function setGround(uniforms: PointUniforms, ground: Ground | null): void {
  uniforms.ground.value.dispose()
  if (ground === null) {
    uniforms.groundGrid.value.set(0, 0, 0, 0)
    return
  }
  const { heights, columns, rows, minX, minY, cell } = ground
  const values = new Float32Array(heights.length * 2)
  for (let index = 0; index < heights.length; index++) {
    const height = heights[index]!
    // Height times how well it is known, then how well: between cells the shader divides again.
    values[index * 2] = Number.isNaN(height) ? 0 : height
    values[index * 2 + 1] = Number.isNaN(height) ? 0 : 1
  }
  const texture = new DataTexture(values, columns, rows, RGFormat, FloatType)
  texture.minFilter = LinearFilter
  texture.magFilter = LinearFilter
  texture.needsUpdate = true
  uniforms.ground.value = texture
  uniforms.groundGrid.value.set(minX, minY, columns * cell, rows * cell)
}
