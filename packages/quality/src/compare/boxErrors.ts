import { bevIou, type Cuboid, iou3d, wrapAngle, yawOf } from '@trueline/geometry'

/** How far a box is from another that is taken as true. */
export type BoxErrors = {
  /** Distance of the centers on the ground. */
  readonly center: number
  /** Along, to the left of and above the true one, with sign. */
  readonly along: number
  readonly across: number
  readonly up: number
  /** Longer, wider, higher than the true one, with sign. */
  readonly length: number
  readonly width: number
  readonly height: number
  /** The largest of the three, without sign. */
  readonly size: number
  /** Difference of the headings, front and rear taken as one: 0 to π/2. */
  readonly yaw: number
  /** Whether it faces the other way. */
  readonly isFlipped: boolean
  readonly bevIou: number
  readonly iou3d: number
}

/** The errors of a box that ought to be another, both in one space. */
export function boxErrors(truth: Cuboid, box: Cuboid): BoxErrors {
  const heading = yawOf(truth.rotation)
  const [x, y, up] = [0, 1, 2].map((axis) => box.center[axis]! - truth.center[axis]!)
  const [length, width, height] = [0, 1, 2].map((axis) => box.extent[axis]! - truth.extent[axis]!)
  const turn = Math.abs(wrapAngle(yawOf(box.rotation) - heading))
  return {
    center: Math.hypot(x!, y!),
    along: Math.cos(heading) * x! + Math.sin(heading) * y!,
    across: Math.cos(heading) * y! - Math.sin(heading) * x!,
    up: up!,
    length: length!,
    width: width!,
    height: height!,
    size: Math.max(Math.abs(length!), Math.abs(width!), Math.abs(height!)),
    yaw: Math.min(turn, Math.PI - turn),
    isFlipped: turn > Math.PI / 2,
    bevIou: bevIou(truth, box),
    iou3d: iou3d(truth, box),
  }
}

/** How close a box has to be to be right. */
export type Tolerance = {
  readonly center: number
  readonly up: number
  /** Of each side, or this share of it where that is more. */
  readonly size: number
  readonly sizeShare: number
  readonly yaw: number
}

/** What people who label with care agree to. */
export const TOLERANCE: Tolerance = {
  center: 0.3,
  up: 0.2,
  size: 0.2,
  sizeShare: 0.06,
  yaw: (6 * Math.PI) / 180,
}

/** Whether a box is as close as asked for. */
export function isRight(errors: BoxErrors, truth: Cuboid, tolerance: Tolerance): boolean {
  const { center, up, length, width, height, yaw, isFlipped } = errors
  const fits = (error: number, side: number): boolean =>
    Math.abs(error) <= Math.max(tolerance.size, tolerance.sizeShare * side)
  return (
    center <= tolerance.center &&
    Math.abs(up) <= tolerance.up &&
    fits(length, truth.extent[0]) &&
    fits(width, truth.extent[1]) &&
    fits(height, truth.extent[2]) &&
    yaw <= tolerance.yaw &&
    !isFlipped
  )
}
