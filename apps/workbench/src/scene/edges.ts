import type { Vec3 } from '@trueline/geometry'
import {
  BufferAttribute,
  DynamicDrawUsage,
  GLSL3,
  InstancedBufferAttribute,
  InstancedBufferGeometry,
  Mesh,
  RawShaderMaterial,
  Vector2,
} from 'three'
import type { Rgb } from './colorMap.ts'

/** A straight line in ego space. */
export type Segment = {
  readonly from: Vec3
  readonly to: Vec3
  readonly color: Rgb
  readonly alpha: number
  readonly widthPx: number
  /** Length of a dash, and of the gap after it; 0 for an unbroken line. */
  readonly dashPx: number
}

/** Lines of any width, all in one draw call. */
export type Edges = {
  readonly object: Mesh<InstancedBufferGeometry, RawShaderMaterial>
  readonly show: (segments: readonly Segment[]) => void
  /** Tells how large the drawing is, in device pixels. */
  readonly resize: (widthPx: number, heightPx: number, pixelRatio: number) => void
  readonly dispose: () => void
}

// Each line is a rectangle spanned in pixels between its ends; its rim fades over one pixel, so that
// lines are smooth without multisampling of the whole picture.
const VERTEX = `
precision highp float;
in vec3 position;      // which end, which side; three counts corners by this name
in vec3 from;
in vec3 to;
in vec4 color;
in vec2 style;
uniform mat4 modelViewMatrix;
uniform mat4 projectionMatrix;
uniform vec2 size;
uniform float pixelRatio;
out vec4 tint;
out vec3 across;       // pixels from the middle, half the width, both times w; w
out vec2 along;        // pixels from the start times w; dash

void main() {
  vec4 a = modelViewMatrix * vec4(from, 1.0);
  vec4 b = modelViewMatrix * vec4(to, 1.0);
  vec4 start = projectionMatrix * a;
  vec4 end = projectionMatrix * b;
  // What lies behind the viewer has no place on the screen: cut there.
  float near = 0.02;
  if (start.w < near && end.w >= near) start = mix(start, end, (near - start.w) / (end.w - start.w));
  else if (end.w < near && start.w >= near) end = mix(end, start, (near - end.w) / (start.w - end.w));
  else if (start.w < near && end.w < near) { gl_Position = vec4(2.0, 2.0, 2.0, 1.0); return; }
  vec2 startPx = start.xy / start.w * size * 0.5;
  vec2 endPx = end.xy / end.w * size * 0.5;
  float lengthPx = distance(startPx, endPx);
  vec2 forward = lengthPx > 0.001 ? (endPx - startPx) / lengthPx : vec2(1.0, 0.0);
  float halfWidth = style.x * pixelRatio * 0.5;
  float reach = halfWidth + 1.0;
  vec4 base = position.x < 0.5 ? start : end;
  vec2 offset = vec2(-forward.y, forward.x) * position.y * reach
    + forward * (position.x * 2.0 - 1.0) * halfWidth;
  gl_Position = base + vec4(offset / (size * 0.5) * base.w, 0.0, 0.0);
  float w = base.w;
  across = vec3(position.y * reach * w, halfWidth, w);
  along = vec2(position.x * lengthPx * w, style.y * pixelRatio);
  tint = color;
}
`

const FRAGMENT = `
precision highp float;
in vec4 tint;
in vec3 across;
in vec2 along;
out vec4 pixel;

void main() {
  float fromMiddle = abs(across.x / across.z);
  float cover = clamp(across.y + 0.5 - fromMiddle, 0.0, 1.0);
  if (along.y > 0.0 && mod(along.x / across.z, along.y * 2.0) > along.y) cover = 0.0;
  if (cover * tint.a < 0.01) discard;
  pixel = vec4(tint.rgb, tint.a * cover);
}
`

const CORNERS = new Float32Array([0, -1, 0, 1, -1, 0, 1, 1, 0, 0, -1, 0, 1, 1, 0, 0, 1, 0])

/** An empty set of lines. */
export function createEdges(): Edges {
  const geometry = new InstancedBufferGeometry()
  geometry.setAttribute('position', new BufferAttribute(CORNERS, 3))
  const size = new Vector2(1, 1)
  const pixelRatio = { value: 1 }
  const material = new RawShaderMaterial({
    glslVersion: GLSL3,
    vertexShader: VERTEX,
    fragmentShader: FRAGMENT,
    uniforms: { size: { value: size }, pixelRatio },
    transparent: true,
    depthWrite: false,
  })
  const object = new Mesh(geometry, material)
  object.frustumCulled = false
  let room = 0

  function reserve(count: number): void {
    if (count <= room) return
    room = Math.max(256, count * 2)
    geometry.dispose()
    for (const [name, values] of [
      ['from', 3],
      ['to', 3],
      ['color', 4],
      ['style', 2],
    ] as const) {
      const attribute = new InstancedBufferAttribute(new Float32Array(room * values), values)
      geometry.setAttribute(name, attribute.setUsage(DynamicDrawUsage))
    }
  }

  reserve(1)
  return {
    object,
    show(segments) {
      reserve(segments.length)
      const at = (name: string) => geometry.getAttribute(name) as InstancedBufferAttribute
      const attributes = [at('from'), at('to'), at('color'), at('style')] as const
      const [from, to, color, style] = attributes
      for (const [index, segment] of segments.entries()) {
        const [r, g, b] = segment.color
        from.setXYZ(index, ...segment.from)
        to.setXYZ(index, ...segment.to)
        color.setXYZW(index, r / 255, g / 255, b / 255, segment.alpha)
        style.setXY(index, segment.widthPx, segment.dashPx)
      }
      for (const attribute of attributes) {
        attribute.clearUpdateRanges()
        attribute.addUpdateRange(0, segments.length * attribute.itemSize)
        attribute.needsUpdate = true
      }
      geometry.instanceCount = segments.length
      object.visible = segments.length > 0
    },
    resize(widthPx, heightPx, ratio) {
      size.set(widthPx, heightPx)
      pixelRatio.value = ratio
    },
    dispose() {
      geometry.dispose()
      material.dispose()
    },
  }
}
