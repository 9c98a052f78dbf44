import type { Cuboid } from '@trueline/geometry'
import { type Annotations, applyPatch, cuboidOf, cuboidsOf, isShown } from '../annotations.ts'
import type { Frame } from '../clip.ts'
import type { TrackId } from '../ids.ts'
import type { Patch } from '../patch.ts'
import type { CuboidRecord } from '../records/cuboid.ts'
import type { AnnotationRecord } from '../records/record.ts'
import { patchOf, reshape } from './changes.ts'
import { openCuboid, refuseUnsound } from './guards.ts'
import { interpolateStretch, isKeyframe } from './keyframes.ts'
import { momentsOf } from './moments.ts'
import { placeCuboid } from './placeCuboid.ts'

/** Where a track's cuboid goes at a frame. */
export type PlacedCuboid = {
  readonly frame: number
  readonly cuboid: Cuboid
  readonly pointCount: number | null
  /** `refit`: found by a fit of many, which nobody stands for. */
  readonly provenance: 'human' | 'refit'
}

/**
 * Puts a track's cuboids somewhere at several frames, as one edit.
 *
 * @param args `between`: what becomes of boxes nobody stands for between a cuboid that a human sets here
 * and the keyframe before or after it: they are interpolated, or kept. Where no box is, none is made.
 * @throws {UnknownTrackError} when the track does not exist.
 * @throws {UnknownFrameError} when the clip has no such frame.
 * @throws {UnknownCuboidError} when there is no cuboid to refit.
 * @throws {FrozenCuboidError} when a cuboid there is final.
 * @throws {UnsoundCuboidError} when a cuboid is no box.
 */
export function placeCuboids(
  annotations: Annotations,
  args: {
    readonly trackId: TrackId
    readonly places: readonly PlacedCuboid[]
    readonly between: 'interpolate' | 'keep'
  },
  frames: readonly Frame[],
): Patch {
  const { trackId, places, between } = args
  const changed = new Map<string, AnnotationRecord>()
  let document = annotations
  const make = (patch: Patch): void => {
    document = applyPatch(document, patch)
    for (const { recordId, after } of patch) if (after !== null) changed.set(recordId, after)
  }
  for (const { provenance, ...place } of places) {
    if (provenance === 'human') make(placeCuboid(document, { trackId, ...place }, frames))
    else make(refit(document, { trackId, ...place }))
  }
  if (between === 'interpolate') {
    const set = places.filter(({ provenance }) => provenance === 'human')
    make(interpolateBeside(document, { trackId, frames: set.map(({ frame }) => frame) }, frames))
  }
  return patchOf(annotations, [...changed.values()])
}

function refit(
  annotations: Annotations,
  place: Omit<PlacedCuboid, 'provenance'> & { readonly trackId: TrackId },
): Patch {
  refuseUnsound(place.cuboid)
  const fitted = reshape(openCuboid(annotations, place), place.cuboid, 'refit')
  return patchOf(annotations, [{ ...fitted, pointCount: place.pointCount }])
}

/** Recomputes the boxes nobody stands for between keyframes at some frames and those next to them. */
function interpolateBeside(
  annotations: Annotations,
  args: { readonly trackId: TrackId; readonly frames: readonly number[] },
  frames: readonly Frame[],
): Patch {
  const set = new Set(args.frames)
  const cuboids = cuboidsOf(annotations, args.trackId)
  const keyframes = cuboids.filter(isKeyframe)
  const filled = keyframes.slice(1).flatMap((after, index): readonly CuboidRecord[] => {
    const before = keyframes[index]!
    if (!set.has(before.frame) && !set.has(after.frame)) return []
    const between = cuboids
      .filter((cuboid) => isShown(cuboid))
      .map(({ frame }) => frame)
      .filter((frame) => frame > before.frame && frame < after.frame)
    const momentOf = momentsOf(frames)
    return interpolateStretch(annotations, { before, after, frames: between, momentOf })
  })
  // One that comes out as it was is no change.
  return patchOf(
    annotations,
    filled.filter((cuboid) => !isWhereItWas(annotations, cuboid)),
  )
}

function isWhereItWas(annotations: Annotations, cuboid: CuboidRecord): boolean {
  const there = cuboidOf(annotations, cuboid.trackId, cuboid.frame)
  if (there?.provenance !== 'interpolated') return false
  return (['center', 'extent', 'rotation'] as const).every((field) =>
    cuboid[field].every((value, index) => value === there[field][index]),
  )
}
