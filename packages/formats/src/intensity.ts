/** Full scales of intensity: a fraction, 8, 12 and 16 bits. */
const SCALES = [1, 255, 4095, 65535]
/** How many values may lie beyond a scale and still be outliers. */
const OUTLIERS = 0.001

/**
 * What to divide a sweep's intensities by to bring them into 0..1: the smallest of 1, 255, 4095 and
 * 65535 that all but one in a thousand keep within, so that a few outliers do not darken the rest.
 *
 * @param isInteger Whether they are stored as integers: those are never a fraction.
 */
export function intensityScale(values: Iterable<number>, isInteger: boolean): number {
  const counts = SCALES.map(() => 0)
  let total = 0
  for (const value of values) {
    total += 1
    for (let at = 0; at < SCALES.length; at++) {
      if (value > SCALES[at]!) counts[at]!++
      else break
    }
  }
  const limit = total * OUTLIERS
  return SCALES.find((scale, at) => (!isInteger || scale > 1) && counts[at]! <= limit) ?? 65535
}

/** A value of a scale as 0..1; 0 where it is no number. */
export function asFraction(value: number, scale: number): number {
  return value > 0 ? Math.min(1, value / scale) : 0
}
