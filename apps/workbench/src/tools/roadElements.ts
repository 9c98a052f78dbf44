import type { MapElementId, MapElementKind, NewMapElement } from '@trueline/annotation'
import { fromYaw, type Polyline, type Vec3 } from '@trueline/geometry'

/** What people draw of the road beside lanes. */
export const DRAWN_KINDS = [
  'crosswalk',
  'stopLine',
  'arrow',
  'laneBoundary',
  'roadEdge',
  'parkingSpace',
  'pole',
  'trafficLight',
  'trafficSign',
] as const satisfies readonly MapElementKind[]

/** How something is drawn: as a line, an area, or at one place. */
export type Drawing = 'line' | 'ring' | 'place'

const DRAWINGS: { readonly [Kind in MapElementKind]: Drawing } = {
  laneBoundary: 'line',
  roadEdge: 'line',
  stopLine: 'line',
  arrow: 'line',
  crosswalk: 'ring',
  parkingSpace: 'ring',
  drivableArea: 'ring',
  other: 'line',
  pole: 'place',
  trafficLight: 'place',
  trafficSign: 'place',
}

/** Whether a kind is an area. */
export function isRing(kind: MapElementKind): boolean {
  return DRAWINGS[kind] === 'ring'
}

/** Whether a kind stands at one place: one click makes it. */
export function isPlaced(kind: MapElementKind): boolean {
  return DRAWINGS[kind] === 'place'
}

/** A map element along or around points, and what these are the curve through. */
export function elementThrough(
  kind: MapElementKind,
  { points, knots }: { readonly points: Polyline; readonly knots?: Polyline },
  elementId: MapElementId,
): NewMapElement {
  const element = {
    elementId,
    elementKind: kind,
    shape: { kind: isRing(kind) ? 'ring' : 'line', points },
    ...(knots === undefined ? {} : { knots }),
  } as const
  if (kind !== 'laneBoundary') return element
  return { ...element, marks: [{ from: 0, pattern: 'solid', color: null }] }
}

/** In meters: how large what stands by the road is, and how high above it it hangs where no point says. */
const SIZES: {
  readonly [Kind in MapElementKind]?: { readonly size: Vec3; readonly above: number }
} = {
  pole: { size: [0.2, 0.2, 4], above: 0 },
  trafficLight: { size: [0.35, 0.35, 1], above: 4.5 },
  trafficSign: { size: [0.1, 0.7, 0.7], above: 2 },
}

/** In meters: a point this high above the ground is of the thing itself. */
const OFF_GROUND = 1

/**
 * A thing that stands by the road: at the ground below a point that was met, and where that is a part of it, as
 * high as that.
 *
 * @param met In world space.
 * @param ground The height of the ground there.
 */
export function elementAt(
  kind: MapElementKind,
  { met, ground }: { readonly met: Vec3; readonly ground: number },
  elementId: MapElementId,
): NewMapElement {
  const { size, above } = SIZES[kind] ?? { size: [0.5, 0.5, 1] as const, above: 0 }
  const isOfIt = met[2] - ground > OFF_GROUND
  const height = kind === 'pole' && isOfIt ? Math.max(size[2], met[2] - ground) : size[2]
  const middle = isOfIt && kind !== 'pole' ? met[2] : ground + above + height / 2
  const center: Vec3 = [met[0], met[1], middle]
  const extent: Vec3 = [size[0], size[1], height]
  const cuboid = { center, extent, rotation: fromYaw(0) }
  return { elementId, elementKind: kind, shape: { kind: 'box', cuboid } }
}
