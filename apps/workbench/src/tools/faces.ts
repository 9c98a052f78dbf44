import type { Face } from '@trueline/pointcloud'

/** An axis of a cuboid and one of its two directions. */
export type AxisDirection = { readonly axis: 0 | 1 | 2; readonly sign: 1 | -1 }

/** Where each face of a cuboid looks. */
export const FACE_DIRECTION: { readonly [face in Face]: AxisDirection } = {
  front: { axis: 0, sign: 1 },
  rear: { axis: 0, sign: -1 },
  left: { axis: 1, sign: 1 },
  right: { axis: 1, sign: -1 },
  top: { axis: 2, sign: 1 },
  bottom: { axis: 2, sign: -1 },
}

/** All six faces. */
export const ALL_FACES: readonly Face[] = ['front', 'rear', 'left', 'right', 'top', 'bottom']
