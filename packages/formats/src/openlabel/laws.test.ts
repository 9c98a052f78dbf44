import type { Json } from '@trueline/annotation'
import { type BrownConradyCamera, type Cuboid, fromEulerZYX } from '@trueline/geometry'
import fc, { type Arbitrary } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isSameCuboid } from '../sameCuboid.ts'
import { memoryTree } from '../testing/memoryTree.ts'
import { readAttributes, writeAttributes } from './attributes.ts'
import { type BoxAxes, cuboidOfVal, valOfCuboid } from './boxAxes.ts'
import { documentsIn } from './findDocument.ts'
import { intervalsOf, isInIntervals } from './frameIntervals.ts'
import { filesByStream, matchFiles } from './matchFiles.ts'
import { decodeLens, encodeLens } from './streams.ts'
import { timestampOf, timeUsOf } from './timestamp.ts'
import { decodeTransform } from './transformData.ts'

function evenly(min: number, max: number, step: number): Arbitrary<number> {
  return fc.integer({ min: 0, max: Math.round((max - min) / step) }).map((n) => min + n * step)
}

function someCuboids(): Arbitrary<Cuboid> {
  const [place, size, turn] = [evenly(-90, 90, 0.1), evenly(0.2, 12, 0.1), evenly(-3.1, 3.1, 0.01)]
  return fc.record({
    center: fc.tuple(place, place, place),
    extent: fc.tuple(size, size, size),
    rotation: fc.record({ yaw: turn, pitch: turn, roll: turn }).map(fromEulerZYX),
  })
}

const PLACE = { file: 'f', pointer: '' }

describe('an OpenLABEL cuboid value', () => {
  it('gives back the cuboid it was made of, in every dialect and spelling', () => {
    const axes = fc.constantFrom<BoxAxes>('standard', 'camera', 'kognic')
    const length = fc.constantFrom<9 | 10>(9, 10)
    fc.assert(
      fc.property(someCuboids(), axes, length, (cuboid, how, count) => {
        const val = valOfCuboid(cuboid, how, count)
        expect(val).toHaveLength(count)
        expect(isSameCuboid(cuboidOfVal(val, how, PLACE), cuboid)).toBe(true)
      }),
    )
  })

  it('has an upright box of a camera’s space turned about the middle axis alone', () => {
    fc.assert(
      fc.property(evenly(-3.14, 3.14, 0.01), (turn) => {
        const val = [1, 2, 3, 0, turn, 0, 4, 1.5, 2]
        const again = valOfCuboid(cuboidOfVal(val, 'camera', PLACE), 'camera', 9)
        for (const [index, value] of val.entries()) expect(again[index]).toBeCloseTo(value, 9)
      }),
    )
  })
})

describe('attributes', () => {
  const values = fc.dictionary(
    fc.string({ maxLength: 4 }).filter((name) => !['score', 'stream'].includes(name)),
    fc.oneof(fc.boolean(), fc.string(), evenly(-5, 5, 0.25)),
  )
  const score = fc.option(evenly(0, 1, 0.05))

  it('read back as they were wanted, whatever stood there before', () => {
    const described = fc.record({ attributes: values, score })
    fc.assert(
      fc.property(described, described, (before, after) => {
        const kept = { ...writeAttributes(undefined, before), vec: [{ name: 'v', val: [1, 2] }] }
        const written = writeAttributes(kept, after)
        expect(readAttributes(written)).toEqual(after)
        expect(written.vec).toBe(kept.vec)
      }),
    )
  })

  it('keep the item of a value that stays, with what else it holds', () => {
    const lists = {
      num: [{ name: 'confidence', val: 0.5, by: 'x' }],
      text: [
        { name: 'stream', val: 'LIDAR' },
        { name: 'color', val: 'red', locked: true },
      ],
    }
    const described = readAttributes(lists)
    expect(described).toEqual({ attributes: { color: 'red' }, score: 0.5 })
    expect(writeAttributes(lists, described)).toEqual(lists)
    expect(writeAttributes(lists, { attributes: { color: 'blue' }, score: 1 })).toEqual({
      num: [{ name: 'confidence', val: 1, by: 'x' }],
      text: [
        { name: 'stream', val: 'LIDAR' },
        { name: 'color', val: 'blue', locked: true },
      ],
    })
  })
})

describe('frame intervals', () => {
  it('hold the frames they were made of and no others', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(40), { minLength: 1 }), (frames) => {
        const intervals = intervalsOf(frames)
        for (let frame = 0; frame <= 41; frame++) {
          expect(isInIntervals(intervals, frame)).toBe(frames.includes(frame))
        }
      }),
    )
  })
})

describe('a timestamp', () => {
  it.each<[Json, number | null]>([
    ['1700001000123645789', 1700001000123645],
    [1700001000123, 1700001000123000],
    ['1632321743.134149', 1632321743134149],
    ['1631441453.299504000', 1631441453299504],
    ['2020-04-11 12:00:07', Date.UTC(2020, 3, 11, 12, 0, 7) * 1000],
    ['2020-04-11T12:00:07.25+02:00', Date.UTC(2020, 3, 11, 10, 0, 7) * 1000 + 250_000],
    ['12.5', 12_500_000],
    ['noon', null],
    [null, null],
  ])('%s is %s µs', (value, us) => {
    expect(timeUsOf(value)).toBe(us)
  })

  it('of ours reads back the same', () => {
    const times = fc.oneof(
      fc.integer({ min: -1e9, max: 1e12 }),
      fc.integer({ min: 1e15, max: 4e15 }),
    )
    fc.assert(fc.property(times, (us) => timeUsOf(timestampOf(us)) === us))
  })
})

describe('a transform', () => {
  it('is the same in each of its spellings', () => {
    const [c, s] = [Math.cos(0.3), Math.sin(0.3)]
    const matrix = decodeTransform(
      { matrix4x4: [c, 0, s, 1, 0, 1, 0, 2, -s, 0, c, 3, 0, 0, 0, 1] },
      PLACE,
    )
    const translation = [1, 2, 3]
    const same = [
      decodeTransform({ euler_angles: [0, 0.3, 0], translation, sequence: 'ZYX' }, PLACE),
      decodeTransform({ euler_angles: [0.3, 0, 0], translation, sequence: 'yxz' }, PLACE),
      decodeTransform(
        { quaternion: [0, Math.sin(0.15), 0, Math.cos(0.15)], traslation: translation },
        PLACE,
      ),
    ]
    for (const pose of same) {
      expect(pose.translation).toEqual([1, 2, 3])
      for (const [at, value] of pose.rotation.entries()) {
        expect(value).toBeCloseTo(matrix.rotation[at]!, 12)
      }
    }
  })

  it('that is none is refused by place', () => {
    expect(() => decodeTransform({ euler_angles: [0, 0, 0] }, PLACE)).toThrow('/translation')
    expect(() => decodeTransform({ quaternion: [0, 0, 0, 0] }, PLACE)).toThrow('/quaternion')
    expect(() => decodeTransform({ matrix4x4: [1] }, PLACE)).toThrow('16 or 12 finite numbers')
  })
})

describe('a lens', () => {
  it('whose model is not ours is refused, not guessed', () => {
    const prism = { width_px: 1, height_px: 1, camera_matrix: [1, 0, 0, 0, 1, 0, 0, 0, 1] }
    const coefficients = [0, 0, 0, 0, 0, 0, 0, 0, 0.1, 0, 0, 0]
    const pinhole = { intrinsics_pinhole: { ...prism, distortion_coeffs: coefficients } }
    expect(() => decodeLens(pinhole, PLACE, null)).toThrow('thin-prism')
    const fisheye = {
      width_px: 9,
      height_px: 9,
      center_x: 0,
      center_y: 0,
      lens_coeffs_1x4: [333, 0.3, 2, 11],
    }
    expect(() => decodeLens({ intrinsics_fisheye: fisheye }, PLACE, null)).toThrow('focal_length')
    expect(() => decodeLens({ intrinsics_custom: {} }, PLACE, null)).toThrow('intrinsics_custom')
    const poly = { model: 'radial_poly', k1: 339, k2: -30, k3: 46, k4: -7, width: 0, height: 9 }
    expect(() => decodeLens({ intrinsics_custom: poly }, PLACE, null)).toThrow('/width')
  })

  it('keeps the order of OpenCV’s coefficients', () => {
    const model: BrownConradyCamera = {
      lens: 'brownConrady',
      widthPx: 4,
      heightPx: 3,
      focalPx: [1, 2],
      centerPx: [3, 4],
      radial: [1, 2, 5, 6, 7, 8],
      tangential: [3, 4],
    }
    const written = encodeLens(model)
    expect(written).toMatchObject({
      intrinsics_pinhole: { distortion_coeffs: [1, 2, 3, 4, 5, 6, 7, 8] },
    })
    expect(decodeLens(written, PLACE, null)?.model).toEqual(model)
  })
})

describe('files beside a document', () => {
  const frames = ['3', '5'].map((key) => ({ key, skeleton: {} }))

  it('go to frames by uri, by number, or by order', () => {
    const uri = {
      key: '3',
      skeleton: { frame_properties: { streams: { L: { uri: './x/b_9.pcd' } } } },
    }
    expect(matchFiles(['x/a_3.pcd', 'x/b_9.pcd'], [uri], 'L')).toEqual({
      byFrame: new Map([[0, 'x/b_9.pcd']]),
      unmatched: ['x/a_3.pcd'],
    })
    expect(matchFiles(['a/0005.pcd', 'a/0004.pcd'], frames, 'L').byFrame).toEqual(
      new Map([[1, 'a/0005.pcd']]),
    )
    expect(matchFiles(['a/1699.pcd', 'a/1701.pcd'], frames, 'L').byFrame).toEqual(
      new Map([
        [0, 'a/1699.pcd'],
        [1, 'a/1701.pcd'],
      ]),
    )
  })

  it('go to the stream whose folder they are in', () => {
    const tree = memoryTree({ 'top/1.pcd': '', 'left/1.pcd': '', 'top/1.png': '' })
    expect(filesByStream(tree, ['top', 'Left'], 'sweep')).toEqual(
      new Map([
        ['top', ['top/1.pcd']],
        ['Left', ['left/1.pcd']],
      ]),
    )
  })
})

describe('looking for documents', () => {
  it('finds them by their root key, those nearest the top first', async () => {
    const tree = memoryTree({
      'a/deep.json': '\ufeff{\n "openlabel": {}}',
      'z.json': '{"openlabel":{}}',
      'no.json': '{"x":"openlabel"}',
      'old.json': '{"vcd":{}}',
    })
    expect(await documentsIn(tree)).toEqual([
      { path: 'z.json', root: 'openlabel' },
      { path: 'old.json', root: 'vcd' },
      { path: 'a/deep.json', root: 'openlabel' },
    ])
  })
})
