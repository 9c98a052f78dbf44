import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { BadInputError } from '@trueline/formats'
import { describe, expect, it } from 'vitest'
import { sharedData } from '../../../scripts/sharedData.ts'
import { type Conversion, convert } from './convert.ts'
import { openOutput } from './output.ts'
import { passingFolder, syntheticClip } from './testing/folders.ts'
import { memoryOutput, textOf } from './testing/memoryOutput.ts'

const QUIET = { at: () => undefined, end: () => undefined }

async function converted(path: string, told: Partial<Conversion> & { readonly to: string }) {
  const output = memoryOutput()
  const given = { from: null, withSensors: false, output, progress: QUIET, ...told }
  return { ...(await convert({ path, ...given })), files: output.files }
}

async function convertedTo(folder: string, path: string, to: string): Promise<void> {
  const output = await openOutput(folder, false)
  await convert({ path, from: null, to, withSensors: true, output, progress: QUIET })
}

const valuesOf = (text: string): readonly (readonly (string | number)[])[] =>
  text
    .trim()
    .split('\n')
    .map((line) =>
      line
        .trim()
        .split(/\s+/)
        .map((word) => (word === '' || Number.isNaN(Number(word)) ? word : Number(word))),
    )

type SustechObject = {
  readonly obj_id: string
  readonly obj_type: string
  readonly psr: Record<'position' | 'scale' | 'rotation', Record<'x' | 'y' | 'z', number>>
}

const objectsOf = (text: string): readonly SustechObject[] =>
  (JSON.parse(text) as SustechObject[]).toSorted((a, b) => Number(a.obj_id) - Number(b.obj_id))

/** An object's numbers, angles without their whole turns. */
const numbersOf = ({ psr: { position, scale, rotation } }: SustechObject): readonly number[] => [
  ...[position, scale].flatMap(({ x, y, z }) => [x, y, z]),
  ...[rotation.x, rotation.y, rotation.z].flatMap((angle) => [Math.cos(angle), Math.sin(angle)]),
]

/** That two scenes have the same labels, to a micrometer and a microradian. */
function expectSameLabels(files: ReadonlyMap<string, Uint8Array>, folder: string): void {
  const names = readdirSync(folder)
  expect([...files.keys()].filter((path) => path.startsWith('label/'))).toHaveLength(names.length)
  for (const name of names) {
    const source = objectsOf(readFileSync(join(folder, name), 'utf8'))
    const written = objectsOf(textOf(files, `label/${name}`))
    expect(written.map(({ obj_id, obj_type }) => [obj_id, obj_type])).toEqual(
      source.map(({ obj_id, obj_type }) => [String(obj_id), obj_type]),
    )
    for (const [index, object] of source.entries()) {
      for (const [at, value] of numbersOf(object).entries()) {
        expect(numbersOf(written[index]!)[at], `${name} ${object.obj_id}`).toBeCloseTo(value, 6)
      }
    }
  }
}

describe('convert', () => {
  const drive = sharedData('clips', 'kitti_drive0052')
  it.skipIf(drive === null)('keeps every value of the labels of a KITTI drive', async () => {
    const { files, ...result } = await converted(drive!, { to: 'kitti-object' })
    const names = readdirSync(join(drive!, 'label_2'))
    expect(names.length).toBeGreaterThan(0)
    expect(result.in.refused).toEqual([])
    const written = [...files].filter(([, bytes]) => bytes.length > 0)
    expect(written).toHaveLength(names.length)
    const source = names.map((name) =>
      valuesOf(readFileSync(join(drive!, 'label_2', name), 'utf8')),
    )
    const texts = written.map(([path]) => valuesOf(textOf(files, path)))
    for (const rows of source) expect(texts).toContainEqual(rows)
  })

  const scene = sharedData('clips', 'sustech_points')
  it.skipIf(scene === null)('keeps every value of a SUSTechPOINTS scene', async () => {
    const { files, ...result } = await converted(scene!, { to: 'sustech' })
    expect(result.in).toMatchObject({ frames: 2, refused: [], format: 'sustech' })
    const names = readdirSync(join(scene!, 'label'))
    expect(result.out).toMatchObject({ files: names.length, losses: [] })
    for (const name of names) {
      const source: unknown = JSON.parse(readFileSync(join(scene!, 'label', name), 'utf8'))
      expect(JSON.parse(textOf(files, `label/${name}`))).toEqual(source)
    }
  })

  const document = sharedData('clips', 'kitti_drive0005_openlabel')
  it.skipIf(document === null)('keeps every value of an OpenLABEL document', async () => {
    const name = 'openlabel100_kitti_tracking_0000.json'
    const { files } = await converted(document!, { to: 'openlabel' })
    expect([...files.keys()]).toEqual([name])
    const source: unknown = JSON.parse(readFileSync(join(document!, name), 'utf8'))
    expect(JSON.parse(textOf(files, name))).toEqual(source)
  })

  it.skipIf(scene === null)('goes to another format with its sensors and comes back', async () => {
    const folder = join(passingFolder(), 'openlabel')
    await convertedTo(folder, scene!, 'openlabel')
    const { files, ...result } = await converted(folder, { to: 'sustech', withSensors: true })
    expect(result.in).toMatchObject({ frames: 2, refused: [], format: 'openlabel' })
    expectSameLabels(files, join(scene!, 'label'))
    for (const path of ['camera/front/000965.jpg', 'camera/left/000970.jpg']) {
      expect(Buffer.from(files.get(path)!).equals(readFileSync(join(scene!, path)))).toBe(true)
    }
    expect(files.get('lidar/000965.pcd')!.length).toBeGreaterThan(1e5)
  })

  it('takes the labels of the synthetic clip through OpenLABEL and back', async () => {
    const scene = syntheticClip('sustech', 'testdata')
    const folder = join(passingFolder(), 'openlabel')
    await convertedTo(folder, scene, 'openlabel')
    const { files } = await converted(folder, { to: 'sustech' })
    expectSameLabels(files, join(scene, 'label'))
  })

  it('refuses a bad row by file and line and keeps the others', async () => {
    const folder = passingFolder()
    cpSync(syntheticClip('kitti', 'testdata', 'object'), folder, { recursive: true })
    const path = join(folder, 'label_2', '000001.txt')
    const lines = readFileSync(path, 'utf8').split('\n')
    writeFileSync(path, [lines[0], 'Car 0 0', ...lines.slice(1)].join('\n'))
    const { files, ...result } = await converted(folder, { to: 'kitti-object' })
    expect(result.in.refused).toMatchObject([
      { file: 'label_2/000001.txt', place: { en: 'line 2' } },
    ])
    expect(textOf(files, 'label_2/000001.txt')).toBe(lines.join('\n'))
  })

  it.skipIf(scene === null)('leaves out a sweep that cannot be read, and says so', async () => {
    const folder = join(passingFolder(), 'scene')
    cpSync(scene!, folder, { recursive: true })
    writeFileSync(join(folder, 'lidar', '000970.pcd'), 'FIELDS x y z')
    const { files, ...result } = await converted(folder, { to: 'sustech', withSensors: true })
    expect(result.in.refused).toMatchObject([{ file: 'lidar/000970.pcd' }])
    expect([...files.keys()].filter((file) => file.startsWith('lidar/'))).toEqual([
      'lidar/000965.pcd',
    ])
  })

  it('refuses what is no clip', async () => {
    const folder = passingFolder()
    writeFileSync(join(folder, 'notes.txt'), 'nothing to see')
    await expect(converted(folder, { to: 'sustech' })).rejects.toThrow(BadInputError)
  })
})
