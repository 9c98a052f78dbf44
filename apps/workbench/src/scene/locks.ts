import { poseOf, transform } from '@trueline/geometry'
import {
  BufferAttribute,
  BufferGeometry,
  DynamicDrawUsage,
  GLSL3,
  Points,
  RawShaderMaterial,
  Vector3,
} from 'three'
import type { DrawnCuboid } from './drawnCuboids.ts'

/** The padlocks over final cuboids. */
export type Locks = {
  readonly object: Points<BufferGeometry, RawShaderMaterial>
  readonly color: Vector3
  readonly show: (drawn: readonly DrawnCuboid[]) => void
  readonly resize: (pixelRatio: number) => void
  readonly dispose: () => void
}

const VERTEX = `
precision highp float;
in vec3 position;
uniform mat4 modelViewMatrix;
uniform mat4 projectionMatrix;
uniform float pixelRatio;
void main() {
  gl_Position = projectionMatrix * modelViewMatrix * vec4(position, 1.0);
  gl_PointSize = 15.0 * pixelRatio;
}
`

// A body and a shackle, by the distance to their outlines.
const FRAGMENT = `
precision mediump float;
uniform vec3 color;
out vec4 pixel;
float box(vec2 p, vec2 size) {
  vec2 d = abs(p) - size;
  return length(max(d, 0.0)) + min(max(d.x, d.y), 0.0);
}
void main() {
  vec2 p = gl_PointCoord * 15.0 - 7.5;
  float body = box(p - vec2(0.0, 2.4), vec2(3.6, 2.8)) - 0.6;
  float shackle = p.y > -0.4 ? 9.0 : abs(length(p - vec2(0.0, -0.6)) - 2.6) - 0.75;
  float cover = clamp(0.5 - min(body, shackle), 0.0, 1.0);
  if (cover < 0.02) discard;
  pixel = vec4(color, cover);
}
`

/** No padlocks. */
export function createLocks(): Locks {
  const geometry = new BufferGeometry()
  const color = new Vector3(1, 1, 1)
  const pixelRatio = { value: 1 }
  const material = new RawShaderMaterial({
    glslVersion: GLSL3,
    vertexShader: VERTEX,
    fragmentShader: FRAGMENT,
    uniforms: { color: { value: color }, pixelRatio },
    transparent: true,
    depthTest: false,
    depthWrite: false,
  })
  const object = new Points(geometry, material)
  object.frustumCulled = false
  let room = 0
  return {
    object,
    color,
    show(drawn) {
      const final = drawn.filter(({ look }) => look === 'final')
      if (final.length > room) {
        room = Math.max(32, final.length * 2)
        geometry.dispose()
        const positions = new BufferAttribute(new Float32Array(room * 3), 3)
        geometry.setAttribute('position', positions.setUsage(DynamicDrawUsage))
      }
      const position = geometry.getAttribute('position') as BufferAttribute | undefined
      for (const [index, { cuboid }] of final.entries()) {
        const above = transform(poseOf(cuboid), [0, 0, cuboid.extent[2] / 2 + 0.35])
        position?.setXYZ(index, ...above)
      }
      if (position !== undefined) position.needsUpdate = true
      geometry.setDrawRange(0, final.length)
      object.visible = final.length > 0
    },
    resize(ratio) {
      pixelRatio.value = ratio
    },
    dispose() {
      geometry.dispose()
      material.dispose()
    },
  }
}
