import { invert, type Pose, toMatrix3 } from '@trueline/geometry'
import { POINT_STRIDE, type Sweep } from './sweep.ts'

/**
 * When a sweep saw what lies in each direction: by sector about the sensor's z axis, the first from -π on,
 * the mean of its points' times in whole microseconds after the frame's; `null`: no points there.
 *
 * A pack has no room for the time of each point. A box is seen in a few of these sectors, so that
 * the mean of its points' times comes out the same to a tenth of a millisecond for what turns.
 */
export type TurnTimes = readonly (number | null)[]

/** Three degrees each. */
const SECTORS = 120
/** Told to so many microseconds: the numbers stay short. */
const STEP_US = 100

/** The times of a sweep by direction; `null` where its points have none. */
export function turnTimesOf({ points, timeOffset }: Sweep): TurnTimes | null {
  if (timeOffset === null) return null
  const sums = new Float64Array(SECTORS)
  const counts = new Uint32Array(SECTORS)
  for (const [row, seconds] of timeOffset.entries()) {
    const sector = sectorOf(points[row * POINT_STRIDE]!, points[row * POINT_STRIDE + 1]!)
    if (sector === null || !Number.isFinite(seconds)) continue
    sums[sector]! += seconds
    counts[sector]!++
  }
  return Array.from(counts, (count, sector) =>
    count === 0 ? null : STEP_US * Math.round((1e6 * sums[sector]!) / count / STEP_US),
  )
}

/**
 * N seconds after the frame's time for points of such a sweep, as their direction has it; 0 where no
 * point was seen in it.
 *
 * @param points N × 4 rows of x, y, z, intensity in ego space.
 */
export function timesOfPoints(
  points: Float32Array,
  { times, egoFromSensor }: { readonly times: TurnTimes; readonly egoFromSensor: Pose },
): Float32Array {
  const { rotation, translation } = invert(egoFromSensor)
  const [xx, xy, xz, yx, yy, yz] = toMatrix3(rotation)
  const seconds = new Float32Array(points.length / POINT_STRIDE)
  for (let row = 0; row < seconds.length; row++) {
    const at = row * POINT_STRIDE
    const [x, y, z] = [points[at]!, points[at + 1]!, points[at + 2]!]
    const sector = sectorOf(
      xx * x + xy * y + xz * z + translation[0],
      yx * x + yy * y + yz * z + translation[1],
    )
    seconds[row] = sector === null ? 0 : (times[sector] ?? 0) / 1e6
  }
  return seconds
}

/** `null` where there is no direction. */
function sectorOf(x: number, y: number): number | null {
  const turn = (Math.atan2(y, x) + Math.PI) / (2 * Math.PI)
  return Number.isFinite(turn) ? Math.floor(turn * SECTORS) % SECTORS : null
}
