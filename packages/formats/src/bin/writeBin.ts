import { POINT_STRIDE, type Sweep } from '@trueline/pointcloud'

/** A sweep as a KITTI `.bin`: little-endian float32 rows of x, y, z, intensity. Its own copy. */
export function writeKittiBin({ points }: Sweep): Uint8Array {
  const bytes = new Uint8Array(points.byteLength)
  const view = new DataView(bytes.buffer)
  for (let at = 0; at < points.length; at++) view.setFloat32(at * 4, points[at]!, true)
  return bytes
}

/**
 * A sweep as a nuScenes `.pcd.bin`: little-endian float32 rows of x, y, z, intensity 0..255, ring (0
 * where there is none). Its own copy.
 */
export function writeNuscenesBin({ points, ring }: Sweep): Uint8Array {
  const rows = points.length / POINT_STRIDE
  const bytes = new Uint8Array(rows * 20)
  const view = new DataView(bytes.buffer)
  for (let row = 0; row < rows; row++) {
    const [x, y, z, intensity] = points.subarray(row * POINT_STRIDE, (row + 1) * POINT_STRIDE)
    const values = [x!, y!, z!, intensity! * 255, ring?.[row] ?? 0]
    for (const [column, value] of values.entries()) {
      view.setFloat32(row * 20 + column * 4, value, true)
    }
  }
  return bytes
}
