import {
  type CuboidRecord,
  cuboidId,
  cuboidOf,
  cuboidsOf,
  isShown,
  type Patch,
  patchOf,
  reshape,
  resize,
  type TrackId,
} from '@trueline/annotation'
import { distance, medianOf, type Vec3 } from '@trueline/geometry'
import type { CuboidEvidence } from '../evidence.ts'
import { isOpen, type Mend, type MendContext } from './mend.ts'

/** Points further away than this are another object's. In meters. */
const FURTHEST = 1.5

/** Puts boxes where the points have them, their size and heading kept. */
export const refit: Mend = ({ tracks: [trackId], frames }, context) =>
  trackId === undefined ? [] : refitBoxes(context, trackId, frames)

/** The edit that puts all boxes of a track that no person stands for where the points have them. */
export function refitBoxes(
  { annotations, evidence }: Pick<MendContext, 'annotations' | 'evidence'>,
  trackId: TrackId,
  frames: readonly number[] | null = null,
): Patch {
  const named = frames === null ? null : new Set(frames)
  return patchOf(
    annotations,
    cuboidsOf(annotations, trackId).flatMap((cuboid): readonly CuboidRecord[] => {
      const shape = evidence.get(cuboid.id)?.refit ?? null
      if (shape === null || !isOpen(cuboid) || named?.has(cuboid.frame) === false) return []
      const off = distance(shape.center, cuboid.center)
      // A box changed since the points were asked has another size than they know.
      const isSame = shape.extent.every(
        (side, axis) => Math.abs(side - cuboid.extent[axis]!) < 1e-6,
      )
      if (!isSame || off > FURTHEST || off < 1e-6) return []
      return [reshape(cuboid, { ...cuboid, center: shape.center }, 'refit')]
    }),
  )
}

/**
 * Which of the sides that the points show, from the shortest on, is the whole one. Most frames show less
 * than the length; a width that is shown too wide is a neighbour's.
 */
const SHOWN_WHOLE = { length: 0.85, width: 0.6 } as const

/**
 * Gives a track the length and width that its points show, each box kept at the faces that the sensor
 * sees and these put on the points.
 */
export const fitSize: Mend = ({ tracks: [trackId], check }, { annotations, evidence }) => {
  if (trackId === undefined) return []
  const shown = cuboidsOf(annotations, trackId).filter(isShown)
  if (!shown.every(isOpen)) return []
  const told = shown.flatMap(({ id }) => evidence.get(id)?.grown ?? [])
  if (told.length === 0) return []
  const side = (axis: 0 | 1, share: number): number => {
    const sides = told.map(({ extent }) => extent[axis]).sort((a, b) => a - b)
    const whole = sides[Math.min(sides.length - 1, Math.floor(share * sides.length))]!
    const now = medianOf(shown.map(({ extent }) => extent[axis]))
    // What is loose does not grow, and what is cut does not shrink.
    return check === 'E2' ? Math.min(now, whole) : Math.max(now, whole)
  }
  const height = medianOf(shown.map(({ extent }) => extent[2]))
  const extent: Vec3 = [side(0, SHOWN_WHOLE.length), side(1, SHOWN_WHOLE.width), height]
  return patchOf(
    annotations,
    shown.map((cuboid) => {
      const grown = evidence.get(cuboid.id)?.grown ?? null
      const [, , z] = cuboid.center
      const flat = grown === null ? cuboid : { ...grown, center: withHeight(grown.center, z) }
      const shape = resize({ ...flat, rotation: cuboid.rotation }, extent, 'nearest')
      return reshape(cuboid, { ...shape, center: withHeight(shape.center, z) }, 'refit')
    }),
  )
}

function withHeight([x, y]: Vec3, z: number): Vec3 {
  return [x, y, z]
}

/** Carries a track on beyond its ends, where its points go on. */
export const extend: Mend = ({ tracks: [trackId], frames }, { annotations, evidence }) => {
  if (trackId === undefined) return []
  const shown = cuboidsOf(annotations, trackId).filter(isShown)
  return patchOf(
    annotations,
    frames.flatMap((frame) => {
      const id = cuboidId(trackId, frame)
      const { refit: shape = null, pointCount }: Partial<CuboidEvidence> = evidence.get(id) ?? {}
      const [first, last] = [shown[0], shown.at(-1)]
      const like = first !== undefined && frame < first.frame ? first : last
      // A box that a person rejected there stays rejected.
      const isFree = cuboidOf(annotations, trackId, frame) === undefined
      return shape === null || like === undefined || !isFree
        ? []
        : [addedLike(like, { id, frame, ...shape, pointCount: pointCount ?? null })]
    }),
  )
}

function addedLike(
  like: CuboidRecord,
  place: Pick<CuboidRecord, 'id' | 'frame' | 'center' | 'extent' | 'rotation' | 'pointCount'>,
): CuboidRecord {
  return {
    ...like,
    ...place,
    ...{ provenance: 'refit', state: 'added', score: null, proposal: null, extras: {} },
  }
}
