import { middleLine, type Polyline } from '@trueline/geometry'
import { type Annotations, lanesOf, mapElementOf } from '../../annotations.ts'
import type { MapElementId } from '../../ids.ts'
import type { Lane, LaneBoundary } from '../../records/lane.ts'

/** A boundary's points in the direction of its lane; `null` where it has none. */
export function boundaryLine(
  annotations: Annotations,
  boundary: LaneBoundary | null,
): Polyline | null {
  if (boundary === null) return null
  const shape = mapElementOf(annotations, boundary.elementId)?.shape
  if (shape?.kind !== 'line') return null
  return boundary.isReversed ? [...shape.points].reverse() : shape.points
}

/** The lanes that a map element bounds, by id. */
export function lanesBoundedBy(annotations: Annotations, id: MapElementId): readonly Lane[] {
  return lanesOf(annotations).filter(
    ({ left, right }) => left?.elementId === id || right?.elementId === id,
  )
}

/** The middle between a lane's boundaries; `null` where one is missing. */
export function derivedCenterLine(
  annotations: Annotations,
  { left, right }: Pick<Lane, 'left' | 'right'>,
): Polyline | null {
  const lines = [boundaryLine(annotations, left), boundaryLine(annotations, right)] as const
  return lines[0] === null || lines[1] === null ? null : middleLine(lines[0], lines[1])
}
