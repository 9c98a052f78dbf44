import type { Header, PointCloud } from './messages.ts'
import { headerOf } from './messages.ts'
import { type Encoding, openWire } from './wire.ts'

/** The messages of Livox' drivers, of both generations. */
export const LIVOX_TYPES = ['livox_ros_driver/CustomMsg', 'livox_ros_driver2/CustomMsg']

/** Bytes of a CustomPoint; CDR begins each at a multiple of four. */
const POINT = 19
const ALIGNED = 20
/** u4 offset_time in ns, f4 x, y, z, u1 reflectivity, tag and line: as PointField counts datatypes. */
const FIELDS = [
  { name: 'offset_time', offset: 0, datatype: 6, count: 1 },
  { name: 'x', offset: 4, datatype: 7, count: 1 },
  { name: 'y', offset: 8, datatype: 7, count: 1 },
  { name: 'z', offset: 12, datatype: 7, count: 1 },
  { name: 'reflectivity', offset: 16, datatype: 2, count: 1 },
  { name: 'line', offset: 18, datatype: 2, count: 1 },
] as const

/** A CustomMsg's points, as PointCloud2 would hold them. @throws {RangeError} where it ends too early. */
export function livoxCloud(bytes: Uint8Array, encoding: Encoding): PointCloud {
  const wire = openWire(bytes, encoding)
  const header: Header = headerOf(wire, encoding)
  // timebase, point_num, lidar_id and three bytes that are reserved.
  wire.f64()
  wire.u32()
  for (let count = 0; count < 4; count++) wire.u8()
  const width = wire.u32()
  const pointStep = encoding === 'cdr' ? ALIGNED : POINT
  const needed = width === 0 ? 0 : (width - 1) * pointStep + POINT
  const points = wire.rest(needed)
  const data = new Uint8Array(width * pointStep)
  data.set(points)
  const rest = { height: 1, width, isBigEndian: false, pointStep, rowStep: width * pointStep }
  return { header, fields: FIELDS, data, ...rest }
}
