import { type AnnotationRecord, cuboidId, trackId } from '@trueline/annotation'
import { SIMULATED_ONTOLOGY } from '../ontology.ts'
import type { SeenTrack } from './observe.ts'

/** Whether every cuboid of a category's tracks has one size. */
export function isRigid(category: string): boolean {
  return SIMULATED_ONTOLOGY.categories.some(({ id, isRigid: rigid }) => id === category && rigid)
}

/** The labels a perfect reviewer would leave: one track for each road user seen, number by number. */
export function truthRecords(users: readonly SeenTrack[]): readonly AnnotationRecord[] {
  const visible = users.filter(({ seen }) => seen.length > 0)
  return visible.flatMap(({ category, isStatic, seen }, index): readonly AnnotationRecord[] => {
    const id = trackId(`truth-${index + 1}`)
    return [
      {
        kind: 'track',
        id,
        category,
        number: index + 1,
        attributes: { activity: isStatic ? 'parked' : 'moving' },
        isStatic,
        extent: isRigid(category) ? seen[0]!.cuboid.extent : null,
        provenance: 'human',
        extras: {},
      },
      ...seen.map(
        ({ frame, cuboid, pointCount }): AnnotationRecord => ({
          kind: 'cuboid',
          id: cuboidId(id, frame),
          trackId: id,
          frame,
          ...cuboid,
          attributes: {},
          provenance: 'human',
          state: 'final',
          score: null,
          proposal: null,
          pointCount,
          extras: {},
        }),
      ),
    ]
  })
}
