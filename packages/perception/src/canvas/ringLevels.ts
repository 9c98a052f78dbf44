import { POINT_STRIDE } from '@trueline/pointcloud'

/** Depth of a ring of distance; meters. */
const RING = 2
const RINGS = 60
const BINS = 256
/** What a sweep's points count for when the next one comes: what is usual follows the road slowly. */
const KEPT = 0.9
/** Points a ring needs before it is believed; else those around it help. */
const ENOUGH = 60
/** The least deviation, in parts of the scale: else the noise of a quiet sensor would shout. */
const LEAST_DEVIATION = 2.5 / BINS
/** Farther from the median than this all is alike. */
const FARTHEST = 10

/** What intensities of the ground are usual at each distance from a sensor. */
export type RingLevels = {
  /** How many points of each ring had which square root of intensity; older sweeps count less. */
  readonly counts: Float32Array
  /** How many points each ring had in all, likewise. */
  readonly totals: Float32Array
}

/** Levels that know nothing yet. One for each lidar: no two agree on intensity. */
export function createRingLevels(): RingLevels {
  return { counts: new Float32Array(RINGS * BINS), totals: new Float32Array(RINGS) }
}

/**
 * How far each point's intensity lies from the median of its 2 m ring, in median deviations within
 * ±10, after the points were counted in. Intensity falls with distance differently for each sensor
 * (their medians differ tenfold); paint stands out all the same.
 *
 * @param points N × 4 rows of x, y, z, intensity (0..1) of the ground, in ego space.
 */
export function levelsOf(ringLevels: RingLevels, points: Float32Array): Float32Array {
  const { counts, totals } = ringLevels
  const pointCount = points.length / POINT_STRIDE
  const rings = new Uint8Array(pointCount)
  const roots = new Float32Array(pointCount)
  for (let at = 0; at < counts.length; at++) counts[at]! *= KEPT
  for (let ring = 0; ring < RINGS; ring++) totals[ring]! *= KEPT
  for (let point = 0, at = 0; point < pointCount; point++, at += POINT_STRIDE) {
    const x = points[at]!
    const y = points[at + 1]!
    const ring = Math.min(RINGS - 1, (Math.sqrt(x * x + y * y) / RING) | 0)
    const root = Math.sqrt(Math.min(1, Math.max(0, points[at + 3]!)))
    rings[point] = ring
    roots[point] = root
    totals[ring]! += 1
    counts[ring * BINS + Math.min(BINS - 1, (root * BINS) | 0)]! += 1
  }
  const { middles, perDeviation } = usual(ringLevels)
  const levels = new Float32Array(pointCount)
  for (let point = 0; point < pointCount; point++) {
    const ring = rings[point]!
    const level = (roots[point]! - middles[ring]!) * perDeviation[ring]!
    levels[point] = Math.min(FARTHEST, Math.max(-FARTHEST, level))
  }
  return levels
}

/** Each ring's median, and one by its median deviation. */
function usual(ringLevels: RingLevels): {
  readonly middles: Float32Array
  readonly perDeviation: Float32Array
} {
  const { totals } = ringLevels
  const middles = new Float32Array(RINGS)
  const perDeviation = new Float32Array(RINGS)
  const pooled = new Float32Array(BINS)
  const away = new Float32Array(BINS)
  for (let ring = 0; ring < RINGS; ring++) {
    if (totals[ring]! < 0.5) continue
    pool(ringLevels, ring, pooled)
    const middle = medianBin(pooled)
    away.fill(0)
    for (let bin = 0; bin < BINS; bin++) {
      const distance = Math.min(BINS - 1, Math.round(Math.abs(bin + 0.5 - middle)))
      away[distance]! += pooled[bin]!
    }
    middles[ring] = middle / BINS
    perDeviation[ring] = 1 / Math.max(LEAST_DEVIATION, medianBin(away) / BINS)
  }
  return { middles, perDeviation }
}

/** A ring's counts with those of as many rings around it as it takes to have enough. */
function pool({ counts, totals }: RingLevels, ring: number, pooled: Float32Array): void {
  pooled.fill(0)
  let sum = 0
  for (let reach = 0; reach < RINGS && sum < ENOUGH; reach++) {
    for (const other of reach === 0 ? [ring] : [ring - reach, ring + reach]) {
      const total = totals[other]
      if (total === undefined || total < 0.5) continue
      sum += total
      for (let bin = 0; bin < BINS; bin++) pooled[bin]! += counts[other * BINS + bin]!
    }
  }
}

/** Where half of the counts lie below, between bins. */
function medianBin(counts: Float32Array): number {
  let sum = 0
  for (const count of counts) sum += count
  let below = 0
  for (let bin = 0; bin < BINS; bin++) {
    const count = counts[bin]!
    if (count > 0 && below + count >= sum / 2) return bin + (sum / 2 - below) / count
    below += count
  }
  return BINS / 2
}
