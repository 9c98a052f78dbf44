import { fromYaw, type Pose, transform, type Vec3 } from '@trueline/geometry'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PACK_ROW_BYTES, packSweep } from './pack.ts'
import type { Sweep } from './sweep.ts'
import { unpackInto, unpackRing, unpackSweep } from './unpack.ts'

const even = (min: number, max: number, step: number) =>
  fc.integer({ min: 0, max: Math.round((max - min) / step) }).map((n) => min + n * step)

const sweepOf = (rows: readonly (readonly number[])[], ring: Uint16Array | null = null): Sweep => ({
  points: Float32Array.from(rows.flat()),
  ring,
  timeOffset: null,
})

/** Points as lidars give them: most near, some far, a few very far. */
const coordinate = fc.oneof(
  { weight: 8, arbitrary: even(-159, 159, 0.001) },
  { weight: 2, arbitrary: even(-2000, 2000, 0.01) },
  { weight: 1, arbitrary: even(-1e6, 1e6, 1) },
)
const rows = fc.array(fc.tuple(coordinate, coordinate, coordinate, even(0, 1, 0.001)), {
  maxLength: 200,
})

/** How far a row is from the sensor along the axis on which it is furthest. */
function distanceOf([x = 0, y = 0, z = 0]: readonly number[]): number {
  return Math.max(Math.abs(x), Math.abs(y), Math.abs(z))
}

/** The rows in the order a pack has them: by section, and by their place in the sweep within one. */
function inPackOrder(points: Float32Array): readonly (readonly number[])[] {
  const all = Array.from({ length: points.length / 4 }, (_, row) => [
    ...points.subarray(row * 4, row * 4 + 4),
  ])
  const band = (row: readonly number[]): number =>
    Math.max(0, Math.ceil(Math.log2(distanceOf(row) / 160)))
  return all.toSorted((a, b) => band(a) - band(b))
}

describe('packing a sweep', () => {
  it('moves no point by more than half a grid step, and no intensity by more than half of 1/255', () => {
    fc.assert(
      fc.property(rows, (drawn) => {
        const sweep = sweepOf(drawn)
        const { bytes, sections, pointCount, droppedCount } = packSweep(sweep)
        const unpacked = unpackSweep(bytes, sections)
        const expected = inPackOrder(sweep.points)
        const steps = sections.flatMap((section) => Array(section.pointCount).fill(section.step))
        expect(pointCount).toBe(drawn.length)
        expect(droppedCount).toBe(0)
        expect(steps).toHaveLength(pointCount)
        expected.forEach((row, index) => {
          row.forEach((value, column) => {
            const off = Math.abs(unpacked[index * 4 + column]! - value)
            // What float32 itself rounds by comes on top.
            const float = Math.abs(value) * 2 ** -23
            const limit = column === 3 ? 0.5 / 255 + 1e-6 : steps[index] / 2 + float + 1e-9
            expect(off).toBeLessThanOrEqual(limit)
          })
        })
      }),
    )
  })

  it('has a near field finer than 5 mm, and beyond it steps of at most 1/16383 of the distance', () => {
    fc.assert(
      fc.property(rows, (drawn) => {
        const { bytes, sections } = packSweep(sweepOf(drawn))
        const points = unpackSweep(bytes, sections)
        let row = 0
        for (const { pointCount, step } of sections) {
          const values = points.subarray(row * 4, (row + pointCount) * 4)
          const nearest = Math.min(...inPackOrder(values).map(distanceOf))
          expect(step).toBeLessThanOrEqual(Math.max(0.005, (nearest * 1.001) / 16383))
          row += pointCount
        }
      }),
    )
  })

  it('does not let one stray echo coarsen the rest', () => {
    const { sections } = packSweep(
      sweepOf([
        [10, 0, 0, 0],
        [-10, 5, 0, 0],
        [9000, 0, 0, 0],
      ]),
    )
    expect(sections.map(({ pointCount }) => pointCount)).toEqual([2, 1])
    expect(sections[0]?.step).toBeLessThan(0.001)
  })

  it('leaves out points that are nowhere and counts them', () => {
    const { bytes, sections, pointCount, droppedCount } = packSweep(
      sweepOf([
        [Number.NaN, 0, 0, 0],
        [1, 2, 3, 1],
        [0, Number.POSITIVE_INFINITY, 0, 0],
        [0, 0, Number.NEGATIVE_INFINITY, 0],
      ]),
    )
    expect({ pointCount, droppedCount, bytes: bytes.length }).toEqual({
      pointCount: 1,
      droppedCount: 3,
      bytes: PACK_ROW_BYTES,
    })
    expect([...unpackSweep(bytes, sections)]).toEqual([1, 2, 3, 1])
  })

  it('of no points is no bytes and no sections', () => {
    expect(packSweep(sweepOf([]))).toEqual({
      bytes: new Uint8Array(0),
      sections: [],
      pointCount: 0,
      droppedCount: 0,
    })
    expect(unpackSweep(new Uint8Array(0), [])).toHaveLength(0)
  })

  it('cuts intensities to 0..1 and takes NaN for 0', () => {
    const intensities = [-1, 0, 0.5, 1, 7, Number.NaN]
    const { bytes, sections } = packSweep(sweepOf(intensities.map((value) => [0, 0, 0, value])))
    const unpacked = unpackSweep(bytes, sections)
    expect(intensities.map((_, row) => Math.round(unpacked[row * 4 + 3]! * 255))).toEqual([
      0, 0, 128, 255, 255, 0,
    ])
  })

  it('keeps the low byte of each ring beside its point', () => {
    const rings = Uint16Array.of(0, 63, 127, 300)
    const { bytes } = packSweep(
      sweepOf(
        [
          [1, 0, 0, 0],
          [Number.NaN, 0, 0, 0],
          [500, 0, 0, 0],
          [2, 0, 0, 0],
        ],
        rings,
      ),
    )
    expect([...(unpackRing(bytes) ?? [])]).toEqual([0, 44, 127])
    expect(unpackRing(packSweep(sweepOf([[1, 0, 0, 0]])).bytes)).toBeNull()
  })

  it('refuses points that are no rows and rings of another number', () => {
    expect(() => packSweep(sweepOf([[1, 2, 3]]))).toThrow(RangeError)
    expect(() => packSweep(sweepOf([[1, 2, 3, 0]], new Uint16Array(2)))).toThrow(RangeError)
  })
})

describe('unpacking a sweep', () => {
  const packed = packSweep(
    sweepOf([
      [1, 2, 3, 0],
      [-4, 5, -6, 1],
      [700, 8, 9, 0.2],
    ]),
  )

  it('reads bytes that begin anywhere in a buffer', () => {
    const buffer = new Uint8Array(packed.bytes.length + 3)
    buffer.set(packed.bytes, 3)
    const expected = unpackSweep(packed.bytes, packed.sections)
    expect(unpackSweep(buffer.subarray(3), packed.sections)).toEqual(expected)
  })

  it('gives ego space where it is told the sensor’s place', () => {
    const egoFromSensor: Pose = { translation: [1, -2, 1.7], rotation: fromYaw(0.7) }
    const inSensor = unpackSweep(packed.bytes, packed.sections)
    const target = new Float32Array(inSensor.length + 4)
    expect(unpackInto(target, packed, egoFromSensor)).toBe(3)
    for (let at = 0; at < inSensor.length; at += 4) {
      const point = [...inSensor.subarray(at, at + 3)] as unknown as Vec3
      transform(egoFromSensor, point).forEach((value, axis) => {
        expect(target[at + axis]).toBeCloseTo(value, 3)
      })
    }
  })

  it('refuses bytes of another number and a target that is too short', () => {
    expect(() => unpackSweep(packed.bytes.subarray(8), packed.sections)).toThrow(RangeError)
    expect(() =>
      unpackInto(new Float32Array(8), packed, { translation: [0, 0, 0], rotation: [0, 0, 0, 1] }),
    ).toThrow(RangeError)
  })
})
