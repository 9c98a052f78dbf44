import {
  type AnnotationRecord,
  type CuboidRecord,
  cuboidId,
  meaningOf,
  type Ontology,
  type Track,
  type TrackId,
  trackId,
} from '@trueline/annotation'
import type { ClipTrack } from '@trueline/perception'

/** Tracks as records, surest first, each of their cuboids with its track's score. */
export function proposalRecords(
  tracks: readonly ClipTrack[],
  ontology: Ontology,
): readonly AnnotationRecord[] {
  return tracks
    .toSorted((a, b) => b.score - a.score)
    .flatMap((found, index): readonly AnnotationRecord[] => {
      const id = trackId(`proposal-${index + 1}`)
      const track: Track = {
        ...{ kind: 'track', id, number: index + 1, attributes: {}, extras: {} },
        category: categoryIn(ontology, found.category),
        isStatic: found.isStatic,
        extent: found.extent,
        provenance: 'model',
      }
      return [track, ...found.cuboids.map((one) => cuboidRecord(id, one, found.score))]
    })
}

/** The ontology's own word for one of our categories; ours where it has none. */
function categoryIn({ categories }: Ontology, category: string): string {
  return categories.find(({ id }) => meaningOf(id) === category)?.id ?? category
}

function cuboidRecord(
  of: TrackId,
  { frame, cuboid, why }: ClipTrack['cuboids'][number],
  score: number,
): CuboidRecord {
  return {
    ...cuboid,
    ...{ kind: 'cuboid', id: cuboidId(of, frame), trackId: of, frame, attributes: {}, extras: {} },
    provenance: why.isFilled ? 'interpolated' : 'model',
    state: 'proposed',
    score,
    proposal: cuboid,
    pointCount: why.pointCount,
  }
}
