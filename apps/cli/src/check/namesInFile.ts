import {
  type AnnotationRecord,
  type LaneId,
  linkId,
  type MapElementId,
  type RecordId,
} from '@trueline/annotation'
import type { Polyline } from '@trueline/geometry'

/**
 * What lanes, map elements and links are called once they are written and read back, by what they were called:
 * found by where they are, to the centimeter. What is not there any more is absent.
 */
export function namesInFile(
  written: readonly AnnotationRecord[],
  readBack: readonly AnnotationRecord[],
): ReadonlyMap<RecordId, RecordId> {
  const byPlace = new Map<string, RecordId>()
  for (const record of readBack) {
    for (const place of placesOf(record)) byPlace.set(place, record.id)
  }
  const names = new Map<RecordId, RecordId>()
  for (const record of written) {
    const name = placesOf(record)
      .map((place) => byPlace.get(place))
      .find((one) => one !== undefined)
    if (name !== undefined) names.set(record.id, name)
  }
  const there = new Set(readBack.map(({ id }) => id))
  for (const record of written) {
    if (record.kind !== 'link') continue
    const [from, to] = [names.get(record.from), names.get(record.to)]
    if (from === undefined || to === undefined) continue
    const id = linkId(record.linkKind, from as LaneId | MapElementId, to as LaneId | MapElementId)
    if (there.has(id)) names.set(record.id, id)
  }
  return names
}

/** A line either way round: a boundary may be told in the direction of its lane. */
function placesOf(record: AnnotationRecord): readonly string[] {
  if (record.kind === 'lane') return [`lane ${textOf(record.centerLine)}`]
  if (record.kind !== 'mapElement') return []
  const { shape } = record
  if (shape.kind === 'box') return [`box ${textOf([shape.cuboid.center])}`]
  return [`line ${textOf(shape.points)}`, `line ${textOf(shape.points.toReversed())}`]
}

function textOf(line: Polyline): string {
  return line.map((point) => point.map((value) => Math.round(value * 100)).join(' ')).join(',')
}
