import { type Annotations, nextNumber, type Ontology, type TrackId } from '@trueline/annotation'
import { type ClipTrack, categoryIn, trackRecords } from '@trueline/perception'
import type { ProposedTrack } from '../store/proposals.ts'
import { relationOf } from './relation.ts'

/** What proposals are made for. */
export type ProposedFor = {
  readonly ontology: Ontology
  /** The labels there are, without proposals. */
  readonly labels: Annotations
  readonly newTrackId: () => TrackId
}

/** Tracks as proposals, surest first; those of a category that the ontology has no word for are left out. */
export function proposedTracks(
  tracks: readonly ClipTrack[],
  { ontology, labels, newTrackId }: ProposedFor,
): readonly ProposedTrack[] {
  const first = nextNumber(labels)
  return tracks
    .flatMap((found) => {
      const category = categoryIn(ontology, found.category)
      return category === null ? [] : [{ found, category }]
    })
    .toSorted((a, b) => b.found.score - a.found.score)
    .map(({ found, category }, index) => {
      const { track, cuboids } = trackRecords(found, {
        id: newTrackId(),
        number: first + index,
        category,
      })
      const whys = found.cuboids.map(({ why }) => why)
      return {
        track,
        cuboids,
        score: found.score,
        support: {
          framesSeen: whys.filter(({ isFilled }) => !isFilled).length,
          framesFilled: whys.filter(({ isFilled }) => isFilled).length,
          points: whys.reduce((sum, { pointCount }) => sum + (pointCount ?? 0), 0),
        },
        relation: relationOf(
          cuboids.map((cuboid) => ({ frame: cuboid.frame, cuboid })),
          labels,
        ),
      }
    })
}
