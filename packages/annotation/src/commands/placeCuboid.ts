import type { Cuboid } from '@trueline/geometry'
import { type Annotations, cuboidOf, cuboidsOf } from '../annotations.ts'
import type { Frame } from '../clip.ts'
import { cuboidId } from '../ids.ts'
import type { Patch } from '../patch.ts'
import type { CuboidRecord } from '../records/cuboid.ts'
import { patchOf, reshape, shapeOf } from './changes.ts'
import { type CuboidPlace, existingTrack, refuseFrozen, refuseUnsound } from './guards.ts'
import { interpolateStretch, isKeyframe } from './keyframes.ts'
import { momentsOf } from './moments.ts'

/**
 * Puts a track's cuboid somewhere at one frame, set by a human.
 *
 * A pre-label becomes `fixed`, a rejected one is a label again; where there was none it is `added`.
 * Interpolated stretches on both sides follow. A size of its own ends the track's common size.
 *
 * @throws {UnknownTrackError} when the track does not exist.
 * @throws {UnknownFrameError} when the clip has no such frame.
 * @throws {FrozenCuboidError} when the cuboid there is final.
 * @throws {UnsoundCuboidError} when the cuboid is no box.
 */
export function placeCuboid(
  annotations: Annotations,
  args: CuboidPlace & { readonly cuboid: Cuboid; readonly pointCount: number | null },
  frames: readonly Frame[],
): Patch {
  const track = existingTrack(annotations, args.trackId)
  const momentOf = momentsOf(frames)
  momentOf(args.frame)
  refuseUnsound(args.cuboid)
  const before = cuboidOf(annotations, args.trackId, args.frame)
  if (before !== undefined) refuseFrozen([before])
  const placed: CuboidRecord = {
    ...(before === undefined ? newCuboid(args) : reshape(before, args.cuboid, 'human')),
    pointCount: args.pointCount,
  }
  const isOfSize = track.extent?.every((side, axis) => side === placed.extent[axis]) ?? true
  const around = [-1, 1].flatMap((way) => {
    const far = boundOf(annotations, placed, way)
    if (far === null) return []
    const [first, last] = way < 0 ? [far, placed] : [placed, far]
    const between = cuboidsOf(annotations, args.trackId)
      .map(({ frame }) => frame)
      .filter((frame) => frame > first.frame && frame < last.frame)
    return interpolateStretch(annotations, {
      before: first,
      after: last,
      frames: between,
      momentOf,
    })
  })
  return patchOf(annotations, [
    ...(isOfSize ? [] : [{ ...track, extent: null }]),
    placed,
    ...around,
  ])
}

/** A human's cuboid where there was none. */
export function newCuboid(args: CuboidPlace & { readonly cuboid: Cuboid }): CuboidRecord {
  return {
    kind: 'cuboid',
    id: cuboidId(args.trackId, args.frame),
    trackId: args.trackId,
    frame: args.frame,
    ...shapeOf(args.cuboid),
    attributes: {},
    provenance: 'human',
    state: 'added',
    score: null,
    proposal: null,
    pointCount: null,
    extras: {},
  }
}

/** The cuboid that holds the far end of the interpolated stretch beside a frame; `null` without one. */
function boundOf(annotations: Annotations, from: CuboidRecord, way: number): CuboidRecord | null {
  let hasStretch = false
  for (let frame = from.frame + way; ; frame += way) {
    const cuboid = cuboidOf(annotations, from.trackId, frame)
    if (cuboid === undefined || cuboid.state === 'rejected') return null
    if (cuboid.provenance !== 'interpolated' || isKeyframe(cuboid))
      return hasStretch ? cuboid : null
    hasStretch = true
  }
}
