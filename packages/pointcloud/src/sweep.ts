/** Values of a row of a point array: x, y, z, intensity. */
export const POINT_STRIDE = 4

/** The points of one lidar turn, as a codec reads them and the fits see them. */
export type Sweep = {
  /** N × 4 rows of x, y, z (meters, sensor space unless said otherwise) and intensity (0..1). */
  readonly points: Float32Array
  /** N laser numbers; `null` where the source has none. */
  readonly ring: Uint16Array | null
  /** N seconds after the sweep's own time; `null` where the source has none. */
  readonly timeOffset: Float32Array | null
}
