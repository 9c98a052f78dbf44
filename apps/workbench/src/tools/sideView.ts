import {
  add,
  type Cuboid,
  conjugate,
  type Pose,
  rotate,
  subtract,
  type Vec3,
} from '@trueline/geometry'
import type { Face } from '@trueline/pointcloud'
import { type AxisDirection, FACE_DIRECTION } from './faces.ts'

/** The orthographic views that are locked to the selected cuboid. */
export type SideViewId = 'top' | 'side' | 'rear'

/**
 * The cuboid's faces as they lie in each view. The rear is seen and not the front, and the side from
 * the right: so that right is right in `top` and `rear`, and forward is right in `side`.
 */
export const SIDE_VIEW_FACES: {
  readonly [view in SideViewId]: {
    readonly right: Face
    readonly left: Face
    readonly up: Face
    readonly down: Face
    /** The face turned to the viewer. */
    readonly toViewer: Face
  }
} = {
  top: { right: 'right', left: 'left', up: 'front', down: 'rear', toViewer: 'top' },
  side: { right: 'front', left: 'rear', up: 'top', down: 'bottom', toViewer: 'right' },
  rear: { right: 'right', left: 'left', up: 'top', down: 'bottom', toViewer: 'rear' },
}

/** The views from top to bottom. */
export const SIDE_VIEWS: readonly SideViewId[] = ['top', 'side', 'rear']

/** A place in a view, in meters right of and above the center of the cuboid it is locked to. */
export type ViewPoint = readonly [right: number, up: number]

/** The directions of a view on the axes of its cuboid. */
export function viewAxes(view: SideViewId): {
  readonly right: AxisDirection
  readonly up: AxisDirection
  readonly toViewer: AxisDirection
} {
  const faces = SIDE_VIEW_FACES[view]
  return {
    right: FACE_DIRECTION[faces.right],
    up: FACE_DIRECTION[faces.up],
    toViewer: FACE_DIRECTION[faces.toViewer],
  }
}

/** Where a point of ego space lies in a view locked to `lock`. */
export function viewFromEgo(view: SideViewId, lock: Pose, point: Vec3): ViewPoint {
  const local = rotate(conjugate(lock.rotation), subtract(point, lock.translation))
  const { right, up } = viewAxes(view)
  return [right.sign * local[right.axis], up.sign * local[up.axis]]
}

/** A way in a view as one on the cuboid's own axes; it has no part towards the viewer. */
export function localFromView(view: SideViewId, [right, up]: ViewPoint): Vec3 {
  const axes = viewAxes(view)
  const local: [number, number, number] = [0, 0, 0]
  local[axes.right.axis] += axes.right.sign * right
  local[axes.up.axis] += axes.up.sign * up
  return local
}

/** The cuboid moved along its own axes. */
export function movedLocally(cuboid: Cuboid, way: Vec3): Cuboid {
  return { ...cuboid, center: add(cuboid.center, rotate(cuboid.rotation, way)) }
}

/** A cuboid's full size in a view: across and upwards. */
export function extentInView(view: SideViewId, cuboid: Cuboid): ViewPoint {
  const { right, up } = viewAxes(view)
  return [cuboid.extent[right.axis], cuboid.extent[up.axis]]
}
