/**
 * The rays of a sensor: rows × columns of directions from one point, in sensor space.
 *
 * Depth along a ray is in lengths of its direction: range for unit directions, distance along the
 * optical axis for those with z = 1.
 */
export type RayGrid = {
  readonly rows: number
  readonly columns: number
  /** Whether neighbouring rays lie in a plane, or nearly: a picture, and not a turning sensor. */
  readonly isFlat: boolean
  /** x, y, z of each ray, row after row. */
  readonly directions: Float32Array
  /**
   * Whether rays may meet a flat convex face, and if so writes which into `window`.
   *
   * @param corners x, y, z of each corner in sensor space; `count` of them are the face.
   */
  readonly seesFace: (corners: Float64Array, count: number, window: RayWindow) => boolean
  /** The same for a ball, given as center x, y, z and radius. */
  readonly seesBall: (ball: Float64Array, window: RayWindow) => boolean
}

/**
 * First and last row, first and last column, all inclusive.
 *
 * A column past the grid's last is counted from the first again: a turning sensor has no edge.
 */
export type RayWindow = Int32Array
