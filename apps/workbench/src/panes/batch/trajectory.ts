import { type Clip, type CuboidRecord, isShown } from '@trueline/annotation'
import { IDENTITY_POSE, rotate, transformCuboid, type Vec3 } from '@trueline/geometry'
import type { Size } from '../cameras/imageTransform.ts'

/** Where an object was at a frame, on the strip: in CSS pixels, with its heading there. */
export type PathPlace = {
  readonly frame: number
  readonly x: number
  readonly y: number
  /** Direction of its front, on the strip: length 1. */
  readonly heading: readonly [x: number, y: number]
}

/** Around the way so much is left free. */
const RIM_PX = 14
/** What moves less than this is not shown larger than life. */
const SHORTEST_M = 6

/**
 * The way of an object seen from above, laid along a strip: in the world, from left to right, at one
 * scale. Frames count as standing at the origin where the clip has no poses.
 */
export function pathOf(
  clip: Pick<Clip, 'frames'>,
  cuboids: readonly CuboidRecord[],
  { width, height }: Size,
): readonly PathPlace[] {
  const places = cuboids.filter(isShown).map((cuboid) => {
    const pose = clip.frames[cuboid.frame]?.worldFromEgo ?? IDENTITY_POSE
    const { center, rotation } = transformCuboid(pose, cuboid)
    return { frame: cuboid.frame, center, front: rotate(rotation, [1, 0, 0]) }
  })
  const first = places[0]?.center ?? [0, 0, 0]
  const last = places.at(-1)?.center ?? first
  const along = directionOf(first, last) ?? directionOf([0, 0, 0], places[0]?.front ?? [1, 0, 0])
  const [cos, sin] = along ?? [1, 0]
  const turned = ([x, y]: Vec3): readonly [number, number] => [cos * x + sin * y, cos * y - sin * x]
  const spots = places.map(({ center }) => turned(center))
  const [minX, maxX] = rangeOf(spots.map(([x]) => x))
  const [minY, maxY] = rangeOf(spots.map(([, y]) => y))
  const scale = Math.min(
    (width - 2 * RIM_PX) / Math.max(SHORTEST_M, maxX - minX),
    (height - 2 * RIM_PX) / Math.max(SHORTEST_M / 4, maxY - minY),
  )
  return places.map(({ frame, front }, index) => {
    const [x, y] = spots[index]!
    const [ahead, left] = turned(front)
    return {
      frame,
      x: width / 2 + (x - (minX + maxX) / 2) * scale,
      // Left of the way is up.
      y: height / 2 - (y - (minY + maxY) / 2) * scale,
      heading: [ahead, -left],
    }
  })
}

/** The direction from one place to another on the ground; `null` where they are one. */
function directionOf(from: Vec3, to: Vec3): readonly [number, number] | null {
  const [x, y] = [to[0] - from[0], to[1] - from[1]]
  const length = Math.hypot(x, y)
  return length < 0.5 ? null : [x / length, y / length]
}

function rangeOf(values: readonly number[]): readonly [number, number] {
  return values.length === 0 ? [0, 0] : [Math.min(...values), Math.max(...values)]
}

/** The place nearest to a spot of the strip, and no further from it than a hand means; `null` for none. */
export function nearestPlace(path: readonly PathPlace[], x: number, y: number): PathPlace | null {
  const away = (place: PathPlace): number => Math.hypot(place.x - x, place.y - y)
  const nearest = path.reduce<PathPlace | null>(
    (best, place) => (best !== null && away(best) <= away(place) ? best : place),
    null,
  )
  return nearest !== null && away(nearest) < 24 ? nearest : null
}
