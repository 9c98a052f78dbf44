import { planeNoise } from '../noise.ts'
import { type GroundKind, groundKindAt } from '../road/paint.ts'
import { CROSS_SECTION, type RoadPlan } from '../road/plan.ts'
import type { Slice } from '../road/surface.ts'

const BASE: Readonly<Record<GroundKind, readonly [number, number, number]>> = {
  asphalt: [0.105, 0.105, 0.11],
  cycleLane: [0.235, 0.085, 0.065],
  paint: [0.68, 0.68, 0.65],
  kerb: [0.42, 0.41, 0.385],
  pavement: [0.33, 0.315, 0.29],
  grass: [0.1, 0.185, 0.04],
}

/** Pavement slabs, and how wide the gap between two is. */
const SLAB = 0.6
const GAP = 0.03

/**
 * Writes the linear albedo of the ground.
 *
 * @param place Along the road, left of its middle, and from how far it is seen.
 */
export function groundColor(
  into: Float64Array,
  { plan, slice }: { readonly plan: RoadPlan; readonly slice: Slice },
  place: ArrayLike<number>,
): void {
  const [s, d, depth] = [place[0]!, place[1]!, place[2]!]
  const kind = groundKindAt(plan, slice, place)
  const base = BASE[kind]
  // Grain finer than a pixel would only shimmer.
  const near = 1 / (1 + depth * depth * 0.004)
  const grain = (planeNoise(s * 31, d * 31) - 0.5) * near
  const blotch = planeNoise(s * 0.45, d * 0.9) - 0.5
  let tone = 1 + 0.35 * grain + 0.28 * blotch
  if (kind === 'asphalt') {
    // Wheels polish two tracks in each lane, oil darkens its middle.
    const across = Math.abs(Math.abs(d) - CROSS_SECTION.lane)
    if (Math.abs(d) < CROSS_SECTION.laneEdge) tone *= 1 - 0.1 * Math.exp(-20 * (across - 0.75) ** 2)
    const crack = Math.abs(planeNoise(s * 0.35 + 11, d * 0.6 + 5) - 0.5)
    if (crack < 0.005 && planeNoise(s * 0.09, d * 0.05) > 0.58) tone *= 0.6
    const patch = planeNoise(Math.floor(s / 5) * 3.7, Math.floor(d / 2.3) * 5.3)
    if (patch > 0.86) tone *= 0.82
  } else if (kind === 'pavement') {
    const u = s - SLAB * Math.floor(s / SLAB)
    const row = Math.floor(d / SLAB)
    const v = d - SLAB * row
    const isGap = u < GAP || v < GAP
    if (isGap) tone *= 1 - 0.4 * near
    tone *= 0.93 + 0.14 * planeNoise(Math.floor(s / SLAB) * 7.3, row * 5.1)
  } else if (kind === 'grass') {
    tone *= 0.75 + 0.5 * planeNoise(s * 4, d * 4)
  }
  into[0] = base[0] * tone
  into[1] = base[1] * tone
  into[2] = base[2] * tone
}
