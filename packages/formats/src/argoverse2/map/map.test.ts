import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { AnnotationRecord, Json, Lane, Link, MapElement } from '@trueline/annotation'
import { recordSchema } from '@trueline/annotation'
import { distance } from '@trueline/geometry'
import { describe, expect, it } from 'vitest'
import { sharedData } from '../../../../../scripts/sharedData.ts'
import type { FileTree, ImportedClip } from '../../codec.ts'
import { codecById } from '../../codecs.ts'
import { diskTree } from '../../testing/diskTree.ts'
import { exportSourceOf, filesOf } from '../../testing/exportSource.ts'

const OPTIONS = { name: 'clip', onto: null }
const testdata = fileURLToPath(new URL('../testdata', import.meta.url))
const MAP_FILE = 'map/log_map_archive_made.json'
const argoverse2 = codecById('argoverse2')!

const point = (x: number, y: number) => ({ x, y, z: 0.25 })
const along = (y: number, way = 1) =>
  way > 0 ? [point(0, y), point(20.5, y)] : [point(20.5, y), point(0, y)]

/** Two lanes that share their middle line, one the other way, and one that follows the first. */
const MADE = {
  pedestrian_crossings: {
    '7': { edge1: [point(20, 0), point(20, 7)], edge2: [point(23, 0), point(23, 7)], id: 7 },
  },
  lane_segments: {
    '1': {
      id: 1,
      is_intersection: false,
      lane_type: 'VEHICLE',
      left_lane_boundary: along(3.5),
      left_lane_mark_type: 'SOLID_DASH_YELLOW',
      right_lane_boundary: along(0),
      right_lane_mark_type: 'SOLID_WHITE',
      successors: [3, 99],
      predecessors: [],
      right_neighbor_id: null,
      left_neighbor_id: 2,
    },
    '2': {
      id: 2,
      is_intersection: false,
      lane_type: 'BIKE',
      left_lane_boundary: along(3.5, -1),
      left_lane_mark_type: 'DASH_SOLID_YELLOW',
      right_lane_boundary: along(7, -1),
      right_lane_mark_type: 'NONE',
      successors: [],
      predecessors: [98],
      right_neighbor_id: 97,
      left_neighbor_id: 1,
    },
    '3': {
      id: 3,
      is_intersection: true,
      lane_type: 'BUS',
      left_lane_boundary: [point(20.5, 3.5), point(30, 3)],
      left_lane_mark_type: 'UNKNOWN',
      right_lane_boundary: [point(20.5, 0), point(30, 0)],
      right_lane_mark_type: 'DOUBLE_DASH_WHITE',
      successors: [],
      predecessors: [1],
      right_neighbor_id: null,
      left_neighbor_id: null,
    },
  },
  drivable_areas: { '12': { area_boundary: [point(0, 0), point(9, 0), point(9, 9)], id: 12 } },
}

function withMap(map: unknown): FileTree {
  const log = diskTree(testdata)
  const bytes = new TextEncoder().encode(JSON.stringify(map))
  return {
    files: [...log.files, { path: MAP_FILE, bytes: bytes.length }],
    read: async (path, range) => (path === MAP_FILE ? bytes : log.read(path, range)),
  }
}

const kinds = (records: readonly AnnotationRecord[]) => ({
  lanes: records.filter((one): one is Lane => one.kind === 'lane'),
  elements: records.filter((one): one is MapElement => one.kind === 'mapElement'),
  links: records.filter((one): one is Link => one.kind === 'link'),
})

async function writtenMap(imported: ImportedClip, path: string): Promise<Json> {
  const files = await filesOf(argoverse2.write!(exportSourceOf(imported), { withSensors: false }))
  return JSON.parse(new TextDecoder().decode(files[path])) as Json
}

/** With the lanes that a lane comes from and goes to in order: they are sets. */
function unordered(map: Json): unknown {
  return JSON.parse(JSON.stringify(map), (_, value: unknown) =>
    Array.isArray(value) && typeof value[0] === 'number'
      ? value.toSorted((a, b) => Number(a) - Number(b))
      : value,
  ) as unknown
}

describe('an Argoverse 2 map', () => {
  it('becomes lanes that share boundaries, areas and links', async () => {
    const { records, report } = await argoverse2.read(withMap(MADE), OPTIONS)
    expect(report.refused).toEqual([])
    const { lanes, elements, links } = kinds(records)
    expect(elements.filter(({ shape }) => shape.kind === 'line')).toHaveLength(5)
    expect(elements.map(({ elementKind }) => elementKind)).toContain('crosswalk')
    const [first, second, third] = lanes
    expect(second!.left).toEqual({ elementId: first!.left!.elementId, isReversed: true })
    expect([first!.laneKind, second!.laneKind, third!.laneKind]).toEqual([
      'driving',
      'bicycle',
      'bus',
    ])
    expect(third!.isInJunction).toBe(true)
    expect(links.map(({ linkKind, from, to }) => [linkKind, from, to])).toEqual([
      ['successor', first!.id, third!.id],
      ['leftNeighbour', first!.id, second!.id],
      ['leftNeighbour', second!.id, first!.id],
    ])
    for (const record of records) expect(recordSchema.safeParse(record).success).toBe(true)
  })

  it('is written as it was, with what leads out of the piece', async () => {
    const imported = await argoverse2.read(withMap(MADE), OPTIONS)
    expect(await writtenMap(imported, MAP_FILE)).toEqual(MADE)
  })

  it('is read but for what is wrong in it', async () => {
    const { '1': first, '2': second } = MADE.lane_segments
    const wrong = {
      ...MADE,
      lane_segments: {
        '1': { ...first, lane_type: 'RAIL' },
        '2': { ...second, left_lane_boundary: [point(0, 0)] },
        '3': MADE.lane_segments['3'],
      },
      drivable_areas: { '12': { area_boundary: [{ x: 'far' }], id: 12 } },
    }
    const { records, report } = await argoverse2.read(withMap(wrong), OPTIONS)
    expect(kinds(records).lanes).toHaveLength(1)
    expect(report.refused.map(({ place, found }) => [place.en, found.en])).toEqual([
      ['/lane_segments/1/lane_type', '"RAIL"'],
      ['/lane_segments/2/left_lane_boundary', 'an array of 1'],
      ['/drivable_areas/12/area_boundary', 'an array of 1'],
    ])
  })

  it('is laid on a clip alone, and is none by itself', async () => {
    const { clip } = exportSourceOf(await argoverse2.read(withMap(MADE), OPTIONS))
    const whole = withMap(MADE)
    const alone = { ...whole, files: whole.files.filter(({ path }) => path === MAP_FILE) }
    expect((await argoverse2.sniff(alone)).score).toBeGreaterThan(0.8)
    const { records } = await argoverse2.read(alone, { ...OPTIONS, onto: clip })
    expect(kinds(records).lanes).toHaveLength(3)
    await expect(argoverse2.read(alone, OPTIONS)).rejects.toThrow('no log')
  })

  const log = sharedData('clips', 'argoverse2', '7fab2350-7eaf-3b7e-a39d-6937a4c1bede')
  it.skipIf(log === null)('of a real log comes back equal, with every lane and link', async () => {
    const tree = diskTree(log!)
    const path = tree.files.find((file) => file.path.includes('log_map_archive'))!.path
    const imported = await argoverse2.read(tree, OPTIONS)
    const { lanes, elements, links } = kinds(imported.records)
    const count = (kind: string) => links.filter(({ linkKind }) => linkKind === kind).length
    expect(lanes).toHaveLength(183)
    expect(count('successor')).toBe(205)
    expect(elements.filter(({ elementKind }) => elementKind === 'crosswalk')).toHaveLength(11)
    expect(elements.filter(({ elementKind }) => elementKind === 'drivableArea')).toHaveLength(13)
    const source = JSON.parse(readFileSync(join(log!, path), 'utf8')) as Json
    expect(unordered(await writtenMap(imported, path))).toEqual(unordered(source))
    // The road lies around the vehicle, in the space of its poses.
    const ego = imported.clip.frames[0]!.worldFromEgo!.translation
    const nearest = Math.min(
      ...lanes.flatMap(({ centerLine }) => centerLine.map((one) => distance(one, ego))),
    )
    expect(nearest).toBeLessThan(10)
  })
})
