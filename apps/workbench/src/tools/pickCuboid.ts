import { type Cuboid, conjugate, rotate, subtract, type Vec3 } from '@trueline/geometry'

/** A half line; `direction` has length 1. */
export type Ray = { readonly origin: Vec3; readonly direction: Vec3 }

/**
 * The cuboid under the pointer, or `null`: the first of `pickCuboids`.
 *
 * @param slack Angle by which a box is larger than it is: a far one is hard to hit.
 */
export function pickCuboid<Item extends { readonly cuboid: Cuboid }>(
  items: readonly Item[],
  ray: Ray,
  slack: number,
): Item | null {
  return pickCuboids(items, ray, slack)[0] ?? null
}

/**
 * The cuboids that lie under the pointer, the one that is meant first in front: of those the ray meets
 * first, the smallest, so that a person before a lorry and a load inside it can be picked; behind them
 * come the rest as the ray meets them. A cuboid around the viewer is passed over.
 *
 * @param slack Angle by which a box is larger than it is: a far one is hard to hit.
 */
export function pickCuboids<Item extends { readonly cuboid: Cuboid }>(
  items: readonly Item[],
  ray: Ray,
  slack: number,
): readonly Item[] {
  const hits = items
    .flatMap((item) => {
      const hit = crossing(item.cuboid, ray, slack)
      return hit === null || hit.enter <= 0 ? [] : [{ item, ...hit }]
    })
    .toSorted((a, b) => a.enter - b.enter)
  const exit = hits[0]?.exit ?? 0
  const overlapping = hits.filter(({ enter }) => enter <= exit)
  const behind = hits.filter(({ enter }) => enter > exit)
  const bySize = overlapping.toSorted((a, b) => volume(a.item) - volume(b.item))
  return [...bySize, ...behind].map(({ item }) => item)
}

/** Where a ray enters and leaves a cuboid, in meters from its origin; `null` where it misses. */
function crossing(cuboid: Cuboid, ray: Ray, slack: number) {
  const back = conjugate(cuboid.rotation)
  const away = subtract(ray.origin, cuboid.center)
  const origin = rotate(back, away)
  const direction = rotate(back, ray.direction)
  const margin = Math.hypot(...away) * Math.tan(slack)
  let enter = Number.NEGATIVE_INFINITY
  let exit = Number.POSITIVE_INFINITY
  for (const axis of [0, 1, 2] as const) {
    const half = cuboid.extent[axis] / 2 + margin
    if (direction[axis] === 0) {
      if (Math.abs(origin[axis]) > half) return null
      continue
    }
    const a = (-half - origin[axis]) / direction[axis]
    const b = (half - origin[axis]) / direction[axis]
    enter = Math.max(enter, Math.min(a, b))
    exit = Math.min(exit, Math.max(a, b))
  }
  return enter <= exit && exit > 0 ? { enter, exit } : null
}

function volume({ cuboid: { extent } }: { readonly cuboid: Cuboid }): number {
  return extent[0] * extent[1] * extent[2]
}
