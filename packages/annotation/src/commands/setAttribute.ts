import type { Annotations } from '../annotations.ts'
import type { TrackId } from '../ids.ts'
import type { Attributes } from '../ontology.ts'
import type { Patch } from '../patch.ts'
import { patchOf, touch } from './changes.ts'
import { openCuboids, openTrack } from './guards.ts'

/** An attribute and its new value; `null` takes it away. */
export type AttributeChange = {
  readonly attribute: string
  readonly value: boolean | number | string | null
}

/**
 * Sets an attribute that holds for the whole track.
 *
 * @throws {UnknownTrackError} when the track does not exist.
 * @throws {FrozenCuboidError} when one of its cuboids is final.
 */
export function setTrackAttribute(
  annotations: Annotations,
  args: AttributeChange & { readonly trackId: TrackId },
): Patch {
  const track = openTrack(annotations, args.trackId)
  if (hasValue(track.attributes, args)) return []
  return patchOf(annotations, [{ ...track, attributes: withValue(track.attributes, args) }])
}

/**
 * Sets an attribute of the track's cuboids at some frames; a waiting pre-label becomes `fixed`.
 *
 * @throws {UnknownTrackError} when the track does not exist.
 * @throws {FrozenCuboidError} when all of them are final.
 */
export function setCuboidAttribute(
  annotations: Annotations,
  args: AttributeChange & { readonly trackId: TrackId; readonly frames: readonly number[] },
): Patch {
  const changed = openCuboids(annotations, args.trackId, args.frames)
    .filter(({ attributes }) => !hasValue(attributes, args))
    // What was accepted stays so: its place is still the one a person stands for.
    .map((cuboid) => (cuboid.state === 'accepted' ? cuboid : touch(cuboid)))
    .map((cuboid) => ({ ...cuboid, attributes: withValue(cuboid.attributes, args) }))
  return patchOf(annotations, changed)
}

function hasValue(attributes: Attributes, { attribute, value }: AttributeChange): boolean {
  return (Object.hasOwn(attributes, attribute) ? attributes[attribute] : null) === value
}

function withValue(attributes: Attributes, { attribute, value }: AttributeChange): Attributes {
  const others = Object.entries(attributes).filter(([id]) => id !== attribute)
  return Object.fromEntries(value === null ? others : [...others, [attribute, value]])
}
