import { cornersOf } from '@trueline/geometry'
import {
  BufferAttribute,
  BufferGeometry,
  DoubleSide,
  DynamicDrawUsage,
  Mesh,
  MeshBasicMaterial,
} from 'three'
import type { Rgb } from './colorMap.ts'
import type { DrawnCuboid } from './drawnCuboids.ts'

/** The translucent front faces of cuboids. */
export type Fills = {
  readonly object: Mesh<BufferGeometry, MeshBasicMaterial>
  readonly show: (shown: readonly DrawnCuboid[], accent: Rgb) => void
  readonly dispose: () => void
}

/** Corners of the front face as two triangles, by `cornersOf`'s order. */
const FRONT = [0, 1, 5, 0, 5, 4] as const

/** No faces. */
export function createFills(): Fills {
  const geometry = new BufferGeometry()
  const material = new MeshBasicMaterial({
    vertexColors: true,
    transparent: true,
    side: DoubleSide,
    depthWrite: false,
  })
  const object = new Mesh(geometry, material)
  object.frustumCulled = false
  let room = 0

  function reserve(count: number): void {
    if (count <= room) return
    room = Math.max(32, count * 2)
    geometry.dispose()
    for (const [name, values] of [
      ['position', 3],
      ['color', 4],
    ] as const) {
      const attribute = new BufferAttribute(new Float32Array(room * 6 * values), values)
      geometry.setAttribute(name, attribute.setUsage(DynamicDrawUsage))
    }
  }

  reserve(1)
  return {
    object,
    show(shown, accent) {
      reserve(shown.length)
      const position = geometry.getAttribute('position') as BufferAttribute
      const color = geometry.getAttribute('color') as BufferAttribute
      let vertex = 0
      for (const { cuboid, isSelected, isHovered, color: own } of shown) {
        const corners = cornersOf(cuboid)
        const [r, g, b] = isSelected ? accent : own
        const alpha = isSelected || isHovered ? 0.3 : 0.16
        for (const corner of FRONT) {
          position.setXYZ(vertex, ...corners[corner]!)
          color.setXYZW(vertex, r / 255, g / 255, b / 255, alpha)
          vertex++
        }
      }
      position.needsUpdate = true
      color.needsUpdate = true
      geometry.setDrawRange(0, vertex)
      object.visible = vertex > 0
    },
    dispose() {
      geometry.dispose()
      material.dispose()
    },
  }
}
