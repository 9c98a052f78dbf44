import { type AnnotationRecord, meaningOf, type Ontology, trackId } from '@trueline/annotation'
import { type ClipTrack, trackRecords } from '@trueline/perception'

/**
 * Tracks as records, surest first, in the ontology's words; in ours where it has none for the same. A
 * truck is not called a van because nobody labelled a truck yet: these records are a file of their own.
 */
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
        category: wordFor(found.category, ontology),
      })
      return [track, ...cuboids]
    })
}

function wordFor(category: string, { categories }: Ontology): string {
  return categories.find(({ id }) => meaningOf(id) === category)?.id ?? category
}
