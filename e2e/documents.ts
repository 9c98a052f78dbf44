import {
  type AnnotationRecord,
  type CuboidRecord,
  cuboidId,
  type RecordId,
  type Track,
} from '@trueline/annotation'

/** Records by id. */
export type Records = ReadonlyMap<RecordId, AnnotationRecord>

/** A track and its cuboid at one frame. */
export type Placed = { readonly track: Track; readonly cuboid: CuboidRecord }

/** The tracks of some records. */
export function tracksIn(records: Records): readonly Track[] {
  return [...records.values()].filter((record) => record.kind === 'track')
}

/** The cuboid of a track at a frame. */
export function cuboidIn(records: Records, track: Track, frame: number): CuboidRecord | null {
  const record = records.get(cuboidId(track.id, frame))
  return record?.kind === 'cuboid' ? record : null
}

/** Cars that have a box in all of `frames` frames, the nearest to the ego at a frame first. */
export function carsNear(
  records: Records,
  { frame, frames }: { readonly frame: number; readonly frames: number },
): readonly Placed[] {
  return tracksIn(records)
    .filter((track) => track.category === 'Car')
    .filter((track) =>
      Array.from({ length: frames }, (_, at) => at).every((at) => cuboidIn(records, track, at)),
    )
    .flatMap((track): readonly Placed[] => {
      const cuboid = cuboidIn(records, track, frame)
      return cuboid === null ? [] : [{ track, cuboid }]
    })
    .toSorted((a, b) => awayFromEgo(a) - awayFromEgo(b))
}

function awayFromEgo({ cuboid: { center } }: Placed): number {
  return Math.hypot(center[0], center[1])
}
