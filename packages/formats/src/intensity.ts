/** Full scales of intensity: a fraction, 8, 12 and 16 bits. */
const SCALES = [1, 255, 4095, 65535]
/** How many values may lie beyond a scale and still be outliers. */
const OUTLIERS = 0.001

/** Where intensities lie in an array: each `step`-th value from `start` on. */
export type IntensityColumn = {
  readonly start: number
  readonly step: number
  /** Whether they are stored as integers: those are never a fraction. */
  readonly isInteger: boolean
}

/**
 * What to divide a sweep's intensities by to bring them into 0..1: the smallest of 1, 255, 4095 and
 * 65535 that all but one in a thousand keep within, so that a few outliers do not darken the rest.
 */
export function intensityScale(
  values: Float32Array | Float64Array,
  { start, step, isInteger }: IntensityColumn,
): number {
  const beyond = [0, 0, 0, 0]
  for (let at = start; at < values.length; at += step) {
    // Nearly all sweeps are within the first scale, or the second.
    for (let scale = 0; scale < SCALES.length && values[at]! > SCALES[scale]!; scale++) {
      beyond[scale]!++
    }
  }
  const limit = Math.ceil((values.length - start) / step) * OUTLIERS
  return SCALES.find((scale, at) => (!isInteger || scale > 1) && beyond[at]! <= limit) ?? 65535
}

/** A value of a scale as 0..1; 0 where it is no number. */
export function asFraction(value: number, scale: number): number {
  return value > 0 ? Math.min(1, value / scale) : 0
}
