import type { RayGrid } from '../raster/rayGrid.ts'

/** A turning lidar by name. */
export type LidarName = 'hdl64' | 'hdl32'

/** How a turning lidar looks around. */
export type LidarModel = {
  /** Elevation of each laser in radians, lowest first: the ring number is the place in this list. */
  readonly elevations: readonly number[]
  /** Firings a turn. */
  readonly columns: number
  readonly secondsPerTurn: number
  /** Standard deviation of a range. */
  readonly rangeNoise: number
  /** Height above the ground it is mounted at. */
  readonly mountHeight: number
}

const evenly = (from: number, to: number, count: number): readonly number[] =>
  Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1))

const rad = (degrees: number): number => (degrees * Math.PI) / 180

/**
 * HDL-64E: two blocks of 32, half a degree apart below -8.83° and a third above (Velodyne HDL-64E
 * S2 manual). HDL-32E: 4/3 degrees from -30.67° to 10.67° (Velodyne HDL-32E manual).
 */
export const LIDAR_MODELS: Readonly<Record<LidarName, LidarModel>> = {
  hdl64: {
    elevations: [...evenly(-24.33, -8.83, 32), ...evenly(-8.33, 2, 32)].map(rad),
    columns: 2083,
    secondsPerTurn: 0.1,
    rangeNoise: 0.01,
    mountHeight: 1.76,
  },
  hdl32: {
    elevations: evenly(-30.67, 10.67, 32).map(rad),
    columns: 1084,
    secondsPerTurn: 0.05,
    rangeNoise: 0.01,
    mountHeight: 1.84,
  },
}

const TURN = 2 * Math.PI

/**
 * The rays of a turning lidar, a row per ring and a column per firing.
 *
 * It starts behind and turns clockwise seen from above, so that the seam of a sweep lies behind.
 */
export function lidarGrid({ elevations, columns }: LidarModel): RayGrid {
  const rows = elevations.length
  const directions = new Float32Array(3 * rows * columns)
  elevations.forEach((elevation, row) => {
    for (let column = 0; column < columns; column++) {
      const azimuth = Math.PI - ((column + 0.5) * TURN) / columns
      const at = 3 * (row * columns + column)
      directions[at] = Math.cos(elevation) * Math.cos(azimuth)
      directions[at + 1] = Math.cos(elevation) * Math.sin(azimuth)
      directions[at + 2] = Math.sin(elevation)
    }
  })
  const slopes = elevations.map(Math.tan)
  /** Column as a real number of an azimuth. */
  const columnOf = (azimuth: number): number => ((Math.PI - azimuth) / TURN) * columns - 0.5
  /** Writes the rows between two slopes and the columns between two turns from the seam. */
  const writeWindow = (window: Int32Array, low: number, high: number): boolean => {
    let first = 0
    while (first < rows && slopes[first]! < low) first++
    let last = rows - 1
    while (last >= first && slopes[last]! > high) last--
    window[0] = first
    window[1] = last
    return last >= first
  }
  const writeColumns = (window: Int32Array, left: number, right: number): boolean => {
    const shift = left < 0 ? columns : 0
    const first = Math.ceil(left + shift)
    const last = Math.floor(right + shift)
    // A window that begins past the grid's last column is moved back by a turn.
    const back = first >= columns ? columns : 0
    window[2] = first - back
    window[3] = Math.min(last - back, first - back + columns - 1)
    return last >= first
  }
  return {
    rows,
    columns,
    isFlat: false,
    directions,
    seesFace(corners, count, window) {
      let low = Infinity
      let high = -Infinity
      let from = 0
      let to = 0
      let turned = 0
      let previous = Math.atan2(corners[1]!, corners[0]!)
      const start = previous
      for (let i = 0; i < count; i++) {
        const x = corners[3 * i]!
        const y = corners[3 * i + 1]!
        const slope = corners[3 * i + 2]! / Math.max(1e-6, Math.sqrt(x * x + y * y))
        if (slope < low) low = slope
        if (slope > high) high = slope
        const azimuth = Math.atan2(y, x)
        const step = azimuth - previous
        turned += step > Math.PI ? step - TURN : step < -Math.PI ? step + TURN : step
        previous = azimuth
        if (turned < from) from = turned
        if (turned > to) to = turned
      }
      // A face over or under the sensor, or nearly so, may be met all around.
      if (to - from > 0.9 * Math.PI) {
        window[2] = 0
        window[3] = columns - 1
        return writeWindow(window, low < 0 ? -Infinity : 0, high > 0 ? Infinity : 0)
      }
      // Between its ends an edge rises above the slope of both: at most by this.
      const bulge = 1 / Math.cos((to - from) / 2)
      return (
        writeColumns(window, columnOf(start + to), columnOf(start + from)) &&
        writeWindow(window, low < 0 ? low * bulge : low, high > 0 ? high * bulge : high)
      )
    },
    seesBall(ball, window) {
      const [x, y, z, radius] = [ball[0]!, ball[1]!, ball[2]!, ball[3]!]
      const flat = Math.hypot(x, y)
      if (flat <= radius * 1.01) {
        window.set([0, rows - 1, 0, columns - 1])
        return true
      }
      const half = Math.asin(radius / flat)
      const azimuth = Math.atan2(y, x)
      const near = flat - radius
      const low = z - radius
      const high = z + radius
      return (
        writeColumns(window, columnOf(azimuth + half), columnOf(azimuth - half)) &&
        writeWindow(
          window,
          low < 0 ? low / near : low / (flat + radius),
          high > 0 ? high / near : high / (flat + radius),
        )
      )
    },
  }
}
