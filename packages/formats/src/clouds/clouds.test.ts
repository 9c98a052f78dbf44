import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { sharedData } from '../../../../scripts/sharedData.ts'
import { writeNumbers } from '../arrow/writeFeather.ts'
import { BadInputError } from '../badInputError.ts'
import { readNpy } from '../npy/readNpy.ts'
import { pointclouds } from '../pointclouds/pointclouds.ts'
import { kindOfSweep, readAnySweep } from '../pointclouds/readSweep.ts'
import { memoryTree } from '../testing/memoryTree.ts'

const testdata = fileURLToPath(new URL('./testdata', import.meta.url))
const formats = sharedData('formats')
const bytesOf = (...parts: readonly string[]): Uint8Array =>
  new Uint8Array(readFileSync(join(...parts)))
const read = async (bytes: Uint8Array | string, file: string) =>
  readAnySweep(typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes, file)

type Truth = {
  readonly points: number
  readonly first5_xyz: readonly (readonly number[])[]
  readonly last_xyz: readonly number[]
  readonly intensity_first5: readonly number[]
  readonly ring_first5: readonly number[]
  readonly sum_ring: number
}
const truth = JSON.parse(readFileSync(join(testdata, 'truth_points.json'), 'utf8')) as Truth

async function expectTruth(bytes: Uint8Array, file: string, has: { ring: boolean }): Promise<void> {
  const { sweep, notices } = await read(bytes, file)
  const { points, ring } = sweep
  expect(notices).toEqual([])
  expect(points).toHaveLength(4 * truth.points)
  for (const [row, [x = 0, y = 0, z = 0]] of truth.first5_xyz.entries()) {
    expect([...points.subarray(row * 4, row * 4 + 3)]).toEqual([x, y, z].map(Math.fround))
    expect(points[row * 4 + 3]).toBeCloseTo(truth.intensity_first5[row]! / 255, 6)
  }
  expect([...points.subarray(-4, -1)]).toEqual(truth.last_xyz.map(Math.fround))
  expect(ring !== null).toBe(has.ring)
  if (ring === null) return
  expect([...ring.subarray(0, 5)]).toEqual(truth.ring_first5)
  expect(ring.reduce((sum, value) => sum + value, 0)).toBe(truth.sum_ring)
}

describe('one cloud in many containers', () => {
  it.each([
    ['binary_little_endian.ply', true],
    ['binary_big_endian.ply', true],
    ['structured.npy', true],
    ['cloud.npz', true],
    ['xyzi.npy', false],
  ])('is itself in %s', async (file, ring) => {
    await expectTruth(bytesOf(testdata, file), file, { ring })
  })

  it('is told by its beginning alone, and so is what is none', async () => {
    const tree = memoryTree({
      'a.ply': bytesOf(testdata, 'binary_big_endian.ply'),
      'b.las': bytesOf(testdata, 'global.las'),
      'c.npy': bytesOf(testdata, 'structured.npy'),
      'd.csv': 'x,y,z,intensity\n1,2,3,4\n',
      'boxes.csv': 'x,y,z,length,width,height,yaw\n1,2,3,4,5,6,7\n',
      'e.ply': 'ply\nformat none\n',
    })
    const kinds = await Promise.all(tree.files.map(({ path }) => kindOfSweep(tree, path)))
    expect(kinds).toEqual(['ply', 'las', null, 'npy', 'csv', null])
  })

  it('is in a table of Arrow too, by the names of its columns', async () => {
    const bytes = writeNumbers([
      { name: 'x', type: 'Float32', values: [1, 2] },
      { name: 'y', type: 'Float32', values: [3, 4] },
      { name: 'z', type: 'Float32', values: [5, 6] },
      { name: 'intensity', type: 'Uint8', values: [51, 255] },
      { name: 'laser_number', type: 'Uint8', values: [7, 31] },
    ])
    const { sweep } = await read(bytes, 'a.feather')
    expect([...sweep.points]).toEqual([1, 3, 5, 0.2, 2, 4, 6, 1].map(Math.fround))
    expect([...sweep.ring!]).toEqual([7, 31])
  })
})

describe('a cloud in map coordinates', () => {
  it('is counted from a place near it, which the clip keeps', async () => {
    const text = 'x,y,z,intensity\n400012.001,5600034.002,101.5,0.5\n400013,5600035,102,0.25\n'
    const tree = memoryTree({ '1.csv': text, '2.csv': text })
    const { clip, report } = await pointclouds.read(tree, { name: 'map', onto: null })
    expect(clip.worldOrigin).toEqual([400000, 5600000, 0])
    const { points } = (await clip.frames[1]!.sweeps[0]!.read()).sweep
    expect([...points.subarray(0, 3)]).toEqual([12.001, 34.002, 101.5].map(Math.fround))
    expect(report.notices.map(({ message }) => message.en).join()).toContain('400000, 5600000, 0')
  })
})

describe('a PLY file', () => {
  const header = (vertices: number, rest = '') =>
    `ply\r\nformat ascii 1.0\r\nelement face 1\r\nproperty list uchar int vertex_indices\r\n` +
    `element vertex ${vertices}\r\nproperty float x\r\nproperty float y\r\nproperty float z\r\n` +
    `property uchar red\r\nproperty uchar green\r\nproperty uchar blue\r\n${rest}end_header\r\n`

  it('has its vertices behind other elements, and the brightness of its colors', async () => {
    const { sweep } = await read(`${header(1)}3 0 0 0\n1 2 3 255 255 255\n`, 'a.ply')
    expect([...sweep.points]).toEqual([1, 2, 3, 1])
  })

  it('is refused by name where it lacks what it promises', async () => {
    await expect(read(header(8), 'a.ply')).rejects.toThrow(BadInputError)
    await expect(read(header(1, 'property fish q\r\n'), 'a.ply')).rejects.toThrow('line 12')
    await expect(read('ply\nformat ascii 1.0\nend_header\n', 'a.ply')).rejects.toThrow('vertex')
    await expect(read('ply\n', 'a.ply')).rejects.toThrow('end_header')
  })
})

describe('a LAS file', () => {
  it('has map coordinates to the millimeter of its scale', async () => {
    const { sweep, notices } = await read(bytesOf(testdata, 'global.las'), 'global.las')
    expect(notices).toEqual([])
    expect(sweep.points).toHaveLength(4 * truth.points)
    expect(sweep.points[3]).toBeCloseTo(truth.intensity_first5[0]! / 255, 6)
    expect(Math.max(...sweep.timeOffset!)).toBeLessThan(0.2)
  })

  it('is refused by name where it is cut in half or of no known format', async () => {
    const bytes = bytesOf(testdata, 'global.las')
    await expect(read(bytes.slice(0, 2000), 'a.las')).rejects.toThrow('of 3600 points')
    await expect(read(bytes.slice(0, 100), 'a.las')).rejects.toThrow('header')
    bytes[104] = 63
    await expect(read(bytes, 'a.las')).rejects.toThrow('point format 63')
  })
})

describe('a NumPy array', () => {
  const npy = (descr: string, shape: string, data: ArrayBufferView) => {
    const text = `{'descr': ${descr}, 'fortran_order': True, 'shape': (${shape}), }\n`
    const head = [0x93, ...new TextEncoder().encode('NUMPY'), 1, 0, text.length, 0]
    const body = new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    return Uint8Array.of(...head, ...new TextEncoder().encode(text), ...body)
  }

  it('of columns one after the other has the points of its rows', async () => {
    const bytes = npy("'<f4'", '2, 3', Float32Array.of(1, 4, 2, 5, 3, 6))
    const { points } = (await read(bytes, 'a.npy')).sweep
    expect([...points]).toEqual([1, 2, 3, 0, 4, 5, 6, 0])
    expect([...readNpy(bytes, 'a.npy').values]).toEqual([1, 2, 3, 4, 5, 6])
  })

  it('of big-endian, half or structured numbers is read as NumPy does', () => {
    expect([...readNpy(npy("'>u2'", '2,', Uint8Array.of(1, 2, 0, 3)), 'a').values]).toEqual([
      258, 3,
    ])
    const halves = Uint16Array.of(0x3c00, 0xc000, 0x7c00, 0x0001)
    const values = [1, -2, Number.POSITIVE_INFINITY, 2 ** -24]
    expect([...readNpy(npy("'<f2'", '4,', halves), 'a').values]).toEqual(values)
  })

  it('is refused by name where it is of other things, or longer than its file', async () => {
    await expect(read(npy("'|O'", '2, 3', new Uint8Array(6)), 'a.npy')).rejects.toThrow('|O')
    const long = npy("'<f8'", '900000000000, 3', new Uint8Array(6))
    await expect(read(long, 'a.npy')).rejects.toThrow('900000000000')
    const nested = npy("[('x', '<f4'), ('q', [('a', '<f4')])]", '1,', new Uint8Array(8))
    await expect(read(nested, 'a.npy')).rejects.toThrow(BadInputError)
  })
})

type Expected = {
  readonly points?: number
  readonly dtype?: string
  readonly shape?: readonly number[]
  readonly first?: number
  readonly last?: number
}

describe.skipIf(formats === null)('the clouds of the format collection', () => {
  const expected: Readonly<Record<string, Expected>> = formats
    ? JSON.parse(readFileSync(join(formats, 'expected_pointclouds.json'), 'utf8'))
    : {}

  it.each(Object.keys(expected).filter((name) => name.endsWith('.npy')))(
    '%s has the values an independent reader found',
    (name) => {
      const { shape, values } = readNpy(bytesOf(formats!, name), name)
      const { first, last, shape: told } = expected[name]!
      expect(shape).toEqual(told)
      expect([values[0], values.at(-1)].map((one) => Math.fround(one!))).toEqual(
        [first, last].map((one) => Math.fround(one!)),
      )
    },
  )

  it.each(Object.keys(expected).filter((name) => /\.(pcd|bin)$/.test(name)))(
    '%s has as many points as an independent reader found, whoever reads it',
    async (name) => {
      const { sweep } = await read(bytesOf(formats!, name), name)
      expect(sweep.points).toHaveLength(4 * expected[name]!.points!)
    },
  )

  it('has the same points in LAS and in LAZ', async () => {
    const [las, laz] = await Promise.all(
      ['las', 'laz'].map((ending) => read(bytesOf(formats!, `las/pdrf6-1.4.${ending}`), ending)),
    )
    expect(las!.sweep.points).toHaveLength(4 * 1024)
    expect(laz!.sweep.points).toEqual(las!.sweep.points)
  })

  it.each([
    ['las/extrabytes.laz', 1065],
    ['las/pdrf4-1.3.las', 1024],
    ['las/pdrf7-v4-1.4.laz', 1024],
    ['las/points-1.4.las', 3],
    ['ply/bunny.ply', 34834],
    ['ply/cube_att.ply', 24],
    ['draco/bunny.drc', 34834],
    ['rosetta/pointcloud/ascii.ply', 3600],
    ['rosetta/pointcloud/cloud.csv', 3600],
  ])('%s has %i points', async (name, points) => {
    const { sweep } = await read(bytesOf(formats!, name), name)
    expect(sweep.points).toHaveLength(4 * points)
    expect(sweep.points.every(Number.isFinite)).toBe(true)
  })

  it('is refused by name where LAZ or Draco is broken', async () => {
    for (const name of ['las/pdrf6-1.4.laz', 'draco/bunny.drc']) {
      const bytes = bytesOf(formats!, name)
      await expect(read(bytes.slice(0, 3000), name)).rejects.toThrow(BadInputError)
    }
  })
})
