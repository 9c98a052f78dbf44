import type { Cuboid } from '@trueline/geometry'
import { dragFace, slideFace } from './dragFace.ts'
import { dragYaw } from './dragYaw.ts'
import type { Handle } from './handleAt.ts'
import { localFromView, movedLocally, type SideViewId, type ViewPoint } from './sideView.ts'

/** A drag in a side view: what was held, where it began, and the box as it was then. */
export type HandleDrag = {
  readonly view: SideViewId
  readonly handle: Handle
  readonly from: ViewPoint
  readonly cuboid: Cuboid
}

/** The box as it is while the pointer is at `to`; with Shift a face takes the whole box along. */
export function dragHandle(drag: HandleDrag, to: ViewPoint, isShift: boolean): Cuboid {
  const { view, handle, from, cuboid } = drag
  const way = localFromView(view, [to[0] - from[0], to[1] - from[1]])
  switch (handle.kind) {
    case 'faces':
      return isShift ? slideFace(cuboid, handle.faces, way) : dragFace(cuboid, handle.faces, way)
    case 'inside':
      return movedLocally(cuboid, way)
    case 'heading':
      return dragYaw(cuboid, from, to)
  }
}
