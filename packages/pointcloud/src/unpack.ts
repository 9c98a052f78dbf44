import type { PackSection } from '@trueline/annotation'
import { IDENTITY_POSE, type Pose, toMatrix4 } from '@trueline/geometry'
import { PACK_ROW_BYTES } from './pack.ts'
import { POINT_STRIDE } from './sweep.ts'

/** The bytes of one packed sweep and how to read them: what a `SweepRef` points at. */
export type PackedRows = { readonly bytes: Uint8Array; readonly sections: readonly PackSection[] }

/**
 * The points of a packed sweep: N × 4 rows of x, y, z (sensor space) and intensity (0..1).
 *
 * @throws {RangeError} when the bytes are not as many as the sections say.
 */
export function unpackSweep(bytes: Uint8Array, sections: readonly PackSection[]): Float32Array {
  const target = new Float32Array((bytes.length / PACK_ROW_BYTES) * POINT_STRIDE)
  unpackInto(target, { bytes, sections }, IDENTITY_POSE)
  return target
}

/**
 * Writes the points of a packed sweep to the start of `target`, as rows of x, y, z, intensity, and
 * returns how many rows that were.
 *
 * @param targetFromSensor `egoFromSensor` for ego space; the sections' grids are turned whole, so
 * that it costs no more than leaving them.
 * @throws {RangeError} when the bytes are not as many as the sections say, or the target is too short.
 */
export function unpackInto(
  target: Float32Array,
  { bytes, sections }: PackedRows,
  targetFromSensor: Pose,
): number {
  const rows = sections.reduce((sum, section) => sum + section.pointCount, 0)
  if (bytes.length !== rows * PACK_ROW_BYTES) {
    throw new RangeError(`Expected ${rows} rows of ${PACK_ROW_BYTES} bytes, got ${bytes.length}`)
  }
  if (target.length < rows * POINT_STRIDE) {
    throw new RangeError(`Expected room for ${rows} points, got ${target.length} values`)
  }
  const positions = int16Of(bytes)
  const m = toMatrix4(targetFromSensor)
  let start = 0
  for (const section of sections) {
    writePoints({ target, positions, bytes }, { m, section, start })
    start += section.pointCount
  }
  return rows
}

/** The rings of a packed sweep, their low byte; `null` where it has none. */
export function unpackRing(bytes: Uint8Array): Uint16Array | null {
  const ring = new Uint16Array(bytes.length / PACK_ROW_BYTES)
  let isAbsent = true
  for (let row = 0; row < ring.length; row++) {
    const value = bytes[row * PACK_ROW_BYTES + 7]!
    ring[row] = value
    if (value !== 255) isAbsent = false
  }
  return isAbsent ? null : ring
}

/** The bytes as int16; copied only where they begin at an odd address. */
function int16Of(bytes: Uint8Array): Int16Array {
  const even = bytes.byteOffset % 2 === 0 ? bytes : bytes.slice()
  return new Int16Array(even.buffer, even.byteOffset, even.length / 2)
}

/** Writes one section: its grid's axes and origin, seen from the target space, times the integers. */
function writePoints(
  { target, positions, bytes }: { target: Float32Array; positions: Int16Array; bytes: Uint8Array },
  place: { readonly m: readonly number[]; readonly section: PackSection; readonly start: number },
): void {
  const { m, section, start } = place
  const [originX, originY, originZ] = section.origin
  const at = (index: number): number => m[index]!
  const along = (row: number): number =>
    at(row) * originX + at(row + 1) * originY + at(row + 2) * originZ + at(row + 3)
  const x0 = along(0)
  const y0 = along(4)
  const z0 = along(8)
  const [xx, xy, xz] = [at(0) * section.step, at(1) * section.step, at(2) * section.step]
  const [yx, yy, yz] = [at(4) * section.step, at(5) * section.step, at(6) * section.step]
  const [zx, zy, zz] = [at(8) * section.step, at(9) * section.step, at(10) * section.step]
  const end = (start + section.pointCount) * 4
  for (let offset = start * 4; offset < end; offset += 4) {
    const x = positions[offset]!
    const y = positions[offset + 1]!
    const z = positions[offset + 2]!
    target[offset] = x0 + xx * x + xy * y + xz * z
    target[offset + 1] = y0 + yx * x + yy * y + yz * z
    target[offset + 2] = z0 + zx * x + zy * y + zz * z
    target[offset + 3] = bytes[offset * 2 + 6]! / 255
  }
}
