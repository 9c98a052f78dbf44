import type { Vec3 } from '@trueline/geometry'
import { type Mesh, meshOf, type Polygon } from '../bodies/mesh.ts'
import { CROSS_SECTION, isOpening, type RoadPlan, SIDE_STREET_END } from './plan.ts'

/** A short stretch of road, straight enough that `s` and `d` follow from its first cross-section. */
export type Slice = {
  readonly s: number
  readonly origin: Vec3
  readonly cos: number
  readonly sin: number
  readonly curvature: number
  /** Whether a side street opens on the left, and on the right. */
  readonly isOpenLeft: boolean
  readonly isOpenRight: boolean
}

/** Some slices in one mesh, and the slice of each face. */
export type RoadChunk = {
  readonly mesh: Mesh
  readonly slices: readonly Slice[]
  readonly sliceOfFace: Uint16Array
}

const SLICE = 1
const SLICES_A_CHUNK = 12
/** The inner edge of a bend must stay short of the bend's own center. */
const INNER_SHARE = 0.75

/** Strips of one side from the middle out: distance and height at each edge, kerb face included. */
function edgesOf(side: 1 | -1, isOpen: boolean): readonly (readonly [d: number, up: number])[] {
  const { kerb, kerbHeight, lotEnd } = CROSS_SECTION
  if (isOpen) {
    return [
      [0, 0],
      [side * kerb, 0],
      [side * SIDE_STREET_END, 0],
    ]
  }
  return [
    [0, 0],
    [side * kerb, 0],
    [side * (kerb + 0.02), kerbHeight],
    [side * lotEnd, kerbHeight],
  ]
}

function slicePolygons(plan: RoadPlan, slice: Slice): Polygon[] {
  const { line } = plan
  const end = slice.s + SLICE
  const polygons: Polygon[] = []
  for (const side of [1, -1] as const) {
    const isOpen = side > 0 ? slice.isOpenLeft : slice.isOpenRight
    const inward = slice.curvature * side
    const reach = inward > 0 ? INNER_SHARE / inward : Infinity
    const edges = edgesOf(side, isOpen)
    for (let i = 0; i + 1 < edges.length; i++) {
      const [near, nearUp] = edges[i]!
      const [far, farUp] = edges[i + 1]!
      const outer = side * Math.min(Math.abs(far), reach)
      const loop: readonly Vec3[] = [
        line.pointAt({ s: slice.s, d: near, up: nearUp }),
        line.pointAt({ s: end, d: near, up: nearUp }),
        line.pointAt({ s: end, d: outer, up: farUp }),
        line.pointAt({ s: slice.s, d: outer, up: farUp }),
      ]
      polygons.push({ corners: side > 0 ? loop : loop.toReversed(), material: 'ground' })
    }
    if (isOpen) polygons.push(...returnFaces(plan, slice, side))
  }
  return polygons
}

/** The kerbs that close an opening at its first and last slice. */
function returnFaces(plan: RoadPlan, slice: Slice, side: 1 | -1): Polygon[] {
  const { kerb, kerbHeight, lotEnd } = CROSS_SECTION
  const faceAt = (s: number): Polygon => ({
    corners: [
      plan.line.pointAt({ s, d: side * kerb }),
      plan.line.pointAt({ s, d: side * lotEnd }),
      plan.line.pointAt({ s, d: side * lotEnd, up: kerbHeight }),
      plan.line.pointAt({ s, d: side * kerb, up: kerbHeight }),
    ],
    material: 'ground',
    isTwoSided: true,
  })
  const isClosed = (s: number): boolean => !isOpening(plan, { s: s + SLICE / 2, side })
  return [
    ...(isClosed(slice.s - SLICE) ? [faceAt(slice.s)] : []),
    ...(isClosed(slice.s + SLICE) ? [faceAt(slice.s + SLICE)] : []),
  ]
}

/** The ground of the whole road, from lot to lot, cut where a sensor's reach may pass over it. */
export function roadChunks(plan: RoadPlan): readonly RoadChunk[] {
  const chunks: RoadChunk[] = []
  for (let s = plan.line.from; s < plan.line.to; s += SLICE * SLICES_A_CHUNK) {
    const slices = Array.from({ length: SLICES_A_CHUNK }, (_, i) => sliceAt(plan, s + i * SLICE))
    const faces = slices.map((slice) => slicePolygons(plan, slice))
    chunks.push({
      mesh: meshOf(faces.flat()),
      slices,
      sliceOfFace: Uint16Array.from(faces.flatMap((list, i) => list.map(() => i))),
    })
  }
  return chunks
}

function sliceAt(plan: RoadPlan, s: number): Slice {
  const heading = plan.line.headingAt(s)
  return {
    s,
    origin: plan.line.pointAt({ s, d: 0 }),
    cos: Math.cos(heading),
    sin: Math.sin(heading),
    curvature: plan.line.curvatureAt(s + SLICE / 2),
    isOpenLeft: isOpening(plan, { s: s + SLICE / 2, side: 1 }),
    isOpenRight: isOpening(plan, { s: s + SLICE / 2, side: -1 }),
  }
}
