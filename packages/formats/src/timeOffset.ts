/** Units of a time column by its largest value: an instant since 1970. */
const INSTANTS: readonly (readonly [over: number, seconds: number])[] = [
  [1e17, 1e-9],
  [1e14, 1e-6],
  [1e11, 1e-3],
  [1e8, 1],
]
/** Units of a time column by its spread: a lidar turns in a second or less. */
const SPREADS: readonly (readonly [upTo: number, seconds: number])[] = [
  [1, 1],
  [1e3, 1e-3],
  [1e6, 1e-6],
  [1e9, 1e-9],
]

/**
 * Seconds after the sweep's own time, of a column of times in an unknown unit; `null` where they can
 * be none: not finite, or spread over more than a second in any unit.
 *
 * Offsets are kept as they are; instants and times since boot count from the first point.
 */
export function timeOffsetsOf(times: Float64Array): Float32Array | null {
  let first = Number.POSITIVE_INFINITY
  let last = Number.NEGATIVE_INFINITY
  for (let row = 0; row < times.length; row++) {
    const time = times[row]!
    if (!Number.isFinite(time)) return null
    if (time < first) first = time
    if (time > last) last = time
  }
  if (times.length === 0) return null
  const spread = last - first
  const instant = INSTANTS.find(([over]) => last > over)
  const unit = instant ?? SPREADS.find(([upTo]) => spread <= upTo)
  if (unit === undefined || spread * unit[1] > 1) return null
  const isOffset = instant === undefined && Math.abs(first) <= 2 * spread
  const origin = isOffset ? 0 : first
  const offsets = new Float32Array(times.length)
  // A mapping `Float32Array.from` takes ten times as long.
  for (let row = 0; row < times.length; row++) offsets[row] = (times[row]! - origin) * unit[1]
  return offsets
}
