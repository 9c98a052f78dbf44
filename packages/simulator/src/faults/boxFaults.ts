import type { Vec3 } from '@trueline/geometry'
import { between, type Random, wholeBetween } from '../random.ts'
import { type Draft, framesOf, idOf, nudged, spoil } from './draft.ts'
import type { Fault, FaultKind } from './fault.ts'

/** A stretch of neighbouring entries, as long as asked for or as there are, away from the ends if it can be. */
export function stretchOf(
  frames: readonly number[],
  length: number,
  random: Random,
): readonly number[] {
  const count = Math.min(length, frames.length)
  const from = Math.floor(random() * (frames.length - count + 1))
  return frames.slice(from, from + count)
}

function faultOf(kind: FaultKind, draft: Draft, rest: Pick<Fault, 'frames' | 'strength'>): Fault {
  return { kind, trackIds: [idOf(draft)], ...rest }
}

/** Some frames in the middle of a track are left out. */
export function plantGap(draft: Draft, random: Random): Fault {
  const inner = framesOf(draft).slice(1, -1)
  const frames = stretchOf(inner, wholeBetween(random, 2, 6), random)
  for (const frame of frames) draft.boxByFrame.delete(frame)
  return faultOf('gap', draft, { frames, strength: frames.length })
}

/** In single frames the size jumps. */
export function plantSizeJump(draft: Draft, random: Random): Fault {
  const all = framesOf(draft)
  const wanted = wholeBetween(random, 3, 7)
  const frames = all.filter((_, i) => i % Math.max(2, Math.floor(all.length / wanted)) === 1)
  let strength = 0
  for (const frame of frames) {
    const sign = random() < 0.5 ? -1 : 1
    const share = between(random, 0.12, 0.26)
    strength = Math.max(strength, share)
    const stretch: Vec3 = [1 + sign * share, 1 + sign * share * 0.6, 1 + sign * share * 0.3]
    spoil(draft, frame, {
      cuboid: nudged(draft.boxByFrame.get(frame)!.cuboid, { stretch }),
      random,
    })
  }
  return faultOf('sizeJump', draft, { frames, strength })
}

/** For a while the box ends short of one end of the object. */
export function plantCut(draft: Draft, random: Random): Fault {
  const frames = stretchOf(framesOf(draft), wholeBetween(random, 8, 20), random)
  const share = between(random, 0.22, 0.42)
  const end = random() < 0.5 ? -1 : 1
  for (const frame of frames) {
    const { cuboid } = draft.boxByFrame.get(frame)!
    const by: Vec3 = [(end * cuboid.extent[0] * share) / 2, 0, 0]
    spoil(draft, frame, { cuboid: nudged(cuboid, { by, stretch: [1 - share, 1, 1] }), random })
  }
  return faultOf('cut', draft, { frames, strength: share })
}

/** For a while the front is taken for the back. */
export function plantFlip(draft: Draft, random: Random): Fault {
  const frames = stretchOf(framesOf(draft), wholeBetween(random, 3, 10), random)
  for (const frame of frames) {
    const { cuboid } = draft.boxByFrame.get(frame)!
    spoil(draft, frame, { cuboid: nudged(cuboid, { turn: Math.PI }), random })
  }
  return faultOf('flip', draft, { frames, strength: Math.PI })
}

/** The box slides off, and turns a little, until the tracker finds its object again. */
export function plantDrift(draft: Draft, random: Random): Fault {
  const frames = stretchOf(framesOf(draft), wholeBetween(random, 9, 18), random)
  const strength = slide(draft, frames, { far: between(random, 0.6, 1.3), random })
  return faultOf('drift', draft, { frames: frames.slice(1), strength })
}

/** The box of something parked creeps away through the whole clip. */
export function plantStaticDrift(draft: Draft, random: Random): Fault {
  const frames = framesOf(draft)
  const strength = slide(draft, frames, { far: between(random, 0.5, 1), random })
  return faultOf('staticDrift', draft, { frames: frames.slice(1), strength })
}

function slide(
  draft: Draft,
  frames: readonly number[],
  { far, random }: { readonly far: number; readonly random: Random },
): number {
  const angle = between(random, -Math.PI, Math.PI)
  const turn = between(random, -0.1, 0.1)
  frames.forEach((frame, i) => {
    const share = frames.length > 1 ? i / (frames.length - 1) : 0
    if (share === 0) return
    const reach = far * (0.15 + 0.85 * share)
    const by: Vec3 = [reach * Math.cos(angle), reach * Math.sin(angle), 0]
    const { cuboid } = draft.boxByFrame.get(frame)!
    spoil(draft, frame, { cuboid: nudged(cuboid, { by, turn: turn * share }), random })
  })
  return far
}
