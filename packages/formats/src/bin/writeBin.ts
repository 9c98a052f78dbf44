import type { Sweep } from '@trueline/pointcloud'

/** A sweep as a KITTI `.bin`: little-endian float32 rows of x, y, z, intensity. Its own copy. */
export function writeKittiBin({ points }: Sweep): Uint8Array {
  const bytes = new Uint8Array(points.byteLength)
  const view = new DataView(bytes.buffer)
  for (let at = 0; at < points.length; at++) view.setFloat32(at * 4, points[at]!, true)
  return bytes
}
