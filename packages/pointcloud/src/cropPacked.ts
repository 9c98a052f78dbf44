import type { PackSection } from '@trueline/annotation'
import { type Cuboid, compose, invert, type Pose, poseOf, toMatrix4 } from '@trueline/geometry'
import { PACK_ROW_BYTES } from './pack.ts'
import { POINT_STRIDE } from './sweep.ts'
import type { PackedRows } from './unpack.ts'

/**
 * The points of a packed sweep in a cuboid grown by a margin on every side, borders included: N × 4
 * rows of x, y, z, intensity in ego space, in the pack's order.
 *
 * Only what is inside is unpacked: most rows are left after one product of three numbers, which costs
 * a fraction of unpacking the sweep.
 *
 * @param egoFromSensor The cuboid is in ego space, the pack in the sensor's.
 * @throws {RangeError} when the bytes are not as many as the sections say.
 */
export function cropPacked(
  { bytes, sections }: PackedRows,
  egoFromSensor: Pose,
  { cuboid, margin }: { readonly cuboid: Cuboid; readonly margin: number },
): Float32Array<ArrayBuffer> {
  const rows = sections.reduce((sum, { pointCount }) => sum + pointCount, 0)
  if (bytes.length !== rows * PACK_ROW_BYTES) {
    throw new RangeError(`Expected ${rows} rows of ${PACK_ROW_BYTES} bytes, got ${bytes.length}`)
  }
  // Positions are read as int16, which begin at even addresses.
  const even = bytes.byteOffset % 2 === 0 ? bytes : bytes.slice()
  const positions = new Int16Array(even.buffer, even.byteOffset, even.length / 2)
  const boxFromSensor = compose(invert(poseOf(cuboid)), egoFromSensor)
  const half = cuboid.extent.map((side) => side / 2 + margin)
  let start = 0
  const found = sections.map((section) => {
    const end = start + section.pointCount * 4
    const inside = offsetsInside({ positions, start, end }, fromGrid(boxFromSensor, section), half)
    start = end
    return { inside, ego: fromGrid(egoFromSensor, section) }
  })
  const count = found.reduce((sum, { inside }) => sum + inside.length, 0)
  const points = new Float32Array(count * POINT_STRIDE)
  let to = 0
  for (const { inside, ego: m } of found) {
    for (const at of inside) {
      const x = positions[at]!
      const y = positions[at + 1]!
      const z = positions[at + 2]!
      points[to] = m[0]! * x + m[1]! * y + m[2]! * z + m[3]!
      points[to + 1] = m[4]! * x + m[5]! * y + m[6]! * z + m[7]!
      points[to + 2] = m[8]! * x + m[9]! * y + m[10]! * z + m[11]!
      points[to + 3] = even[at * 2 + 6]! / 255
      to += POINT_STRIDE
    }
  }
  return points
}

/** What takes the integers of a section to the pose's target: three rows of four. */
function fromGrid(pose: Pose, { origin, step }: PackSection): Float64Array {
  const m = toMatrix4(pose)
  const rows = new Float64Array(12)
  for (let row = 0; row < 12; row += 4) {
    const [x, y, z] = [m[row]!, m[row + 1]!, m[row + 2]!]
    rows.set([x * step, y * step, z * step], row)
    rows[row + 3] = x * origin[0] + y * origin[1] + z * origin[2] + m[row + 3]!
  }
  return rows
}

/** Where the rows begin, of those from `start` to `end`, that lie no further than `half` from 0 on each axis. */
function offsetsInside(
  { positions, start, end }: { readonly positions: Int16Array; start: number; end: number },
  m: Float64Array,
  half: readonly number[],
): readonly number[] {
  const [halfX = 0, halfY = 0, halfZ = 0] = half
  const inside: number[] = []
  for (let at = start; at < end; at += 4) {
    const x = positions[at]!
    const y = positions[at + 1]!
    const z = positions[at + 2]!
    if (!(Math.abs(m[0]! * x + m[1]! * y + m[2]! * z + m[3]!) <= halfX)) continue
    if (!(Math.abs(m[4]! * x + m[5]! * y + m[6]! * z + m[7]!) <= halfY)) continue
    if (!(Math.abs(m[8]! * x + m[9]! * y + m[10]! * z + m[11]!) <= halfZ)) continue
    inside.push(at)
  }
  return inside
}
