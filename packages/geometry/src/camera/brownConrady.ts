import { norm, scale, type Vec3 } from '../vec3.ts'
import type { BrownConradyCamera, Pixel } from './camera.ts'
import { endOfRise, solveRising } from './rising.ts'

/** Angle off the axis up to which the lens is looked at; its tangent grows without bound at 90°. */
const WIDEST = Math.PI / 2 - 1e-3
const NEWTON_STEPS = 20

/**
 * The pixel of a point in camera space, by OpenCV's model (calib3d, "Detailed Description").
 *
 * `null` behind the camera, and beyond the angle where the fitted polynomial folds back: points there
 * would be drawn in the picture though the lens never sees them.
 */
export function projectBrownConrady(model: BrownConradyCamera, point: Vec3): Pixel | null {
  const z = point[2]
  if (!(z > 0)) return null
  const x = point[0] / z
  const y = point[1] / z
  if (!(Math.hypot(x, y) < brownConradyLimit(model))) return null
  const [distortedX, distortedY] = distort(model, x, y)
  return [
    model.focalPx[0] * distortedX + model.centerPx[0],
    model.focalPx[1] * distortedY + model.centerPx[1],
  ]
}

/**
 * The unit ray of a pixel, in camera space.
 *
 * A pixel no ray reaches gets the ray at the edge of the field in its direction.
 */
export function unprojectBrownConrady(model: BrownConradyCamera, pixel: Pixel): Vec3 {
  const goalX = (pixel[0] - model.centerPx[0]) / model.focalPx[0]
  const goalY = (pixel[1] - model.centerPx[1]) / model.focalPx[1]
  const goal = Math.hypot(goalX, goalY)
  if (goal === 0 && model.tangential[0] === 0 && model.tangential[1] === 0) return [0, 0, 1]
  const limit = Math.min(brownConradyLimit(model), Math.tan(WIDEST))
  const radius = solveRising((r) => r * radialOf(model, r * r).factor, goal, limit)
  let x = goal === 0 ? 0 : (goalX / goal) * radius
  let y = goal === 0 ? 0 : (goalY / goal) * radius
  for (let step = 0; step < NEWTON_STEPS; step++) {
    const [distortedX, distortedY] = distort(model, x, y)
    const [xx, xy, yy] = slopesOf(model, x, y)
    const determinant = xx * yy - xy * xy
    // Near the fold the slopes vanish: the radial answer is then as good as any.
    if (!(Math.abs(determinant) > 1e-9)) break
    const offX = distortedX - goalX
    const offY = distortedY - goalY
    const nextX = x - (yy * offX - xy * offY) / determinant
    const nextY = y - (xx * offY - xy * offX) / determinant
    if (!(Math.hypot(nextX, nextY) < limit)) break
    const isSettled = Math.abs(nextX - x) + Math.abs(nextY - y) < 1e-15
    x = nextX
    y = nextY
    if (isSettled) break
  }
  const ray: Vec3 = [x, y, 1]
  return scale(ray, 1 / norm(ray))
}

const limits = new WeakMap<BrownConradyCamera, number>()

/** The tangent of the angle off the axis where the lens' radial curve stops rising; often infinite. */
function brownConradyLimit(model: BrownConradyCamera): number {
  const known = limits.get(model)
  if (known !== undefined) return known
  const angle = endOfRise((at) => {
    const r = Math.tan(at)
    const { factor, slope, isWhole } = radialOf(model, r * r)
    return isWhole ? factor + 2 * r * r * slope : -1
  }, WIDEST)
  const limit = angle === WIDEST ? Number.POSITIVE_INFINITY : Math.tan(angle)
  limits.set(model, limit)
  return limit
}

/** The radial factor at r², its derivative by r², and whether its denominator is still positive. */
function radialOf(model: BrownConradyCamera, r2: number) {
  const [k1, k2, k3, k4, k5, k6] = model.radial
  const above = 1 + r2 * (k1 + r2 * (k2 + r2 * k3))
  const below = 1 + r2 * (k4 + r2 * (k5 + r2 * k6))
  const aboveSlope = k1 + r2 * (2 * k2 + r2 * 3 * k3)
  const belowSlope = k4 + r2 * (2 * k5 + r2 * 3 * k6)
  const factor = above / below
  return { factor, slope: (aboveSlope - factor * belowSlope) / below, isWhole: below > 0 }
}

function distort(model: BrownConradyCamera, x: number, y: number): Pixel {
  const [p1, p2] = model.tangential
  const r2 = x * x + y * y
  const { factor } = radialOf(model, r2)
  return [
    x * factor + 2 * p1 * x * y + p2 * (r2 + 2 * x * x),
    y * factor + p1 * (r2 + 2 * y * y) + 2 * p2 * x * y,
  ]
}

/** The symmetric Jacobian of `distort`: dx/dx, dx/dy = dy/dx, dy/dy. */
function slopesOf(
  model: BrownConradyCamera,
  x: number,
  y: number,
): readonly [number, number, number] {
  const [p1, p2] = model.tangential
  const { factor, slope } = radialOf(model, x * x + y * y)
  return [
    factor + 2 * x * x * slope + 2 * p1 * y + 6 * p2 * x,
    2 * x * y * slope + 2 * p1 * x + 2 * p2 * y,
    factor + 2 * y * y * slope + 6 * p1 * y + 2 * p2 * x,
  ]
}
