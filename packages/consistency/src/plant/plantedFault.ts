import type { AnnotationRecord, CuboidRecord, Track, TrackId } from '@trueline/annotation'
import { cuboidId } from '@trueline/annotation'
import { add, type Cuboid, fromYaw, multiply, rotate, type Vec3 } from '@trueline/geometry'
import type { CheckId, FixedId } from '../finding.ts'
import type { TrackState, TrackView } from '../views/trackView.ts'

/** A fault that was put into good labels. */
export type PlantedFault = {
  /** The check that ought to find it. */
  readonly check: CheckId
  readonly tracks: readonly TrackId[]
  /** Where it shows, ascending. */
  readonly frames: readonly number[]
  /** Lanes, map elements and links, of a fault of the road. */
  readonly fixed?: readonly FixedId[]
  /** How bad it is, in the unit of the check's value. */
  readonly strength: number
}

/** Numbers from 0 to 1, 1 excluded. */
export type Random = () => number

/** What a fault may be planted with. */
export type Bed = {
  readonly view: TrackView
  /** Clean tracks beside it. */
  readonly others: readonly TrackView[]
  readonly random: Random
  /** The id and number of a track that a fault adds. */
  readonly fresh: () => { readonly id: TrackId; readonly number: number }
}

/** A fault and the records that make it, `null` for gone. */
export type Planting = {
  readonly fault: PlantedFault
  readonly after: readonly (AnnotationRecord | { readonly gone: CuboidRecord | Track })[]
}

/** A number between two. */
export function between(random: Random, min: number, max: number): number {
  return min + (max - min) * random()
}

/** A whole number between two, both included. */
export function whole(random: Random, min: number, max: number): number {
  return min + Math.floor(random() * (max - min + 1))
}

/** Neighbouring states somewhere in a track, the ends of it left out. */
export function stretchOf(
  { states }: TrackView,
  length: number,
  random: Random,
): readonly TrackState[] {
  const inner = states.slice(1, -1)
  const count = Math.min(length, inner.length)
  const from = whole(random, 0, inner.length - count)
  return inner.slice(from, from + count)
}

/** A cuboid moved along its own axes, turned, and stretched by a factor for each axis. */
export function nudged(
  cuboid: CuboidRecord,
  { by = [0, 0, 0], turn = 0, stretch = [1, 1, 1] }: { by?: Vec3; turn?: number; stretch?: Vec3 },
): CuboidRecord {
  const { center, extent, rotation } = cuboid
  return shaped(cuboid, {
    center: add(center, rotate(rotation, by)),
    extent: [extent[0] * stretch[0], extent[1] * stretch[1], extent[2] * stretch[2]],
    rotation: multiply(fromYaw(turn), rotation),
  })
}

/** A cuboid with another shape, as a model might have proposed it. */
export function shaped(cuboid: CuboidRecord, shape: Cuboid): CuboidRecord {
  return { ...cuboid, ...shape, proposal: shape }
}

/** A cuboid as another track's. */
export function ownedBy(trackId: TrackId, cuboid: CuboidRecord): CuboidRecord {
  return { ...cuboid, id: cuboidId(trackId, cuboid.frame), trackId }
}
