import { fromYaw, type Pose } from '@trueline/geometry'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cropPoints } from './crop.ts'
import { cropPacked } from './cropPacked.ts'
import { packSweep } from './pack.ts'
import { unpackInto } from './unpack.ts'

const evenly = (min: number, max: number, step: number) =>
  fc.integer({ min: 0, max: Math.round((max - min) / step) }).map((n) => min + n * step)

/** Most within a pack's near section, some in the far ones. */
const coordinate = fc.oneof(
  { weight: 6, arbitrary: evenly(-12, 12, 0.01) },
  { weight: 1, arbitrary: evenly(-400, 400, 0.1) },
)
const clouds = fc
  .array(fc.tuple(coordinate, coordinate, coordinate, evenly(0, 1, 0.01)), { maxLength: 200 })
  .map((rows) => Float32Array.from(rows.flat()))
const poses = fc.record({
  translation: fc.tuple(evenly(-3, 3, 0.1), evenly(-3, 3, 0.1), evenly(-3, 3, 0.1)),
  rotation: evenly(-3, 3, 0.1).map(fromYaw),
})
const cuboids = fc.record({
  center: fc.tuple(evenly(-9, 9, 0.1), evenly(-9, 9, 0.1), evenly(-9, 9, 0.1)),
  extent: fc.tuple(evenly(1, 9, 0.1), evenly(1, 9, 0.1), evenly(1, 9, 0.1)),
  rotation: evenly(-3, 3, 0.1).map(fromYaw),
})

describe('cropping a packed sweep', () => {
  it('gives what unpacking all of it and cropping that gives', () => {
    fc.assert(
      fc.property(clouds, poses, cuboids, (points, egoFromSensor, cuboid) => {
        const packed = packSweep({ points, ring: null, timeOffset: null })
        const unpacked = new Float32Array(points.length)
        unpackInto(unpacked, packed, egoFromSensor)
        const cropped = cropPacked(packed, egoFromSensor, { cuboid, margin: 0.5 })
        // What lies on the very border may fall to either side in single precision.
        const surely = cropPoints(unpacked, { kind: 'cuboid', cuboid, margin: 0.4999 })
        const perhaps = cropPoints(unpacked, { kind: 'cuboid', cuboid, margin: 0.5001 })
        expect(cropped.length).toBeGreaterThanOrEqual(surely.length)
        expect(cropped.length).toBeLessThanOrEqual(perhaps.length)
        expect(areFoundIn(cropped, perhaps)).toBe(true)
        expect(areFoundIn(surely, cropped)).toBe(true)
      }),
    )
  })

  it('reads a pack that begins at an odd address, and refuses one of another length', () => {
    const points = Float32Array.of(1, 2, 0.5, 0.2, 30, 0, 0, 0.4)
    const packed = packSweep({ points, ring: null, timeOffset: null })
    const odd = new Uint8Array(packed.bytes.length + 1).subarray(1)
    odd.set(packed.bytes)
    const inPlace: Pose = { translation: [0, 0, 0], rotation: [0, 0, 0, 1] }
    const around = {
      cuboid: { center: [1, 2, 0], extent: [2, 2, 2], rotation: [0, 0, 0, 1] },
      margin: 0,
    } as const
    const cropped = cropPacked({ ...packed, bytes: odd }, inPlace, around)
    expect(cropped).toHaveLength(4)
    expect(cropped[0]).toBeCloseTo(1, 2)
    expect(() => cropPacked({ ...packed, bytes: odd.subarray(8) }, inPlace, around)).toThrow(
      'Expected 2 rows of 8 bytes, got 8',
    )
  })
})

/** Whether every row of one cloud is, to a tenth of a millimeter, in the other, in the same order. */
function areFoundIn(points: Float32Array, all: Float32Array): boolean {
  let row = 0
  for (let at = 0; at < all.length && row < points.length; at += 4) {
    const isSame = [0, 1, 2, 3].every((i) => Math.abs(all[at + i]! - points[row + i]!) < 1e-4)
    if (isSame) row += 4
  }
  return row === points.length
}
