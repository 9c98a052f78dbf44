import { type AnnotationRecord, isFixedRecord } from '@trueline/annotation'
import { add, type Polyline, type Vec3 } from '@trueline/geometry'
import { projectionOfClip } from '../projection.ts'
import { linesOfRecord } from './roundTrip.ts'

type Placed = {
  readonly clip: {
    readonly worldOrigin: Vec3
    readonly extras: Parameters<typeof projectionOfClip>[0]['extras']
  }
  readonly records: readonly AnnotationRecord[]
}

/** Whether a clip says its place on earth. */
export function isPlaced({ clip }: Placed): boolean {
  return projectionOfClip(clip) !== null
}

/** Meters per degree, about. */
const DEGREE = 111_000

/**
 * Every line of some records, in meters that mean the same whatever flat map their clip is in: those of
 * its degrees where it says them, else, or where that is asked for, those of its own map.
 */
export function placedLines({ clip, records }: Placed, isOnEarth = true): readonly Polyline[] {
  const projection = isOnEarth ? projectionOfClip(clip) : null
  const placed = (point: Vec3): Vec3 => {
    const [x, y, z] = add(point, clip.worldOrigin)
    if (projection === null) return [x, y, z]
    const { latitude, longitude } = projection.degreesOf([x, y])
    return [longitude * DEGREE, latitude * DEGREE, z]
  }
  return records
    .filter(isFixedRecord)
    .flatMap(linesOfRecord)
    .map((line) => line.map(placed))
}

/** Every point of those lines. */
export function placesOf(source: Placed, isOnEarth = true): readonly Vec3[] {
  return placedLines(source, isOnEarth).flat()
}
