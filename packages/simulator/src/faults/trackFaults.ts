import { trackId } from '@trueline/annotation'
import { distance, type Vec3 } from '@trueline/geometry'
import { between, normal, type Random, wholeBetween } from '../random.ts'
import type { SeenTrack } from '../truth/observe.ts'
import { stretchOf } from './boxFaults.ts'
import { type Draft, type DraftBox, framesOf, idOf, nudged } from './draft.ts'
import type { Fault } from './fault.ts'

/** The track is not there at all. */
export function plantMissing(draft: Draft): Fault {
  const frames = framesOf(draft)
  draft.boxByFrame.clear()
  return {
    kind: 'missing',
    trackIds: [trackId(`truth-${draft.number}`)],
    frames,
    strength: frames.length,
  }
}

/** From some frame on the object goes by a new number; `rest` is given its boxes. */
export function plantBroken(draft: Draft, rest: Draft, random: Random): Fault {
  const frames = framesOf(draft)
  const at = wholeBetween(random, Math.floor(frames.length * 0.3), Math.floor(frames.length * 0.7))
  const lost = wholeBetween(random, 0, 2)
  frames.slice(at).forEach((frame, i) => {
    const box = draft.boxByFrame.get(frame)!
    draft.boxByFrame.delete(frame)
    if (i >= lost || i === frames.length - at - 1) rest.boxByFrame.set(frame, box)
  })
  const moved = frames.slice(at)
  return {
    kind: 'broken',
    trackIds: [idOf(draft), idOf(rest)],
    frames: moved,
    strength: moved.length,
  }
}

/** The nearest other draft of the same category, and the first frame in which they are that near. */
export function neighbourOf(
  draft: Draft,
  others: readonly Draft[],
  within: number,
): { readonly other: Draft; readonly frame: number } | null {
  let best: { other: Draft; frame: number } | null = null
  let nearest = within
  for (const other of others) {
    if (other === draft || other.category !== draft.category) continue
    const shared = framesOf(draft).filter((frame) => other.boxByFrame.has(frame))
    // Enough before and after that it is a switch, and not two broken tracks.
    for (const frame of shared.slice(4, -4)) {
      const a = draft.boxByFrame.get(frame)!.cuboid.center
      const b = other.boxByFrame.get(frame)!.cuboid.center
      if (distance(a, b) >= nearest) continue
      nearest = distance(a, b)
      best = { other, frame }
    }
  }
  return best
}

/** From a frame on, two tracks have each other's boxes. */
export function plantSwitch(draft: Draft, other: Draft, from: number): Fault {
  const frames = [...new Set([...framesOf(draft), ...framesOf(other)])]
    .filter((frame) => frame >= from)
    .sort((a, b) => a - b)
  const put = (into: Draft, frame: number, box: DraftBox | undefined): void => {
    if (box === undefined) into.boxByFrame.delete(frame)
    else into.boxByFrame.set(frame, box)
  }
  for (const frame of frames) {
    const mine = draft.boxByFrame.get(frame)
    put(draft, frame, other.boxByFrame.get(frame))
    put(other, frame, mine)
  }
  return { kind: 'switch', trackIds: [idOf(draft), idOf(other)], frames, strength: frames.length }
}

/** For a while a second box lies over the first; it goes into `copy`. */
export function plantDuplicate(draft: Draft, copy: Draft, random: Random): Fault {
  const frames = stretchOf(framesOf(draft), wholeBetween(random, 4, 14), random)
  const far = between(random, 0.25, 0.5)
  const angle = between(random, -Math.PI, Math.PI)
  for (const frame of frames) {
    const { cuboid, score } = draft.boxByFrame.get(frame)!
    const by: Vec3 = [far * Math.cos(angle) + 0.03 * normal(random), far * Math.sin(angle), 0]
    const stretch: Vec3 = [between(random, 0.92, 1.04), between(random, 0.92, 1.04), 1]
    copy.boxByFrame.set(frame, {
      cuboid: nudged(cuboid, { by, turn: 0.03 * normal(random), stretch }),
      score: Math.max(0.15, Math.round((score - between(random, 0.15, 0.45)) * 1000) / 1000),
    })
  }
  return { kind: 'duplicate', trackIds: [idOf(copy), idOf(draft)], frames, strength: far }
}

/** Some frames of scenery that is taken for a road user; they go into `draft`. */
export function plantFalse(draft: Draft, lure: SeenTrack, random: Random): Fault {
  const seen = stretchOf(
    lure.seen.map(({ frame }) => frame),
    wholeBetween(random, 3, 22),
    random,
  )
  const turn = between(random, -Math.PI, Math.PI)
  for (const { frame, cuboid } of lure.seen) {
    if (!seen.includes(frame)) continue
    const by: Vec3 = [0.06 * normal(random), 0.06 * normal(random), 0.02 * normal(random)]
    draft.boxByFrame.set(frame, {
      cuboid: nudged(cuboid, { by, turn: turn + 0.04 * normal(random) }),
      score: Math.round(between(random, 0.22, 0.68) * 1000) / 1000,
    })
  }
  return { kind: 'false', trackIds: [idOf(draft)], frames: seen, strength: seen.length }
}
