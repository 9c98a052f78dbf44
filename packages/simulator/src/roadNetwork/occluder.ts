/** An upright box that hides ground, seen from above, in the window's space. */
export type Occluder = {
  readonly x: number
  readonly y: number
  readonly yaw: number
  readonly length: number
  readonly width: number
  readonly height: number
}

/** Directions a shadow is told by. */
const BINS = 720

/** From where to where ground is hidden in each direction around a sensor. */
export type Shadow = { readonly near: Float32Array; readonly far: Float32Array }

/** The ground that occluders hide from a sensor at a place and height, and the ground under them. */
export function shadowOf(
  occluders: readonly Occluder[],
  sensor: { readonly x: number; readonly y: number; readonly height: number },
): Shadow {
  const shadow = {
    near: new Float32Array(BINS).fill(Number.POSITIVE_INFINITY),
    far: new Float32Array(BINS),
  }
  for (const occluder of occluders) cast(shadow, occluder, sensor)
  return shadow
}

function cast(
  { near, far }: Shadow,
  { x, y, yaw, length, width, height }: Occluder,
  sensor: { readonly x: number; readonly y: number; readonly height: number },
): void {
  const [dx, dy] = [x - sensor.x, y - sensor.y]
  const middle = Math.atan2(dy, dx)
  if (Math.hypot(dx, dy) < 0.6 * length) return
  const [cos, sin] = [Math.cos(yaw), Math.sin(yaw)]
  let [first, last, closest, farthest] = [0, 0, Number.POSITIVE_INFINITY, 0]
  for (const [along, across] of CORNERS) {
    const cornerX = dx + cos * along * length - sin * across * width
    const cornerY = dy + sin * along * length + cos * across * width
    const away = Math.atan2(cornerY, cornerX) - middle
    const angle = Math.atan2(Math.sin(away), Math.cos(away))
    const distance = Math.hypot(cornerX, cornerY)
    first = Math.min(first, angle)
    last = Math.max(last, angle)
    closest = Math.min(closest, distance)
    farthest = Math.max(farthest, distance)
  }
  const over = sensor.height - height
  const reach = over > 0.05 ? (farthest * sensor.height) / over : Number.POSITIVE_INFINITY
  for (let bin = binOf(middle + first); bin <= binOf(middle + last); bin++) {
    const at = ((bin % BINS) + BINS) % BINS
    near[at] = Math.min(near[at]!, closest)
    far[at] = Math.max(far[at]!, reach)
  }
}

const CORNERS = [
  [0.5, 0.5],
  [0.5, -0.5],
  [-0.5, -0.5],
  [-0.5, 0.5],
] as const

const PER_TURN = 1 / (2 * Math.PI)

function binOf(angle: number): number {
  return Math.floor((angle / (2 * Math.PI)) * BINS)
}

/** Whether ground is hidden in a direction at a distance. */
export function isHidden({ near, far }: Shadow, angle: number, distance: number): boolean {
  const turns = angle * PER_TURN
  const bin = ((turns - Math.floor(turns)) * BINS) | 0
  return distance > near[bin]! && distance < far[bin]!
}
