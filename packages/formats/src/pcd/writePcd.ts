import { POINT_STRIDE, type Sweep } from '@trueline/pointcloud'

/**
 * A sweep as a binary PCD v0.7 file: x, y, z, intensity (0..1) as float32, ring as uint16 and time
 * (seconds) as float32 where the sweep has them.
 */
export function writePcd({ points, ring, timeOffset }: Sweep): Uint8Array {
  const fields = [
    ...['x', 'y', 'z', 'intensity'].map((name) => ({ name, size: 4, type: 'F' })),
    ...(ring ? [{ name: 'ring', size: 2, type: 'U' }] : []),
    ...(timeOffset ? [{ name: 'time', size: 4, type: 'F' }] : []),
  ]
  const count = points.length / POINT_STRIDE
  const header = new TextEncoder().encode(
    [
      '# .PCD v0.7 - Point Cloud Data file format',
      'VERSION 0.7',
      `FIELDS ${fields.map(({ name }) => name).join(' ')}`,
      `SIZE ${fields.map(({ size }) => size).join(' ')}`,
      `TYPE ${fields.map(({ type }) => type).join(' ')}`,
      `COUNT ${fields.map(() => 1).join(' ')}`,
      `WIDTH ${count}`,
      'HEIGHT 1',
      'VIEWPOINT 0 0 0 1 0 0 0',
      `POINTS ${count}`,
      'DATA binary\n',
    ].join('\n'),
  )
  const stride = fields.reduce((sum, { size }) => sum + size, 0)
  const bytes = new Uint8Array(header.length + count * stride)
  bytes.set(header)
  const view = new DataView(bytes.buffer)
  for (let row = 0; row < count; row++) {
    let at = header.length + row * stride
    for (let column = 0; column < POINT_STRIDE; column++, at += 4) {
      view.setFloat32(at, points[row * POINT_STRIDE + column]!, true)
    }
    if (ring) {
      view.setUint16(at, ring[row]!, true)
      at += 2
    }
    if (timeOffset) view.setFloat32(at, timeOffset[row]!, true)
  }
  return bytes
}
