import {
  type AnnotationRecord,
  type Clip,
  type FixedRecord,
  isFixedRecord,
  type LaneBoundary,
  type LaneId,
  laneId,
  linkId,
  type MapElementId,
  type MapShape,
  mapElementId,
} from '@trueline/annotation'
import { add, distance, type Polyline, subtract, type Vec3, ZERO } from '@trueline/geometry'
import type { Refusal } from '../codec.ts'
import { WHOLE } from '../sharedTexts.ts'
import { mapTexts } from './mapTexts.ts'

/** A map further away than this from all of a drive is in other coordinates. */
const FARTHEST = 2000

/** Lanes, map elements and links of another source, in the world of a clip. */
export type FixedOnto = {
  readonly added: readonly FixedRecord[]
  readonly refused: readonly Refusal[]
}

/**
 * The lanes, map elements and links of another source as new records of a clip, moved by what lies
 * between the two worlds' origins; refused where they then lie nowhere near the clip's drive.
 */
export function fixedOnto(
  clip: Clip,
  from: {
    readonly records: readonly AnnotationRecord[]
    readonly worldOrigin: Vec3
    readonly file: string
  },
  newId: () => string,
): FixedOnto {
  const fixed = from.records.filter(isFixedRecord)
  if (fixed.length === 0) return { added: [], refused: [] }
  const shift = subtract(from.worldOrigin, clip.worldOrigin)
  const ids = new Map<string, LaneId | MapElementId>()
  for (const record of fixed) {
    if (record.kind === 'lane') ids.set(record.id, laneId(newId()))
    if (record.kind === 'mapElement') ids.set(record.id, mapElementId(newId()))
  }
  const added = fixed.flatMap((record) => {
    const placed = placedRecord(record, { shift, ids })
    return placed === null ? [] : [placed]
  })
  const away = distanceToDrive(clip, added)
  if (away <= FARTHEST) return { added, refused: [] }
  const found = mapTexts.away({ count: fixed.length, km: (away / 1000).toFixed(1) })
  const expected = mapTexts.nearDrive({ km: FARTHEST / 1000 })
  return { added: [], refused: [{ file: from.file, place: WHOLE, found, expected }] }
}

type Placing = {
  readonly shift: Vec3
  readonly ids: ReadonlyMap<string, LaneId | MapElementId>
}

/** The record with ids of its own; `null` for a link that leads nowhere. */
function placedRecord(record: FixedRecord, { shift, ids }: Placing): FixedRecord | null {
  const moved = (line: Polyline): Polyline => line.map((point) => add(point, shift))
  const knotsOf = ({ knots }: { readonly knots?: Polyline }): { readonly knots?: Polyline } =>
    knots === undefined ? {} : { knots: moved(knots) }
  switch (record.kind) {
    case 'lane': {
      const side = (boundary: LaneBoundary | null): LaneBoundary | null => {
        const elementId = boundary && ids.get(boundary.elementId)
        return boundary && elementId ? { ...boundary, elementId: elementId as MapElementId } : null
      }
      return {
        ...record,
        id: ids.get(record.id) as LaneId,
        centerLine: moved(record.centerLine),
        ...knotsOf(record),
        left: side(record.left),
        right: side(record.right),
      }
    }
    case 'mapElement':
      return {
        ...record,
        id: ids.get(record.id) as MapElementId,
        shape: movedShape(record.shape, moved, shift),
        ...knotsOf(record),
      }
    case 'link': {
      const [start, end] = [ids.get(record.from), ids.get(record.to)]
      if (start === undefined || end === undefined) return null
      return { ...record, id: linkId(record.linkKind, start, end), from: start, to: end }
    }
  }
}

function movedShape(shape: MapShape, moved: (line: Polyline) => Polyline, shift: Vec3): MapShape {
  if (shape.kind !== 'box') return { ...shape, points: moved(shape.points) }
  const { cuboid } = shape
  return { kind: 'box', cuboid: { ...cuboid, center: add(cuboid.center, shift) } }
}

/** Meters between the drive and what is nearest to it. */
function distanceToDrive({ frames }: Clip, fixed: readonly FixedRecord[]): number {
  const poses = frames.map(({ worldFromEgo }) => worldFromEgo?.translation ?? ZERO)
  // A thousand frames stand close together: every tenth says as much.
  const places = poses.filter((_, index) => index % 10 === 0)
  let nearest = Number.POSITIVE_INFINITY
  for (const record of fixed) {
    const [point] = pointsOf(record)
    if (point === undefined) continue
    for (const place of places) nearest = Math.min(nearest, distance(place, point))
  }
  return nearest
}

function pointsOf(record: FixedRecord): Polyline {
  if (record.kind === 'lane') return record.centerLine
  if (record.kind === 'link') return []
  return record.shape.kind === 'box' ? [record.shape.cuboid.center] : record.shape.points
}
