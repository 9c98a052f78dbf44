import {
  type AnnotationRecord,
  type FixedRecord,
  isFixedRecord,
  type ReviewState,
} from '@trueline/annotation'
import type { Cuboid, Vec3 } from '@trueline/geometry'
import { type Difference, differenceOf } from '../../panes/inspector/difference.ts'
import { isSameValue } from '../../store/sameValue.ts'

/** One thing that became different about a record, in what people read. */
export type ReadableChange =
  | { readonly kind: 'gone' | 'added' | 'attributes' | 'box2d' | 'shape' | 'kind' }
  | { readonly kind: 'moved'; readonly meters: number }
  | { readonly kind: 'turned'; readonly degrees: number }
  | { readonly kind: 'resized'; readonly meters: Vec3 }
  | { readonly kind: 'state'; readonly state: ReviewState }
  | { readonly kind: 'category'; readonly category: string }
  | { readonly kind: 'number'; readonly number: number }
  | { readonly kind: 'remark' }
  | { readonly kind: 'static'; readonly isStatic: boolean | null }

/** Less than this shows as 0.00 m or 0.0°. */
const LEAST = { meters: 0.005, degrees: 0.05 } as const

/** What became different from `base` to `record`; empty when people would see no difference. */
export function changesOf(
  base: AnnotationRecord | null,
  record: AnnotationRecord | null,
): readonly ReadableChange[] {
  if (record === null) return base === null ? [] : [{ kind: 'gone' }]
  if (base === null || base.kind !== record.kind) return [{ kind: 'added' }]
  return [...ownChanges(base, record), ...attributeChanges(base, record)]
}

function ownChanges(base: AnnotationRecord, record: AnnotationRecord): readonly ReadableChange[] {
  if (base.kind === 'cuboid' && record.kind === 'cuboid') {
    const moves = shapeChanges(base, record)
    return base.state === record.state
      ? moves
      : [...moves, { kind: 'state', state: record.state } as const]
  }
  if (base.kind === 'track' && record.kind === 'track') {
    const { category, number, isStatic } = record
    return [
      ...(base.category === category ? [] : [{ kind: 'category', category } as const]),
      ...(base.number === number ? [] : [{ kind: 'number', number } as const]),
      ...(base.isStatic === isStatic ? [] : [{ kind: 'static', isStatic } as const]),
    ]
  }
  if (base.kind === 'box2d' && record.kind === 'box2d') {
    const edges = (['leftPx', 'topPx', 'rightPx', 'bottomPx'] as const).some(
      (edge) => base[edge] !== record[edge],
    )
    return edges ? [{ kind: 'box2d' }] : []
  }
  if (base.kind === 'remark' && record.kind === 'remark') {
    return isSameValue(base, record) ? [] : [{ kind: 'remark' }]
  }
  return isFixedRecord(base) && isFixedRecord(record) ? fixedChanges(base, record) : []
}

function fixedChanges(base: FixedRecord, record: FixedRecord): readonly ReadableChange[] {
  const state: readonly ReadableChange[] =
    base.state === record.state ? [] : [{ kind: 'state', state: record.state }]
  return [
    ...(isSameValue(shapeOf(base), shapeOf(record)) ? [] : [{ kind: 'shape' } as const]),
    ...(isSameValue(kindOf(base), kindOf(record)) ? [] : [{ kind: 'kind' } as const]),
    ...state,
  ]
}

/** Where it is. */
function shapeOf(record: FixedRecord): unknown {
  switch (record.kind) {
    case 'lane':
      return [record.centerLine, record.left, record.right, record.knots]
    case 'mapElement':
      return [record.shape, record.knots]
    case 'link':
      return [record.from, record.to]
  }
}

/** What it is. */
function kindOf(record: FixedRecord): unknown {
  switch (record.kind) {
    case 'lane': {
      const { laneKind, direction, turn, isInJunction, speedLimit } = record
      return { laneKind, direction, turn, isInJunction, speedLimit }
    }
    case 'mapElement':
      return [record.elementKind, record.marks]
    case 'link':
      return record.linkKind
  }
}

function shapeChanges(base: Cuboid, cuboid: Cuboid): readonly ReadableChange[] {
  const { moved, turnedDeg, resized }: Difference = differenceOf(base, cuboid)
  return [
    ...(moved < LEAST.meters ? [] : [{ kind: 'moved', meters: moved } as const]),
    ...(Math.abs(turnedDeg) < LEAST.degrees
      ? []
      : [{ kind: 'turned', degrees: turnedDeg } as const]),
    ...(resized.every((side) => Math.abs(side) < LEAST.meters)
      ? []
      : [{ kind: 'resized', meters: resized } as const]),
  ]
}

function attributeChanges(
  base: AnnotationRecord,
  record: AnnotationRecord,
): readonly ReadableChange[] {
  if (!('attributes' in base) || !('attributes' in record)) return []
  return isSameValue(base.attributes, record.attributes) ? [] : [{ kind: 'attributes' }]
}
