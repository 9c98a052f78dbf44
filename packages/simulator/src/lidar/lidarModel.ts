import type { RayGrid } from '../raster/rayGrid.ts'
import { ELEVATIONS_DEG } from './elevations.ts'

/** A turning lidar by name. */
export type LidarName = keyof typeof ELEVATIONS_DEG

/** How a turning lidar looks around. */
export type LidarModel = {
  /** Elevation of each laser in radians, lowest first: the ring number is the place in this list. */
  readonly elevations: readonly number[]
  /** Firings a turn. */
  readonly columns: number
  /** Azimuth of the first firing; it turns clockwise seen from above. */
  readonly seam: number
  readonly secondsPerTurn: number
  /** Standard deviation of a range. */
  readonly rangeNoise: number
  /** Height above the ground it is mounted at. */
  readonly mountHeight: number
}

type Turning = Omit<LidarModel, 'elevations' | 'seam'>

const of = (name: LidarName, turning: Turning): LidarModel => ({
  elevations: ELEVATIONS_DEG[name].map((degrees) => (degrees * Math.PI) / 180),
  seam: Math.PI,
  ...turning,
})

const TEN_HERTZ = { secondsPerTurn: 0.1, rangeNoise: 0.015, mountHeight: 1.85 }

/** Known lidars, their seam behind; elevations as in `ELEVATIONS_DEG`. */
export const LIDAR_MODELS: Readonly<Record<LidarName, LidarModel>> = {
  hdl64: of('hdl64', { columns: 2083, secondsPerTurn: 0.1, rangeNoise: 0.01, mountHeight: 1.76 }),
  hdl32: of('hdl32', { columns: 1084, secondsPerTurn: 0.05, rangeNoise: 0.01, mountHeight: 1.84 }),
  vlp16: of('vlp16', { ...TEN_HERTZ, columns: 1800 }),
  vlp32: of('vlp32', { ...TEN_HERTZ, columns: 1800 }),
  pandar40: of('pandar40', { ...TEN_HERTZ, columns: 1800 }),
  pandar64: of('pandar64', { ...TEN_HERTZ, columns: 1800 }),
  pandar128: of('pandar128', { ...TEN_HERTZ, columns: 1800 }),
  os64: of('os64', { ...TEN_HERTZ, columns: 1024 }),
  os128: of('os128', { ...TEN_HERTZ, columns: 2048 }),
}

/** Every lidar's name. */
export const LIDAR_NAMES = Object.keys(ELEVATIONS_DEG) as readonly LidarName[]

const TURN = 2 * Math.PI

/**
 * The rays of a turning lidar, a row per ring and a column per firing.
 *
 * It begins at the model's seam and turns clockwise seen from above.
 */
export function lidarGrid({
  elevations,
  columns,
  seam,
}: Pick<LidarModel, 'elevations' | 'columns' | 'seam'>): RayGrid {
  const rows = elevations.length
  const directions = new Float32Array(3 * rows * columns)
  const azimuths = Float64Array.from(
    { length: columns },
    (_, i) => seam - ((i + 0.5) * TURN) / columns,
  )
  const cosines = azimuths.map(Math.cos)
  const sines = azimuths.map(Math.sin)
  elevations.forEach((elevation, row) => {
    const cos = Math.cos(elevation)
    const sin = Math.sin(elevation)
    for (let column = 0; column < columns; column++) {
      const at = 3 * (row * columns + column)
      directions[at] = cos * cosines[column]!
      directions[at + 1] = cos * sines[column]!
      directions[at + 2] = sin
    }
  })
  const slopes = elevations.map(Math.tan)
  /** Column as a real number of an azimuth. */
  const columnOf = (azimuth: number): number => ((seam - azimuth) / TURN) * columns - 0.5
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
    // A window begins on the grid: it is moved by whole turns until it does.
    const shift = -columns * Math.floor(Math.ceil(left) / columns)
    const first = Math.ceil(left) + shift
    const last = Math.floor(right) + shift
    window[2] = first
    window[3] = Math.min(last, first + columns - 1)
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
