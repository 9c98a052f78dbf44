import type { Cuboid } from '@trueline/geometry'
import type { ClipTrack } from '../track/clipTrack.ts'
import type { Street } from './traffic.ts'

/** How an object of a street was tracked. */
export type Judged = {
  /** The finder's cuboid and the true one, frame by frame of those in which it was found. */
  readonly finds: readonly {
    readonly frame: number
    readonly found: Cuboid
    readonly real: Cuboid
  }[]
  readonly finders: ReadonlySet<string>
  readonly switches: number
}

/** A track this near is the object's. */
const NEAR = 1

/** How each object of a street was tracked, by name. */
export function judged(street: Street, tracks: readonly ClipTrack[]): ReadonlyMap<string, Judged> {
  const byFrame = new Map<number, { readonly id: string; readonly cuboid: Cuboid }[]>()
  for (const { id, cuboids } of tracks) {
    for (const { frame, cuboid } of cuboids) {
      byFrame.set(frame, [...(byFrame.get(frame) ?? []), { id, cuboid }])
    }
  }
  const result = new Map<string, Judged>()
  for (const [name, truth] of street.truth) {
    let last: string | null = null
    let switches = 0
    const finders = new Set<string>()
    const finds = truth.flatMap((real, frame) => {
      const found = (byFrame.get(frame) ?? [])
        .map((one) => ({ ...one, away: away(one.cuboid, real) }))
        .toSorted((a, b) => a.away - b.away)[0]
      if (found === undefined || found.away > NEAR) return []
      if (last !== null && last !== found.id) switches += 1
      last = found.id
      finders.add(found.id)
      return [{ frame, found: found.cuboid, real }]
    })
    result.set(name, { finds, finders, switches })
  }
  return result
}

/** Distance of two centers on the ground. */
export function away(a: Cuboid, b: Cuboid): number {
  return Math.hypot(a.center[0] - b.center[0], a.center[1] - b.center[1])
}
