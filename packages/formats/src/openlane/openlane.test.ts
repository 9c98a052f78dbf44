import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type MapElement, recordSchema } from '@trueline/annotation'
import { invert, nearestOnPolyline, project, transform } from '@trueline/geometry'
import { describe, expect, it } from 'vitest'
import { sharedData } from '../../../../scripts/sharedData.ts'
import { codecById } from '../codecs.ts'
import { seenRoadSource } from '../maps/testing/road.ts'
import { countsOf, fixedIn, throughMap } from '../maps/testing/roundTrip.ts'
import { diskTree } from '../testing/diskTree.ts'
import { exportSourceOf, filesOf, jsonOf } from '../testing/exportSource.ts'
import { memoryTree } from '../testing/memoryTree.ts'

const OPTIONS = { name: 'clip', onto: null }
const openlane = codecById('openlane')!
const testdata = fileURLToPath(new URL('testdata/000.json', import.meta.url))

type Line = {
  readonly uv: number[][]
  readonly xyz: number[][]
  readonly visibility: number[]
  readonly track_id: number
}
const linesIn = (path: string) =>
  (JSON.parse(readFileSync(path, 'utf8')) as { readonly lane_lines: readonly Line[] }).lane_lines

/** Pixels between where a file says that its visible points are seen and where they are drawn. */
async function farthestOff(path: string): Promise<number> {
  const { records, clip } = await openlane.read(diskTree(path), OPTIONS)
  const [camera] = clip.sensors
  if (camera?.modality !== 'camera' || camera.model === null) throw new Error('No camera')
  const cameraFromEgo = invert(camera.egoFromSensor)
  const byId = new Map(fixedIn(records).elements.map((one) => [one.id as string, one]))
  let farthest = 0
  for (const line of linesIn(path)) {
    const { shape } = byId.get(`openlane:line/${line.track_id}`)!
    if (shape.kind !== 'line') throw new Error('No line')
    const drawn = shape.points.flatMap((point) => {
      const pixel = project(camera.model!, transform(cameraFromEgo, point))
      return pixel === null ? [] : [[pixel[0], pixel[1], 0] as const]
    })
    const [us, vs] = line.uv
    for (const [index, u] of us!.entries()) {
      farthest = Math.max(farthest, nearestOnPolyline(drawn, [u, vs![index]!, 0]).distance)
    }
  }
  return farthest
}

describe('OpenLane', () => {
  it('becomes lines before the camera, drawn where the file says they are seen', async () => {
    const { records, report, clip } = await openlane.read(diskTree(testdata), OPTIONS)
    expect(report.refused).toEqual([])
    expect(
      fixedIn(records).elements.map(({ marks, attributes }) => [
        marks[0]!.pattern,
        marks[0]!.color,
        attributes.position,
      ]),
    ).toEqual([
      ['dashed', 'white', 'left'],
      ['solid', 'white', 'right'],
      ['solid', 'yellow', 'left-left'],
    ])
    for (const record of records) expect(recordSchema.safeParse(record).success).toBe(true)
    expect(clip.frames).toHaveLength(1)
    expect(await farthestOff(testdata)).toBeLessThan(1e-6)
  })

  it('comes back as it was, and an edited line alone anew', async () => {
    const imported = await openlane.read(diskTree(testdata), OPTIONS)
    const source = JSON.parse(readFileSync(testdata, 'utf8')) as {
      readonly lane_lines: readonly Line[]
    }
    const write = async (records: typeof imported.records) =>
      jsonOf(
        await filesOf(openlane.write!(exportSourceOf(imported, records), { withSensors: false })),
        '000.json',
      )
    expect(await write(imported.records)).toEqual(source)
    const [first] = fixedIn(imported.records).elements
    const moved: MapElement = {
      ...first!,
      shape:
        first!.shape.kind === 'line'
          ? { kind: 'line', points: first!.shape.points.map(([x, y, z]) => [x + 3, y + 0.5, z]) }
          : first!.shape,
    }
    const { lane_lines: lines } = (await write(
      imported.records.map((one) => (one.id === moved.id ? moved : one)),
    )) as typeof source
    expect(lines.slice(1)).toEqual(source.lane_lines.slice(1))
    expect(lines[0]!.track_id).toBe(source.lane_lines[0]!.track_id)
    const again = await openlane.read(
      memoryTree({ 'a.json': JSON.stringify({ ...source, lane_lines: lines }) }),
      OPTIONS,
    )
    const [back] = fixedIn(again.records).elements
    if (back!.shape.kind !== 'line' || moved.shape.kind !== 'line') throw new Error('No line')
    for (const [at, point] of back!.shape.points.entries()) {
      for (const [axis, value] of point.entries())
        expect(value).toBeCloseTo(moved.shape.points[at]![axis]!, 9)
    }
  })

  it('takes the lines of a road, cut where the camera is, and says what is lost', async () => {
    const { imported, losses } = await throughMap(openlane, seenRoadSource())
    expect(losses.map(({ record, field, count }) => `${record} ${field.en} ${count}`)).toEqual([
      'lane all of it 3',
      'link all of it 6',
      'mapElement all of it 4',
      'mapElement shape 4',
    ])
    expect(countsOf(imported.records)).toEqual({ laneBoundary: 5, roadEdge: 1 })
    expect(imported.report.refused).toEqual([])
  })

  it('is read but for what is wrong in it', async () => {
    const root = JSON.parse(readFileSync(testdata, 'utf8')) as {
      lane_lines: Record<string, unknown>[]
    }
    root.lane_lines[1]!.xyz = [[1, 2], [1], [1, 2]]
    root.lane_lines[2]!.xyz = [[], [], []]
    const { records, report } = await openlane.read(
      memoryTree({ 'a.json': JSON.stringify(root), 'b.json': JSON.stringify(root) }),
      OPTIONS,
    )
    expect(fixedIn(records).elements).toHaveLength(1)
    expect(report.refused.map(({ file, place, found }) => [file, place.en, found.en])).toEqual([
      ['b.json', '', 'no pose: a world of its own, and only the first file without one is read'],
      ['a.json', '/lane_lines/1/xyz', '2, 1, 2'],
      ['a.json', '/lane_lines/2/xyz', '0'],
    ])
  })

  const clip = sharedData('clips', 'openlane')
  it.skipIf(clip === null)('of a real image draws its published lines within a pixel', async () => {
    const imported = await openlane.read(diskTree(clip!), OPTIONS)
    expect(imported.clip.frames[0]!.images).toHaveLength(1)
    expect(countsOf(imported.records)).toEqual({ laneBoundary: 3, roadEdge: 2 })
    const tree = diskTree(clip!)
    const path = tree.files.find((one) => one.path.startsWith('lane3d/'))!.path
    expect(await farthestOff(join(clip!, path))).toBeLessThan(1)
  })

  const results = sharedData('formats', 'openlane', 'lane3d_results')
  it.skipIf(results === null)('of real results lies on the ground around the vehicle', async () => {
    const { records } = await openlane.read(diskTree(results!), OPTIONS)
    const heights = fixedIn(records).elements.flatMap(({ shape }) =>
      shape.kind === 'line' ? shape.points : [],
    )
    expect(Math.max(...heights.map(([, , z]) => Math.abs(z)))).toBeLessThan(3)
    expect(Math.min(...heights.map(([x]) => x))).toBeGreaterThan(0)
  })
})
