import {
  type Annotations,
  type CuboidRecord,
  cuboidId,
  meaningOf,
  nextNumber,
  type Ontology,
  type Track,
  type TrackId,
} from '@trueline/annotation'
import type { ClipTrack } from '@trueline/perception'
import type { ProposedTrack } from '../store/proposals.ts'
import { relationOf } from './relation.ts'

/** What proposals are made for. */
export type ProposedFor = {
  readonly ontology: Ontology
  /** The labels there are, without proposals. */
  readonly labels: Annotations
  /** The clip's frame of each frame the tracks were made of. */
  readonly frames: readonly number[]
  readonly newTrackId: () => TrackId
}

/** What a model's category is called where an ontology does not have it. */
const NEAR: { readonly [category: string]: readonly string[] } = {
  truck: ['bus', 'trailer', 'construction_vehicle', 'van'],
  bus: ['truck'],
  car: ['van'],
  cyclist: ['bicycle', 'motorcycle'],
  bicycle: ['cyclist'],
  motorcycle: ['cyclist'],
}

/** Tracks as proposals, surest first; those of a category that the ontology has no word for are left out. */
export function proposedTracks(
  tracks: readonly ClipTrack[],
  { ontology, labels, frames, newTrackId }: ProposedFor,
): readonly ProposedTrack[] {
  const first = nextNumber(labels)
  return tracks
    .flatMap((found) => {
      const category = categoryFor(ontology, found.category)
      return category === null ? [] : [{ found, category }]
    })
    .toSorted((a, b) => b.found.score - a.found.score)
    .map(({ found, category }, index) => {
      const cuboids = found.cuboids.map((one) => ({ ...one, frame: frames[one.frame]! }))
      const track: Track = {
        kind: 'track',
        id: newTrackId(),
        category,
        number: first + index,
        attributes: {},
        isStatic: found.isStatic,
        extent: found.extent,
        provenance: 'model',
        extras: {},
      }
      const points = cuboids.map(({ why }) => why.pointCount ?? 0)
      return {
        track,
        cuboids: cuboids.map((one) => recordOf(track.id, one)),
        score: found.score,
        support: {
          framesSeen: cuboids.filter(({ why }) => !why.isFilled).length,
          framesFilled: cuboids.filter(({ why }) => why.isFilled).length,
          points: points.reduce((sum, count) => sum + count, 0),
        },
        relation: relationOf(cuboids, labels),
      }
    })
}

/** The ontology's category for one of ours: the same, else the nearest it has; `null` for none. */
export function categoryFor(ontology: Ontology, category: string): string | null {
  for (const wanted of [category, ...(NEAR[category] ?? [])]) {
    const found = ontology.categories.find(({ id }) => meaningOf(id) === wanted)
    if (found !== undefined) return found.id
  }
  return null
}

function recordOf(of: TrackId, { frame, cuboid, why }: ClipTrack['cuboids'][number]): CuboidRecord {
  return {
    ...cuboid,
    kind: 'cuboid',
    id: cuboidId(of, frame),
    trackId: of,
    frame,
    attributes: {},
    provenance: why.isFilled ? 'interpolated' : 'model',
    state: 'proposed',
    score: why.score,
    proposal: cuboid,
    pointCount: why.pointCount,
    extras: {},
  }
}
