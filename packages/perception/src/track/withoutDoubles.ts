import { intersectionArea } from '@trueline/geometry'
import type { ClipTrack, TrackedCuboid } from './clipTrack.ts'

/** One stands in the other where they share this much of the smaller footprint, */
const SHARED = 0.5
/** in this share of the shorter one's frames. */
const TOGETHER = 0.5

/**
 * The tracks without those that stand in a surer one: two solids cannot be at one place, so one object
 * was taken for two.
 */
export function withoutDoubles(tracks: readonly ClipTrack[]): readonly ClipTrack[] {
  const byEvidence = tracks.toSorted(
    (a, b) => evidenceOf(b) - evidenceOf(a) || (a.id < b.id ? -1 : 1),
  )
  const kept = new Set<ClipTrack>()
  const keptAt = new Map<number, { readonly track: ClipTrack; readonly one: TrackedCuboid }[]>()
  for (const track of byEvidence) {
    const shared = new Map<ClipTrack, number>()
    for (const one of track.cuboids) {
      for (const other of keptAt.get(one.frame) ?? []) {
        if (!areInOneAnother(one, other.one)) continue
        shared.set(other.track, (shared.get(other.track) ?? 0) + 1)
      }
    }
    const isDouble = [...shared].some(([other, count]) => {
      return count > TOGETHER * Math.min(track.cuboids.length, other.cuboids.length)
    })
    if (isDouble) continue
    kept.add(track)
    for (const one of track.cuboids) {
      const list = keptAt.get(one.frame) ?? []
      list.push({ track, one })
      keptAt.set(one.frame, list)
    }
  }
  return tracks.filter((track) => kept.has(track))
}

function areInOneAnother({ cuboid: a }: TrackedCuboid, { cuboid: b }: TrackedCuboid): boolean {
  const reach = (Math.hypot(...a.extent) + Math.hypot(...b.extent)) / 2
  if (Math.hypot(a.center[0] - b.center[0], a.center[1] - b.center[1]) > reach) return false
  const smaller = Math.min(a.extent[0] * a.extent[1], b.extent[0] * b.extent[1])
  return intersectionArea(a, b) > SHARED * smaller
}

function evidenceOf({ cuboids }: ClipTrack): number {
  return cuboids.reduce((sum, { why }) => sum + (why.isFilled ? 0 : why.score), 0)
}
