import { type AnnotationRecord, type Ontology, trackId } from '@trueline/annotation'
import { type ClipTrack, categoryIn, trackRecords } from '@trueline/perception'

/** Tracks as records, surest first; of a category that the ontology has no word for in ours. */
export function proposalRecords(
  tracks: readonly ClipTrack[],
  ontology: Ontology,
): readonly AnnotationRecord[] {
  return tracks
    .toSorted((a, b) => b.score - a.score)
    .flatMap((found, index): readonly AnnotationRecord[] => {
      const { track, cuboids } = trackRecords(found, {
        id: trackId(`proposal-${index + 1}`),
        number: index + 1,
        category: categoryIn(ontology, found.category) ?? found.category,
      })
      return [track, ...cuboids]
    })
}
