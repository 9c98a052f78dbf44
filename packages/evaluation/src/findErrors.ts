import { bevIou, type Cuboid, iou3d, wrapAngle, yawOf } from '@trueline/geometry'
import { centerDistance } from './criterion.ts'

/** How far finds are from what they found: means over them. */
export type FindErrors = {
  /** Distance of the centers on the ground. */
  readonly center: number
  /** Difference of the centers' heights, without sign. */
  readonly centerHeight: number
  readonly length: number
  readonly width: number
  readonly height: number
  /** Difference of the headings, front and rear taken as one: 0 to π/2. */
  readonly yaw: number
  /** Share of the finds that face the other way, in [0, 1]. */
  readonly flipped: number
  readonly bevIou: number
  readonly iou3d: number
}

/** The errors of pairs of boxes; `null` of none. */
export function findErrorsOf(
  pairs: readonly { readonly reference: Cuboid; readonly prediction: Cuboid }[],
): FindErrors | null {
  if (pairs.length === 0) return null
  const mean = (value: (reference: Cuboid, prediction: Cuboid) => number): number =>
    pairs.reduce((sum, pair) => sum + value(pair.reference, pair.prediction), 0) / pairs.length
  const sizeError = (axis: 0 | 1 | 2): number =>
    mean((reference, prediction) => Math.abs(prediction.extent[axis] - reference.extent[axis]))
  return {
    center: mean(centerDistance),
    centerHeight: mean((reference, prediction) =>
      Math.abs(prediction.center[2] - reference.center[2]),
    ),
    length: sizeError(0),
    width: sizeError(1),
    height: sizeError(2),
    yaw: mean((reference, prediction) => {
      const off = turn(reference, prediction)
      return Math.min(off, Math.PI - off)
    }),
    flipped: mean((reference, prediction) => (turn(reference, prediction) > Math.PI / 2 ? 1 : 0)),
    bevIou: mean(bevIou),
    iou3d: mean(iou3d),
  }
}

/** The turn from one heading to the other, in [0, π]. */
function turn(a: Cuboid, b: Cuboid): number {
  return Math.abs(wrapAngle(yawOf(a.rotation) - yawOf(b.rotation)))
}
