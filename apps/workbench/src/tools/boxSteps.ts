import { type Cuboid, fromDegrees } from '@trueline/geometry'
import type { Face } from '@trueline/pointcloud'
import type { ViewId } from '../store/state.ts'
import { dragFace } from './dragFace.ts'
import { turned } from './dragYaw.ts'
import { FACE_DIRECTION } from './faces.ts'
import { movedLocally, SIDE_VIEW_FACES, type SideViewId } from './sideView.ts'

/** A direction on the screen. */
export type ScreenDirection = 'left' | 'right' | 'up' | 'down'

/** How much a step of a key is: a fine one, or ten of them. */
export type StepSize = 'fine' | 'coarse'

/** A step is this part of the side it goes along, and no less than `SHORTEST_STEP`. */
const STEP_RATIO = 0.01
const SHORTEST_STEP = 0.01
const YAW_STEP = fromDegrees(0.5)
const COARSE = 10

/** The box one step further in a view. Where there is no side view, forward is up as in `top`. */
export function stepMove(
  cuboid: Cuboid,
  { view, direction, size }: { view: ViewId; direction: ScreenDirection; size: StepSize },
): Cuboid {
  const face = SIDE_VIEW_FACES[sideViewOf(view)][direction]
  const { axis, sign } = FACE_DIRECTION[face]
  const way: [number, number, number] = [0, 0, 0]
  way[axis] = sign * stepAlong(cuboid, face, size)
  return movedLocally(cuboid, way)
}

/** The box with its right or upper face in a view one step further out or in. */
export function stepResize(
  cuboid: Cuboid,
  { view, direction, size }: { view: ViewId; direction: ScreenDirection; size: StepSize },
): Cuboid {
  const names = SIDE_VIEW_FACES[sideViewOf(view)]
  const face = direction === 'left' || direction === 'right' ? names.right : names.up
  const isOutwards = direction === 'right' || direction === 'up'
  const { axis, sign } = FACE_DIRECTION[face]
  const way: [number, number, number] = [0, 0, 0]
  way[axis] = sign * (isOutwards ? 1 : -1) * stepAlong(cuboid, face, size)
  return dragFace(cuboid, [face], way)
}

/** The box turned by one step. */
export function stepYaw(cuboid: Cuboid, direction: 'left' | 'right', size: StepSize): Cuboid {
  const step = YAW_STEP * (size === 'coarse' ? COARSE : 1)
  return turned(cuboid, direction === 'left' ? step : -step)
}

function stepAlong(cuboid: Cuboid, face: Face, size: StepSize): number {
  const side = cuboid.extent[FACE_DIRECTION[face].axis]
  return Math.max(SHORTEST_STEP, side * STEP_RATIO) * (size === 'coarse' ? COARSE : 1)
}

function sideViewOf(view: ViewId): SideViewId {
  return view === 'side' || view === 'rear' ? view : 'top'
}
