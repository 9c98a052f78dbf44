import type { Vec3 } from '@trueline/geometry'
import CameraControls from 'camera-controls'
import {
  Box3,
  Matrix4,
  OrthographicCamera,
  PerspectiveCamera,
  Quaternion,
  Raycaster,
  Sphere,
  Spherical,
  Vector2,
  Vector3,
  Vector4,
} from 'three'
import { fromVector3 } from '../../scene/toThree.ts'
import type { Ray } from '../../tools/pickCuboid.ts'

CameraControls.install({
  THREE: {
    Vector2,
    Vector3,
    Vector4,
    Quaternion,
    Matrix4,
    Spherical,
    Box3,
    Sphere,
    Raycaster,
  },
})

/** The viewer of the 3D view; it stays with the ego from frame to frame. */
export type Orbit = {
  readonly camera: () => PerspectiveCamera | OrthographicCamera
  /** Looks from straight above without perspective, or freely; what is in the middle stays there. */
  readonly setFlat: (isFlat: boolean) => void
  readonly isFlat: () => boolean
  /** Brings a point to the middle and, seen freely, comes near to it. */
  readonly flyTo: (point: Vec3, radius: number) => void
  /** Moves on; whether it has to be called again. */
  readonly update: (seconds: number) => boolean
  readonly resize: (width: number, height: number) => void
  /** Whether the pointer moves the viewer; off while it draws a rectangle. */
  readonly setEnabled: (isEnabled: boolean) => void
  /** The ray of a place, in CSS pixels from the top left corner. */
  readonly rayAt: (x: number, y: number) => Ray
  /** Where a point is seen, in CSS pixels; `null` behind the viewer. */
  readonly pixelOf: (point: Vec3) => readonly [x: number, y: number] | null
  readonly dispose: () => void
}

const FOV_DEG = 55
/** Settles in about 180 ms. */
const FLIGHT_SECONDS = 0.045
const START: Vec3 = [-17, 0, 13]
const START_TARGET: Vec3 = [7, 0, -1]
/** How high the viewer from above stands; it sees all below. */
const ABOVE = 300

/** The viewer behind and above the ego, moved by the pointer over an element. */
export function createOrbit(element: HTMLElement, changed: () => void): Orbit {
  const perspective = new PerspectiveCamera(FOV_DEG, 1, 0.3, 1200)
  const flat = new OrthographicCamera(-1, 1, 1, -1, 0.1, 1000)
  perspective.up.set(0, 0, 1)
  flat.up.set(0, 0, 1)
  const controls = new CameraControls(perspective, element)
  controls.smoothTime = FLIGHT_SECONDS
  controls.draggingSmoothTime = 0.01
  controls.dollyToCursor = true
  controls.maxDistance = 400
  controls.minDistance = 1.5
  setFree()
  controls.setLookAt(...START, ...START_TARGET, false).catch(() => undefined)
  for (const event of ['control', 'controlstart', 'wake', 'update'] as const) {
    controls.addEventListener(event, changed)
  }
  const raycaster = new Raycaster()
  const size = new Vector2(1, 1)
  const scratch = new Vector3()

  function setFree(): void {
    const { ROTATE, TRUCK, DOLLY } = CameraControls.ACTION
    controls.mouseButtons.left = ROTATE
    controls.mouseButtons.right = TRUCK
    controls.mouseButtons.middle = TRUCK
    controls.mouseButtons.wheel = DOLLY
    controls.minPolarAngle = 0.02
    controls.maxPolarAngle = Math.PI * 0.55
  }

  function setAbove(): void {
    const { ROTATE, TRUCK, ZOOM } = CameraControls.ACTION
    controls.mouseButtons.left = TRUCK
    controls.mouseButtons.right = ROTATE
    controls.mouseButtons.middle = TRUCK
    controls.mouseButtons.wheel = ZOOM
    controls.minPolarAngle = 0
    controls.maxPolarAngle = 0
  }

  function isFlat(): boolean {
    return controls.camera === flat
  }

  function setFlat(wanted: boolean): void {
    if (wanted === isFlat()) return
    const target = controls.getTarget(new Vector3())
    const perMeter = 2 * Math.tan((FOV_DEG * Math.PI) / 360)
    if (wanted) {
      flat.zoom = size.y / (controls.distance * perMeter)
      setAbove()
      controls.camera = flat
      controls.minZoom = 0.5
      controls.maxZoom = 400
      settle(controls.zoomTo(flat.zoom, false))
      settle(controls.rotateTo(controls.azimuthAngle, 0, false))
      settle(controls.dollyTo(ABOVE, false))
    } else {
      const distance = size.y / (flat.zoom * perMeter)
      setFree()
      controls.camera = perspective
      settle(controls.rotateTo(controls.azimuthAngle, 0.9, false))
      settle(controls.dollyTo(distance, false))
    }
    settle(controls.moveTo(target.x, target.y, target.z, false))
    changed()
  }

  return {
    camera: () => controls.camera as PerspectiveCamera | OrthographicCamera,
    setFlat,
    isFlat,
    flyTo([x, y, z], radius) {
      const isSmooth = !matchMedia('(prefers-reduced-motion: reduce)').matches
      settle(controls.moveTo(x, y, z, isSmooth))
      if (isFlat()) settle(controls.zoomTo(Math.max(flat.zoom, size.y / (radius * 10)), isSmooth))
      else settle(controls.dollyTo(Math.min(controls.distance, radius * 6), isSmooth))
      changed()
    },
    update: (seconds) => controls.update(Math.min(seconds, 1 / 20)),
    resize(width, height) {
      size.set(width, height)
      perspective.aspect = width / height
      perspective.updateProjectionMatrix()
      flat.left = -width / 2
      flat.right = width / 2
      flat.top = height / 2
      flat.bottom = -height / 2
      flat.updateProjectionMatrix()
    },
    setEnabled(isEnabled) {
      controls.enabled = isEnabled
    },
    rayAt(x, y) {
      const place = new Vector2((x / size.x) * 2 - 1, 1 - (y / size.y) * 2)
      raycaster.setFromCamera(place, controls.camera)
      const { origin, direction } = raycaster.ray
      return { origin: fromVector3(origin), direction: fromVector3(direction) }
    },
    pixelOf(point) {
      scratch.set(...point).project(controls.camera)
      if (scratch.z > 1) return null
      return [((scratch.x + 1) / 2) * size.x, ((1 - scratch.y) / 2) * size.y]
    },
    dispose: () => controls.dispose(),
  }
}

/** A flight that is cut short by the next is no fault. */
function settle(flight: Promise<void>): void {
  flight.catch(() => undefined)
}
