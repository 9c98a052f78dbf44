import { type AnnotationRecord, cuboidId, type TrackId, trackId } from '@trueline/annotation'
import { add, type Cuboid, fromYaw, multiply, rotate, type Vec3 } from '@trueline/geometry'
import { between, normal, type Random } from '../random.ts'
import type { SeenTrack } from '../truth/observe.ts'
import { isRigid } from '../truth/truthRecords.ts'

/** A box of a track in the making. */
export type DraftBox = { readonly cuboid: Cuboid; readonly score: number }

/** A pre-labelled track in the making. */
export type Draft = {
  readonly category: string
  readonly isStatic: boolean
  readonly boxByFrame: Map<number, DraftBox>
  /** Mean number of points: what a model's certainty hangs on. */
  readonly points: number
  readonly number: number
}

/** The id of a draft's track. */
export function idOf({ number }: Draft): TrackId {
  return trackId(`model-${number}`)
}

/** Frames of a draft, ascending. */
export function framesOf({ boxByFrame }: Draft): readonly number[] {
  return [...boxByFrame.keys()].sort((a, b) => a - b)
}

/** A box moved along its own axes, turned, and stretched by a factor for each axis. */
export function nudged(
  cuboid: Cuboid,
  { by = [0, 0, 0], turn = 0, stretch = [1, 1, 1] }: { by?: Vec3; turn?: number; stretch?: Vec3 },
): Cuboid {
  const { center, extent, rotation } = cuboid
  return {
    center: add(center, rotate(rotation, by)),
    extent: [extent[0] * stretch[0], extent[1] * stretch[1], extent[2] * stretch[2]],
    rotation: turn === 0 ? rotation : multiply(fromYaw(turn), rotation),
  }
}

/** What a good model makes of a track: each box a little off, its size a little off throughout. */
export function draftOf(track: SeenTrack, number: number, random: Random): Draft {
  const stretch: Vec3 = [
    1 + 0.015 * normal(random),
    1 + 0.015 * normal(random),
    1 + 0.01 * normal(random),
  ]
  const points = track.seen.reduce((sum, { pointCount }) => sum + pointCount, 0) / track.seen.length
  const boxByFrame = new Map<number, DraftBox>()
  for (const { frame, cuboid, pointCount } of track.seen) {
    const range = Math.hypot(cuboid.center[0], cuboid.center[1])
    const spread = 0.02 + 0.0006 * range
    const by: Vec3 = [spread * normal(random), spread * normal(random), 0.012 * normal(random)]
    const score = 0.95 - 0.4 * Math.exp(-pointCount / 35) + 0.03 * normal(random)
    boxByFrame.set(frame, {
      cuboid: nudged(cuboid, { by, turn: 0.008 * normal(random), stretch }),
      score: clampScore(score),
    })
  }
  return { category: track.category, isStatic: track.isStatic, boxByFrame, points, number }
}

function clampScore(score: number): number {
  return Math.min(0.99, Math.max(0.11, Math.round(score * 1000) / 1000))
}

/** Puts another box into a frame. A faulty box mostly, but not always, scores lower. */
export function spoil(
  draft: Draft,
  frame: number,
  { cuboid, random }: { cuboid: Cuboid; random: Random },
): void {
  const score = draft.boxByFrame.get(frame)?.score ?? 0.6
  const loss = random() < 0.75 ? between(random, 0.08, 0.32) : 0
  draft.boxByFrame.set(frame, { cuboid, score: clampScore(score - loss) })
}

/** The records of a draft: proposals nobody has looked at. */
export function recordsOf(draft: Draft): readonly AnnotationRecord[] {
  const id = idOf(draft)
  const frames = framesOf(draft)
  const first = draft.boxByFrame.get(frames[0]!)!.cuboid
  const isOneSize =
    isRigid(draft.category) &&
    [...draft.boxByFrame.values()].every(({ cuboid }) =>
      cuboid.extent.every((value, axis) => Math.abs(value - first.extent[axis]!) < 1e-9),
    )
  return [
    {
      kind: 'track',
      id,
      category: draft.category,
      number: draft.number,
      attributes: {},
      isStatic: null,
      extent: isOneSize ? first.extent : null,
      provenance: 'model',
      extras: {},
    },
    ...frames.map((frame): AnnotationRecord => {
      const { cuboid, score } = draft.boxByFrame.get(frame)!
      return {
        kind: 'cuboid',
        id: cuboidId(id, frame),
        trackId: id,
        frame,
        ...cuboid,
        attributes: {},
        provenance: 'model',
        state: 'proposed',
        score,
        proposal: cuboid,
        pointCount: null,
        extras: {},
      }
    }),
  ]
}
