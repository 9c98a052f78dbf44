import { compose, invert, transformCuboid } from '@trueline/geometry'
import { type Annotations, cuboidOf } from '../annotations.ts'
import type { Frame } from '../clip.ts'
import type { Patch } from '../patch.ts'
import type { CuboidRecord } from '../records/cuboid.ts'
import { patchOf, reshape } from './changes.ts'
import { type CuboidPlace, existingCuboid } from './guards.ts'
import { isKeyframe } from './keyframes.ts'
import { momentsOf } from './moments.ts'
import { newCuboid } from './placeCuboid.ts'

/**
 * Copies a cuboid to other frames, at the same place in the world (what stands still) or beside the
 * ego (what drives along).
 *
 * What a person stands for there is left alone. Copies count as interpolated until someone sets them.
 *
 * @throws {UnknownCuboidError} when there is none to copy.
 * @throws {UnknownFrameError} when the clip has no such frame.
 */
export function copyToFrames(
  annotations: Annotations,
  args: CuboidPlace & { readonly to: readonly number[]; readonly keeping: 'world' | 'ego' },
  frames: readonly Frame[],
): Patch {
  const source = existingCuboid(annotations, args)
  const momentOf = momentsOf(frames)
  const { worldFromEgo } = momentOf(args.frame)
  const copies = args.to.flatMap((frame): readonly CuboidRecord[] => {
    const there = cuboidOf(annotations, args.trackId, frame)
    const egoFromWorld = invert(momentOf(frame).worldFromEgo)
    if (frame === args.frame || (there !== undefined && isKeyframe(there))) return []
    const shape =
      args.keeping === 'ego' ? source : transformCuboid(compose(egoFromWorld, worldFromEgo), source)
    if (there !== undefined) return [reshape(there, shape, 'interpolated')]
    return [
      {
        ...newCuboid({ trackId: args.trackId, frame, cuboid: shape }),
        attributes: source.attributes,
        provenance: 'interpolated',
      },
    ]
  })
  return patchOf(annotations, copies)
}
