import { type Cuboid, conjugate, rotate, subtract, type Vec3 } from '@trueline/geometry'

/** A half line; `direction` has length 1. */
export type Ray = { readonly origin: Vec3; readonly direction: Vec3 }

/**
 * The cuboid under the pointer, or `null`: of those the ray meets first, the smallest, so that a
 * person before a lorry and a load inside it can be picked. A cuboid around the viewer is passed over.
 *
 * @param slack Angle by which a box is larger than it is: a far one is hard to hit.
 */
export function pickCuboid<Item extends { readonly cuboid: Cuboid }>(
  items: readonly Item[],
  ray: Ray,
  slack: number,
): Item | null {
  const hits = items.flatMap((item) => {
    const hit = crossing(item.cuboid, ray, slack)
    return hit === null || hit.enter <= 0 ? [] : [{ item, ...hit }]
  })
  const nearest = hits.toSorted((a, b) => a.enter - b.enter)[0]
  if (nearest === undefined) return null
  const overlapping = hits.filter(({ enter }) => enter <= nearest.exit)
  return overlapping.reduce((best, hit) => (volume(hit.item) < volume(best.item) ? hit : best)).item
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
