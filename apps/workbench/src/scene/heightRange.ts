import { toMatrix4 } from '@trueline/geometry'
import { PACK_ROW_BYTES } from '@trueline/pointcloud'
import type { LoadedFrame } from '../workbench.ts'

/** So many points say where the ground and the tops are; the cost does not grow with the sweep. */
const SAMPLES = 2000

/**
 * The heights in ego space between which points are colored: just below the ground, and where all
 * but a few percent end, though never less than 3 m apart. `null` for a frame without points.
 */
export function heightRange({ sweeps, pointCount }: LoadedFrame): readonly [number, number] | null {
  const step = Math.max(1, Math.floor(pointCount / SAMPLES))
  const heights: number[] = []
  for (const { bytes, sweep, egoFromSensor } of sweeps) {
    const m = toMatrix4(egoFromSensor)
    const rows = new Int16Array(bytes.buffer, bytes.byteOffset, bytes.length / 2)
    let start = 0
    for (const { pointCount: count, origin, step: cell } of sweep.sections) {
      for (let row = start; row < start + count; row += step) {
        const at = (row * PACK_ROW_BYTES) / 2
        const x = origin[0] + cell * rows[at]!
        const y = origin[1] + cell * rows[at + 1]!
        const z = origin[2] + cell * rows[at + 2]!
        heights.push(m[8]! * x + m[9]! * y + m[10]! * z + m[11]!)
      }
      start += count
    }
  }
  if (heights.length === 0) return null
  heights.sort((a, b) => a - b)
  const at = (ratio: number): number => heights[Math.floor(ratio * (heights.length - 1))]!
  const low = at(0.04)
  return [low - 0.3, Math.max(low + 3, at(0.96))]
}
