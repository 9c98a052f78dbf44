import {
  type Annotations,
  type CuboidRecord,
  cuboidId,
  cuboidOf,
  type Patch,
  type TrackId,
} from '@trueline/annotation'

/**
 * Gives a track the boxes that were proposed of the same object: changed ones are `fixed`, ones it
 * lacks are `accepted`, final ones stay.
 */
export function takeOver(
  annotations: Annotations,
  args: { readonly of: TrackId; readonly boxes: readonly CuboidRecord[] },
): Patch {
  return args.boxes.flatMap((box) => {
    const before = cuboidOf(annotations, args.of, box.frame) ?? null
    if (before?.state === 'final') return []
    const after = before === null ? added(args.of, box) : changed(before, box)
    return [{ recordId: after.id, before, after }]
  })
}

function added(of: TrackId, box: CuboidRecord): CuboidRecord {
  return { ...box, trackId: of, id: cuboidId(of, box.frame), state: 'accepted' }
}

function changed(
  label: CuboidRecord,
  { center, extent, rotation, pointCount }: CuboidRecord,
): CuboidRecord {
  const shape = { center, extent, rotation, pointCount }
  return { ...label, ...shape, state: 'fixed', provenance: 'model' }
}
