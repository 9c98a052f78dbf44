import type { PackSection } from '@trueline/annotation'
import { boundsBy, type SectionGrid } from './packGrid.ts'
import { POINT_STRIDE, type Sweep } from './sweep.ts'

/** Bytes of a packed row: int16 x, y, z, uint8 intensity, uint8 ring. */
export const PACK_ROW_BYTES = 8

/** The ring byte of a sweep without rings. */
const NO_RING = 255

/** A sweep as it lies in a pack. */
export type PackedSweep = {
  /**
   * The sections' rows one after the other, little endian, as every machine that runs this is:
   * int16 x, y, z on the section's grid, uint8 intensity (255 at 1), uint8 ring (its low byte; 255
   * where the sweep has none).
   */
  readonly bytes: Uint8Array<ArrayBuffer>
  /** Near field first; a section without points is left out, so an empty sweep has none. */
  readonly sections: readonly PackSection[]
  readonly pointCount: number
  /** Points left out because a coordinate is NaN or infinite. */
  readonly droppedCount: number
}

/**
 * The sweep on an integer grid, in sensor space.
 *
 * Points keep their order within a section. A position is off by at most half its section's step:
 * 2.5 mm within 160 m of the sensor (less where the points span less), and in proportion to the
 * distance beyond. Intensity is cut to 0..1, NaN counts as 0. Two passes, no allocation per point.
 *
 * @throws {RangeError} when the points are no rows of 4 or `ring` has another length.
 */
export function packSweep({ points, ring }: Sweep): PackedSweep {
  const rows = points.length / POINT_STRIDE
  if (!Number.isInteger(rows)) {
    throw new RangeError(`Expected rows of ${POINT_STRIDE} values, got ${points.length} values`)
  }
  if (ring !== null && ring.length !== rows) {
    throw new RangeError(`Expected ${rows} rings, got ${ring.length}`)
  }
  const { bandOfRow, grids } = boundsBy(points)
  const pointCount = grids.reduce((sum, grid) => sum + grid.pointCount, 0)
  const bytes = new Uint8Array(pointCount * PACK_ROW_BYTES)
  let start = 0
  for (const grid of grids) {
    writeSection({ points, ring, bandOfRow, grid }, bytes, start)
    start += grid.pointCount
  }
  return {
    bytes,
    sections: grids.map(({ pointCount: count, origin, step }) => ({
      pointCount: count,
      origin,
      step,
    })),
    pointCount,
    droppedCount: rows - pointCount,
  }
}

/** Writes the rows of one section from row `start` of `bytes` on. */
function writeSection(
  source: {
    readonly points: Float32Array
    readonly ring: Uint16Array | null
    readonly bandOfRow: Uint8Array
    readonly grid: SectionGrid
  },
  bytes: Uint8Array<ArrayBuffer>,
  start: number,
): void {
  const { points, ring, bandOfRow, grid } = source
  const { band, step, origin } = grid
  const perStep = 1 / step
  // Shifted above zero, `| 0` rounds to the nearest as Math.round would, at a third of its cost;
  // flipping the highest of the 16 bits takes the shift out again.
  const shiftX = 32768.5 - origin[0] * perStep
  const shiftY = 32768.5 - origin[1] * perStep
  const shiftZ = 32768.5 - origin[2] * perStep
  const words = new Uint32Array(bytes.buffer)
  let word = start * 2
  for (let row = 0, at = 0; row < bandOfRow.length; row++, at += POINT_STRIDE) {
    if (bandOfRow[row] !== band) continue
    const x = (points[at]! * perStep + shiftX) | 0
    const y = (points[at + 1]! * perStep + shiftY) | 0
    const z = (points[at + 2]! * perStep + shiftZ) | 0
    const raw = points[at + 3]!
    // A NaN fails both comparisons.
    const intensity = raw >= 1 ? 255 : raw > 0 ? (raw * 255 + 0.5) | 0 : 0
    const laser = ring === null ? NO_RING : ring[row]! & 255
    words[word] = (x | (y << 16)) ^ 0x80008000
    words[word + 1] = (z | (intensity << 16) | (laser << 24)) ^ 0x8000
    word += 2
  }
}
