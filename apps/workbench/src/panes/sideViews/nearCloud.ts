import { type Cuboid, rotate, type Vec3 } from '@trueline/geometry'
import { POINT_STRIDE } from '@trueline/pointcloud'
import {
  BufferAttribute,
  BufferGeometry,
  DynamicDrawUsage,
  OrthographicCamera,
  Points,
  type Scene,
  Vector3,
  type WebGLRenderer,
} from 'three'
import { setSelectedBox } from '../../scene/boxUniforms.ts'
import { createPointsMaterial, createPointUniforms } from '../../scene/pointsMaterial.ts'
import { type SceneTheme, unitColor } from '../../scene/theme.ts'
import { viewAxes } from '../../tools/sideView.ts'
import type { ViewRect } from './sideLayout.ts'

/** The points around one cuboid, drawn in three views of one canvas. */
export type NearCloud = {
  readonly object: Points
  /** Takes N × 4 rows of x, y, z, intensity in ego space. */
  readonly show: (points: Float32Array) => void
  readonly style: (theme: SceneTheme, pointSizePx: number) => void
  /** Draws each view locked to `lock`, with the points inside `box` set off. */
  readonly draw: (parts: NearDrawing) => void
  readonly dispose: () => void
}

/** A drawing of the views; `height` is the canvas', in CSS pixels. */
export type NearDrawing = {
  readonly renderer: WebGLRenderer
  readonly scene: Scene
  readonly rects: readonly ViewRect[]
  readonly height: number
  readonly lock: Cuboid
  readonly box: Cuboid
}

/** How far before and behind the box points are shown: what lies over a car is not in its top view. */
const SLAB = { top: 0.5, side: 0.8, rear: 0.8 } as const

/** No points. */
export function createNearCloud(): NearCloud {
  const uniforms = createPointUniforms()
  const material = createPointsMaterial(uniforms)
  const geometry = new BufferGeometry()
  const object = new Points(geometry, material)
  object.frustumCulled = false
  object.visible = false
  const camera = new OrthographicCamera()
  camera.matrixAutoUpdate = false
  let pointSizePx = 2
  return {
    object,
    show(points) {
      const rows = points.length / POINT_STRIDE
      const before = geometry.getAttribute('row') as BufferAttribute | undefined
      let attribute = before
      if (attribute === undefined || attribute.count < rows) {
        geometry.dispose()
        const room = Math.max(4096, Math.ceil(rows * 1.5))
        attribute = new BufferAttribute(new Float32Array(room * POINT_STRIDE), POINT_STRIDE)
        geometry.setAttribute('row', attribute.setUsage(DynamicDrawUsage))
      }
      attribute.array.set(points)
      attribute.clearUpdateRanges()
      attribute.addUpdateRange(0, points.length)
      attribute.needsUpdate = true
      geometry.setDrawRange(0, rows)
      object.visible = rows > 0
    },
    style(theme, size) {
      pointSizePx = size
      uniforms.accent.value.set(...unitColor(theme.accent))
      uniforms.unseen.value.set(...unitColor(theme.muted))
      uniforms.background.value.set(...unitColor(theme.ground))
    },
    draw({ renderer, scene, rects, height, lock, box }) {
      setSelectedBox(uniforms, box)
      uniforms.pointSize.value = pointSizePx * renderer.getPixelRatio()
      renderer.setScissorTest(true)
      for (const rect of rects) {
        placeCamera(camera, rect, lock)
        const bottom = height - rect.top - rect.height
        renderer.setViewport(0, bottom, rect.width, rect.height)
        renderer.setScissor(0, bottom, rect.width, rect.height)
        renderer.render(scene, camera)
      }
      renderer.setScissorTest(false)
    },
    dispose() {
      geometry.dispose()
      material.dispose()
      uniforms.boxes.value.dispose()
    },
  }
}

function placeCamera(camera: OrthographicCamera, rect: ViewRect, lock: Cuboid): void {
  const { right, up, toViewer } = viewAxes(rect.view)
  const axis = ({ axis: index, sign }: typeof right): Vector3 => {
    const local: [number, number, number] = [0, 0, 0]
    local[index] = sign
    return new Vector3(...rotate(lock.rotation, local as Vec3))
  }
  const depth = lock.extent[toViewer.axis] / 2 + SLAB[rect.view]
  const backwards = axis(toViewer)
  const position = new Vector3(...lock.center).addScaledVector(backwards, depth)
  camera.matrix.makeBasis(axis(right), axis(up), backwards).setPosition(position)
  camera.matrixWorldNeedsUpdate = true
  camera.left = -rect.width / 2 / rect.pxPerMeter
  camera.right = -camera.left
  camera.top = rect.height / 2 / rect.pxPerMeter
  camera.bottom = -camera.top
  camera.near = 0
  camera.far = 2 * depth
  camera.updateProjectionMatrix()
}
