import type { Attributes, LaneBoundary, MapElement } from '@trueline/annotation'
import { type Cuboid, type Polyline, type Vec3, yawOf } from '@trueline/geometry'
import { reviewFields } from '../maps/review.ts'
import { withoutStandardMap } from '../maps/standardMap.ts'
import { type KeptNode, keptWay } from './kept.ts'
import { lineOfTags, tagOfAttribute, tagsOfLine } from './names.ts'
import type { NodeBook } from './nodeBook.ts'
import type { OsmWay, Tags } from './osm.ts'

/** Ways by the record that they are. */
export type Ways = ReadonlyMap<string, OsmWay>

/** A boundary's nodes in the direction of its lane; `null` where it names no way. */
export function nodesAlong(ways: Ways, side: LaneBoundary | null): readonly string[] | null {
  const way = side === null ? undefined : ways.get(side.elementId)
  if (way === undefined || side === null) return null
  return side.isReversed ? way.nodes.toReversed() : way.nodes
}

/** The way of a line, or of a thing's lower edge. */
export function wayOfElement(element: MapElement, book: NodeBook): OsmWay | null {
  const { shape, elementKind, marks } = element
  if (shape.kind === 'ring') return null
  const kept = keptWay(element)
  const line = shape.kind === 'line' ? shape.points : lowerEdge(shape.cuboid)
  const height = shape.kind === 'box' ? { height: String(round(shape.cuboid.extent[2])) } : {}
  return {
    id: kept?.id ?? book.freshId(),
    nodes: book.along(line, kept?.nodes ?? []),
    tags: {
      ...paintTags(element, kept ?? { type: null, subtype: null }),
      ...height,
      ...attributeTags(element.attributes),
      ...textTags(reviewFields(element)),
      ...(marks.length === 0 && elementKind === 'laneBoundary' && kept === null
        ? { type: 'virtual' }
        : {}),
    },
  }
}

/** A way along a line of its own. */
export function freshWay(
  line: Polyline,
  book: NodeBook,
  own: { readonly tags: Tags; readonly id?: string; readonly kept?: readonly KeptNode[] },
): OsmWay {
  return { id: own.id ?? book.freshId(), nodes: book.along(line, own.kept ?? []), tags: own.tags }
}

/** Attributes as tags. */
export function attributeTags(attributes: Attributes): Tags {
  return Object.fromEntries(
    Object.entries(textTags(withoutStandardMap(attributes))).map(([key, value]) => [
      tagOfAttribute(key),
      value,
    ]),
  )
}

/** Values as tags. */
export function textTags(values: Readonly<Record<string, string | number | boolean>>): Tags {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, String(value)]))
}

/** What a line was said to be, where that is still what it is. */
function paintTags(
  { elementKind, marks }: MapElement,
  kept: { readonly type: string | null; readonly subtype: string | null },
): Tags {
  const fresh = tagsOfLine(elementKind, marks)
  if (kept.type === null && kept.subtype === null) return fresh
  const before = lineOfTags(kept.type ?? '', kept.subtype, null)
  const isSame =
    before.elementKind === elementKind && before.marks[0]?.pattern === marks[0]?.pattern
  if (!isSame) return fresh
  const color = marks[0]?.color
  return {
    ...(kept.type !== null && { type: kept.type }),
    ...(kept.subtype !== null && { subtype: kept.subtype }),
    ...(color && { color }),
  }
}

/** The lower edge of a box across the way it faces, left end first as one looks at it. */
function lowerEdge({ center, extent, rotation }: Cuboid): Polyline {
  const yaw = yawOf(rotation)
  const half = extent[1] / 2
  const z = center[2] - extent[2] / 2
  const at = (side: number): Vec3 => [
    center[0] - side * Math.sin(yaw) * half,
    center[1] + side * Math.cos(yaw) * half,
    z,
  ]
  return [at(-1), at(1)]
}

function round(meters: number): number {
  return Number(meters.toFixed(4))
}
