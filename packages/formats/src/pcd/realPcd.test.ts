import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { sharedData } from '../../../../scripts/sharedData.ts'
import { columnsOfBin, readKittiBin, readNuscenesBin } from '../bin/readBin.ts'
import { readPcd } from './readPcd.ts'

const formats = sharedData('formats')
const variants = sharedData('clips', 'pcd_variants')
const clips = sharedData('clips')

const bytesOf = (...parts: readonly string[]): Uint8Array =>
  new Uint8Array(readFileSync(join(...parts)))

type Expected = {
  readonly fields?: readonly string[]
  readonly points?: number
  readonly first?: Readonly<Record<string, number>> | readonly string[]
  readonly last?: Readonly<Record<string, number>> | readonly string[]
  readonly min?: Readonly<Record<string, number>>
  readonly max?: Readonly<Record<string, number>>
}

describe.skipIf(formats === null)('the PCD files of the format collection', () => {
  const expected: Readonly<Record<string, Expected>> = formats
    ? JSON.parse(readFileSync(join(formats, 'expected_pointclouds.json'), 'utf8'))
    : {}
  const names = Object.keys(expected).filter((name) => name.endsWith('.pcd'))

  it.each(names)('%s has the points an independent reader found', (name) => {
    const { sweep } = readPcd(bytesOf(formats!, name), name)
    const { fields, points, first, last } = expected[name]!
    expect(sweep.points).toHaveLength(4 * points!)
    const check = (values: Expected['first'], row: number): void => {
      for (const [at, axis] of ['x', 'y', 'z'].entries()) {
        const value = Array.isArray(values)
          ? Number(values[fields!.indexOf(axis)])
          : (values as Record<string, number>)[axis]!
        expect(sweep.points[row * 4 + at]).toBe(Math.fround(value))
      }
    }
    check(first, 0)
    check(last, points! - 1)
  })

  it.each(names.filter((name) => expected[name]!.min))('%s has its bounds', (name) => {
    const { points } = readPcd(bytesOf(formats!, name), name).sweep
    const { min, max } = expected[name]!
    for (const [at, axis] of ['x', 'y', 'z'].entries()) {
      const values = points.filter((_, place) => place % 4 === at)
      expect(values.reduce((least, value) => Math.min(least, value))).toBe(min![axis])
      expect(values.reduce((most, value) => Math.max(most, value))).toBe(max![axis])
    }
  })

  it.each(Object.keys(expected).filter((name) => name.endsWith('.bin')))(
    '%s has as many points as an independent reader found, and their columns',
    (name) => {
      const bytes = bytesOf(formats!, name)
      const isNuscenes = name.startsWith('nuscenes')
      expect(columnsOfBin(bytes)).toBe(isNuscenes ? 5 : 4)
      const { sweep } = (isNuscenes ? readNuscenesBin : readKittiBin)(bytes, name)
      expect(sweep.points).toHaveLength(4 * expected[name]!.points!)
    },
  )
})

describe.skipIf(variants === null)('the odd PCD files', () => {
  const readOdd = (name: string) => readPcd(bytesOf(variants!, `${name}.pcd`), name)

  it('have the points of their plain twins', () => {
    const plain = readOdd('pypcd4/ascii').sweep.points
    const positions = (points: Float32Array): readonly number[] =>
      [...points].filter((_, place) => place % 4 < 3)
    for (const name of ['pypcd4/binary', 'pypcd4/binary_compressed', 'loaders_gl/simple-ascii']) {
      expect(readOdd(name).sweep.points, name).toEqual(plain)
    }
    const unnamed = readOdd('pypcd4/ascii_with_underscore').sweep.points
    expect(positions(unnamed)).toEqual(positions(plain))
    const organized = readOdd('pypcd4/ascii_organized')
    expect(organized.header).toMatchObject({ widthPoints: 4, heightPoints: 2 })
    expect(readOdd('pypcd4/binary_compressed_organized').sweep).toEqual(organized.sweep)
    expect(readOdd('loaders_gl/Zaghetto').sweep.points).toHaveLength(4 * 59750)
  })

  it('are empty where they say so, and refused by name where they are none', () => {
    expect(readOdd('pypcd4/ascii_with_empty_points').sweep.points).toHaveLength(0)
    for (const name of ['pypcd4/ascii_empty', 'pypcd4/ascii_invalid_header']) {
      expect(() => readOdd(name)).toThrow(name)
    }
  })
})

describe.skipIf(formats === null)('one cloud in every container', () => {
  const root = join(formats ?? '', 'rosetta', 'pointcloud')

  it.each(['ascii', 'binary', 'binary_compressed', 'binary_padded'])('%s.pcd is it', (name) => {
    const truth = JSON.parse(readFileSync(join(root, 'truth_points.json'), 'utf8'))
    const { sweep, notices } = readPcd(bytesOf(root, `${name}.pcd`), name)
    expect(notices).toEqual([])
    const { points, ring } = sweep
    expect(points).toHaveLength(4 * truth.points)
    for (let row = 0; row < 5; row++) {
      expect([...points.subarray(row * 4, row * 4 + 3)]).toEqual(
        truth.first5_xyz[row].map(Math.fround),
      )
      expect(points[row * 4 + 3]).toBeCloseTo(truth.intensity_first5[row] / 255, 6)
    }
    expect([...ring!.subarray(0, 5)]).toEqual(truth.ring_first5)
    expect(ring!.reduce((sum, value) => sum + value, 0)).toBe(truth.sum_ring)
    expect(sum(points, 0)).toBeCloseTo(truth.sum_xyz[0], 2)
    expect(255 * sum(points, 3)).toBeCloseTo(truth.sum_intensity, 0)
  })

  it('has a time for each point where the file does', () => {
    const { sweep } = readPcd(bytesOf(root, 'binary.pcd'), 'binary.pcd')
    const offsets = sweep.timeOffset!
    expect(Math.min(...offsets)).toBe(0)
    expect(Math.max(...offsets)).toBeLessThan(0.2)
  })

  it('is told from a sweep with rings by its values', () => {
    const kitti = bytesOf(root, 'kitti_bin', '000000.bin')
    const nuscenes = bytesOf(root, 'nuscenes.pcd.bin')
    expect(columnsOfBin(kitti)).toBe(4)
    expect(columnsOfBin(nuscenes)).toBe(5)
    const truth = JSON.parse(readFileSync(join(root, 'truth_points.json'), 'utf8'))
    const { points } = readKittiBin(kitti, '000000.bin').sweep
    expect([...points.subarray(0, 3)]).toEqual(truth.first5_xyz[0].map(Math.fround))
    const { sweep } = readNuscenesBin(nuscenes, 'nuscenes.pcd.bin')
    // In the sensor's own axes: x right, y forward.
    expect(sweep.points[0]).toBe(Math.fround(-truth.first5_xyz[0][1]))
    expect([...sweep.ring!.subarray(0, 5)]).toEqual(truth.ring_first5)
  })
})

describe.skipIf(clips === null)('real sweeps', () => {
  it('are the same in the three encodings of the reference writer', () => {
    const binary = readPcd(
      bytesOf(clips!, 'kitti_drive0005_openlabel', 'pcd', '0000000000.pcd'),
      'binary',
    )
    const pcl = (kind: string): Float32Array =>
      readPcd(bytesOf(variants!, 'pcl', `drive0005_000000_${kind}.pcd`), kind).sweep.points
    expect(pcl('binary_compressed')).toEqual(binary.sweep.points)
    const ascii = pcl('ascii')
    const worst = ascii.reduce(
      (most, value, at) => Math.max(most, Math.abs(value - binary.sweep.points[at]!)),
      0,
    )
    expect(ascii).toHaveLength(binary.sweep.points.length)
    expect(worst).toBeLessThan(1e-5)
  })

  it('have ring and time of the aligned layout where the header puts them elsewhere', () => {
    const { sweep, notices } = readPcd(
      bytesOf(clips!, 'sustech_points', 'lidar', '000965.pcd'),
      '000965.pcd',
    )
    expect(sweep.points).toHaveLength(4 * 66781)
    expect([...sweep.ring!.subarray(0, 3)]).toEqual([3, 4, 5])
    expect(Math.max(...sweep.ring!)).toBe(39)
    expect(Math.max(...sweep.timeOffset!)).toBeLessThan(0.2)
    expect(notices.map(({ place }) => place.en)).toEqual(['field ring', 'field timestamp'])
  })

  it('have as many points as nuScenes says, on 32 rings', () => {
    const file = 'n015-2018-07-24-11-22-45+0800__LIDAR_TOP__1532402927647951.pcd.bin'
    const bytes = bytesOf(clips!, 'nuscenes_frame', file)
    expect(columnsOfBin(bytes)).toBe(5)
    const { sweep, notices } = readNuscenesBin(bytes, file)
    expect(sweep.points).toHaveLength(4 * 34688)
    expect(new Set(sweep.ring)).toEqual(new Set(Array.from({ length: 32 }, (_, ring) => ring)))
    expect(notices).toEqual([])
  })

  it('keep a real KITTI sweep in the bytes it was read into', () => {
    const bytes = bytesOf(clips!, 'kitti_drive0052', 'velodyne_points', 'data', '0000000000.bin')
    const own = bytes.slice()
    const { sweep, notices } = readKittiBin(own, '0000000000.bin')
    expect(sweep.points.buffer).toBe(own.buffer)
    expect(sweep.points).toHaveLength(4 * 114278)
    expect(notices).toEqual([])
    expect(columnsOfBin(own)).toBe(4)
  })
})

function sum(points: Float32Array, column: number): number {
  let total = 0
  for (let at = column; at < points.length; at += 4) total += points[at]!
  return total
}
