import type { Polyline } from '@trueline/geometry'
import { type Annotations, laneOf, mapElementOf, recordOf } from '../../annotations.ts'
import type { LaneId, MapElementId, RecordId } from '../../ids.ts'
import type { Lane } from '../../records/lane.ts'
import type { MapElement, MapShape } from '../../records/mapElement.ts'
import type { FixedRecord } from '../../records/record.ts'
import { TakenError } from '../errors.ts'
import { FrozenFixedError, UnknownFixedError, UnsoundShapeError } from './errors.ts'

/**
 * A lane that may be changed.
 *
 * @throws {UnknownFixedError} when the document has none of the id.
 * @throws {FrozenFixedError} when it is final.
 */
export function openLane(annotations: Annotations, id: LaneId): Lane {
  return open('lane', id, laneOf(annotations, id))
}

/**
 * A map element that may be changed.
 *
 * @throws {UnknownFixedError} when the document has none of the id.
 * @throws {FrozenFixedError} when it is final.
 */
export function openMapElement(annotations: Annotations, id: MapElementId): MapElement {
  return open('map element', id, mapElementOf(annotations, id))
}

/**
 * A lane or map element, whatever its state.
 *
 * @throws {UnknownFixedError} when the document has none of the id.
 */
export function existingFixed(
  annotations: Annotations,
  id: LaneId | MapElementId,
): Lane | MapElement {
  const record = recordOf(annotations, id)
  if (record?.kind === 'lane' || record?.kind === 'mapElement') return record
  throw new UnknownFixedError('lane or map element', id)
}

/** A fixed record that a person has changed: what was a pre-label is then `fixed`. */
export function touched<Fixed extends FixedRecord>(record: Fixed): Fixed {
  const state = record.state === 'added' ? 'added' : 'fixed'
  return { ...record, provenance: 'human', state }
}

/** @throws {TakenError} when a record has the id already. */
export function refuseTaken(annotations: Annotations, ...ids: readonly RecordId[]): void {
  for (const id of ids) if (recordOf(annotations, id) !== undefined) throw new TakenError('id', id)
}

/** @throws {UnsoundShapeError} when no line, ring or box is of these numbers. */
export function refuseUnsoundShape(shape: MapShape): void {
  if (shape.kind === 'box') return
  refuseUnsoundLine(shape.points, shape.kind === 'line' ? 2 : 3)
}

/** @throws {UnsoundShapeError} when there are fewer points or one is not finite. */
export function refuseUnsoundLine(points: Polyline, fewest = 2): void {
  if (points.length < fewest) {
    throw new UnsoundShapeError(`Expected at least ${fewest} points, found ${points.length}`)
  }
  const broken = points.findIndex((point) => !point.every(Number.isFinite))
  if (broken >= 0) {
    throw new UnsoundShapeError(
      `Expected finite numbers, found ${points[broken]!.join(' ')} as point ${broken}`,
    )
  }
}

function open<Fixed extends FixedRecord>(
  kind: string,
  id: RecordId,
  found: Fixed | undefined,
): Fixed {
  if (found === undefined) throw new UnknownFixedError(kind, id)
  if (found.state === 'final') throw new FrozenFixedError(kind, id)
  return found
}
