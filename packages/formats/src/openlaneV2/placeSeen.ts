import type { Camera } from '@trueline/annotation'
import {
  add,
  type Cuboid,
  distance,
  dot,
  fromYaw,
  norm,
  type Pose,
  rotate,
  scale,
  subtract,
  transform,
  unproject,
  type Vec3,
} from '@trueline/geometry'

/** A box in pixels that a camera saw somewhere in the world. */
export type Sighting = {
  readonly camera: Camera & { readonly model: NonNullable<Camera['model']> }
  readonly worldFromCamera: Pose
  readonly rectangle: readonly [left: number, top: number, right: number, bottom: number]
}

/** What is seen several times, from places at least so far apart, is where the rays meet. */
const BASELINE = 2
const FARTHEST = 150
/** How high lights and signs are, about, where nothing else tells how far they are. */
const HEIGHT = 0.9
const [NEAREST_GUESS, FARTHEST_GUESS] = [3, 120]

/** A thing where it was seen, as large as it looks there, and whether its distance is a guess. */
export function placeSeen(sightings: readonly Sighting[]): {
  readonly cuboid: Cuboid
  readonly isGuess: boolean
} {
  const nearest = sightings.reduce((best, one) => (heightOf(one) > heightOf(best) ? one : best))
  const met = whereRaysMeet(sightings)
  const ray = rayOf(nearest)
  const away = met === null ? guessedDistance(nearest) : distance(met, ray.from)
  const center = met ?? add(ray.from, scale(ray.way, away))
  const [left, top, right, bottom] = nearest.rectangle
  const { focalPx } = nearest.camera.model
  const [wide, high] = [((right - left) / focalPx[0]) * away, ((bottom - top) / focalPx[1]) * away]
  const [x, y] = subtract(ray.from, center)
  return {
    cuboid: {
      center,
      extent: [0.05, Math.max(0.05, wide), Math.max(0.05, high)],
      rotation: fromYaw(Math.atan2(y, x)),
    },
    isGuess: met === null,
  }
}

type Ray = { readonly from: Vec3; readonly way: Vec3 }

function rayOf({ camera, worldFromCamera, rectangle: [left, top, right, bottom] }: Sighting): Ray {
  const middle = [(left + right) / 2, (top + bottom) / 2] as const
  return {
    from: transform(worldFromCamera, [0, 0, 0]),
    way: rotate(worldFromCamera.rotation, unproject(camera.model, middle)),
  }
}

function heightOf({ rectangle: [, top, , bottom] }: Sighting): number {
  return bottom - top
}

function guessedDistance(sighting: Sighting): number {
  const far = (HEIGHT * sighting.camera.model.focalPx[1]) / Math.max(1, heightOf(sighting))
  return Math.min(FARTHEST_GUESS, Math.max(NEAREST_GUESS, far))
}

/** The point nearest to all rays; `null` where they start in one place, or it lies behind one. */
function whereRaysMeet(sightings: readonly Sighting[]): Vec3 | null {
  const rays = sightings.map(rayOf)
  const [first] = rays
  if (first === undefined || rays.every(({ from }) => distance(from, first.from) < BASELINE))
    return null
  // Least squares: the sum of I - w wᵀ over the rays, and of it times where they start.
  const left = [0, 0, 0, 0, 0, 0, 0, 0, 0]
  const right = [0, 0, 0]
  for (const { from, way } of rays) {
    for (let row = 0; row < 3; row++) {
      for (let column = 0; column < 3; column++) {
        const part = (row === column ? 1 : 0) - way[row]! * way[column]!
        left[row * 3 + column] = left[row * 3 + column]! + part
        right[row] = right[row]! + part * from[column]!
      }
    }
  }
  const point = solve(left, right)
  if (point === null) return null
  const isAhead = rays.every(({ from, way }) => dot(subtract(point, from), way) > 1)
  const isNear = rays.every(({ from }) => distance(from, point) < FARTHEST)
  return isAhead && isNear && norm(point) < Number.POSITIVE_INFINITY ? point : null
}

/** The solution of three equations by Cramer's rule; `null` where there is not one. */
function solve(m: readonly number[], b: readonly number[]): Vec3 | null {
  const determinant = (columns: readonly (readonly number[])[]): number => {
    const [p, q, r] = columns as [number[], number[], number[]]
    return (
      p[0]! * (q[1]! * r[2]! - q[2]! * r[1]!) -
      q[0]! * (p[1]! * r[2]! - p[2]! * r[1]!) +
      r[0]! * (p[1]! * q[2]! - p[2]! * q[1]!)
    )
  }
  const columns = [0, 1, 2].map((column) => [m[column]!, m[3 + column]!, m[6 + column]!])
  const whole = determinant(columns)
  if (Math.abs(whole) < 1e-9) return null
  const [x, y, z] = columns.map(
    (_, at) => determinant(columns.map((one, index) => (index === at ? b : one))) / whole,
  )
  return [x!, y!, z!]
}
