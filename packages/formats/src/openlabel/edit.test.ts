import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import {
  type AnnotationRecord,
  type CuboidRecord,
  cuboidId,
  isFrameRecord,
  type Track,
  trackId,
  trackIdOf,
} from '@trueline/annotation'
import { fromYaw } from '@trueline/geometry'
import { describe, expect, it } from 'vitest'
import { sharedData } from '../../../../scripts/sharedData.ts'
import type { FileTree, ImportedClip } from '../codec.ts'
import { isSameCuboid } from '../sameCuboid.ts'
import { diskTree } from '../testing/diskTree.ts'
import { exportSourceOf, filesOf, jsonOf } from '../testing/exportSource.ts'
import { memoryTree } from '../testing/memoryTree.ts'
import { openlabel } from './openlabel.ts'
import { schemaErrors } from './testing/schema.ts'

const OPTIONS = { name: 'clip', onto: null }
const testdata = fileURLToPath(new URL('./testdata/', import.meta.url))

type Doc = {
  openlabel: {
    objects: Record<string, Record<string, unknown>>
    frames: Record<string, { objects: Record<string, { object_data?: Record<string, unknown[]> }> }>
    relations?: Record<string, unknown>
  }
}

/** The document after an edit, and the clip it reads as. */
async function edit(
  tree: FileTree,
  change: (records: readonly AnnotationRecord[]) => readonly AnnotationRecord[],
) {
  const imported = await openlabel.read(tree, OPTIONS)
  const source = exportSourceOf(imported, change(imported.records))
  const files = await filesOf(openlabel.write!(source, { withSensors: false }))
  const doc = jsonOf(files, Object.keys(files)[0]!) as Doc
  return { imported, doc, again: await openlabel.read(memoryTree(files), OPTIONS) }
}

function cuboidsOf({ records }: ImportedClip): readonly CuboidRecord[] {
  return records.filter((record) => record.kind === 'cuboid')
}

/** JSON pointers of the values that differ. */
function differences(a: unknown, b: unknown, at = ''): readonly string[] {
  const isTree = (value: unknown): value is object => typeof value === 'object' && value !== null
  if (!isTree(a) || !isTree(b) || Array.isArray(a) !== Array.isArray(b)) {
    return Object.is(a, b) ? [] : [at]
  }
  const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])]
  return keys.flatMap((key) =>
    differences(
      (a as Record<string, unknown>)[key],
      (b as Record<string, unknown>)[key],
      `${at}/${key}`,
    ),
  )
}

const kittiFolder = sharedData('clips', 'kitti_drive0005_openlabel')
const kittiFile = `${kittiFolder}/openlabel100_kitti_tracking_0000.json`

describe.skipIf(kittiFolder === null)('an edited drive in OpenLABEL', () => {
  const tree = () => diskTree(kittiFile)
  const source = () => JSON.parse(readFileSync(kittiFile, 'utf8')) as Doc
  const van = trackId('openlabel:0')

  it('differs in the value of the cuboid that was moved, and nowhere else', async () => {
    const moved = { center: [20, 3, 1] as const, rotation: fromYaw(2.5) }
    const { doc, again } = await edit(tree(), (records) =>
      records.map((one) => (one.id === cuboidId(van, 7) ? { ...one, ...moved } : one)),
    )
    const paths = differences(source(), doc)
    expect(paths.length).toBeGreaterThan(3)
    const at = '/openlabel/frames/7/objects/0/object_data/cuboid/0/val/'
    expect(paths.filter((path) => !path.startsWith(at))).toEqual([])
    const cuboid = cuboidsOf(again).find(({ id }) => id === cuboidId(van, 7))!
    expect(isSameCuboid(cuboid, { ...cuboid, ...moved })).toBe(true)
    // Readers of boxes in camera space look at the middle angle: -yaw - π/2.
    const val = (
      doc.openlabel.frames['7']!.objects['0']!.object_data!.cuboid![0] as {
        val: number[]
      }
    ).val
    expect(val).toHaveLength(9)
    expect(Math.abs(Math.sin((val[4]! - (-2.5 - Math.PI / 2)) / 2))).toBeLessThan(0.02)
    expect(schemaErrors(doc)).toEqual([])
  })

  it('writes an attribute where it came from, and a new one beside the cuboid', async () => {
    const { doc } = await edit(tree(), (records) =>
      records.map((one) =>
        one.id === cuboidId(van, 7) && one.kind === 'cuboid'
          ? { ...one, score: 0.5, attributes: { ...one.attributes, occluded: 2, checked: true } }
          : one,
      ),
    )
    expect(doc.openlabel.frames['7']!.objects['0']!.object_data).toMatchObject({
      cuboid: [
        {
          attributes: {
            boolean: [{ name: 'checked', val: true }],
            num: [{ name: 'score', val: 0.5 }],
          },
        },
      ],
      num: [{ name: 'truncated' }, { name: 'occluded', val: 2 }, { name: 'alpha' }],
    })
    expect(schemaErrors(doc)).toEqual([])
  })

  it('takes a deleted cuboid out, its pointer too, and leaves the 2D boxes', async () => {
    const { doc } = await edit(tree(), (records) =>
      records.filter(({ id }) => id !== cuboidId(van, 7)),
    )
    const data = doc.openlabel.frames['7']!.objects['0']!.object_data!
    expect(Object.keys(data)).toEqual(['bbox', 'num'])
    expect(doc.openlabel.objects['0']).toMatchObject({
      frame_intervals: [{ frame_start: 0, frame_end: 153 }],
      object_data_pointers: {
        box3D: {
          frame_intervals: [
            { frame_start: 0, frame_end: 6 },
            { frame_start: 8, frame_end: 153 },
          ],
        },
      },
    })
    const elsewhere = differences(source(), doc).filter(
      (path) =>
        !path.startsWith('/openlabel/frames/7/objects/0') &&
        !path.startsWith('/openlabel/objects/0/object_data_pointers/box3D'),
    )
    expect(elsewhere).toEqual([])
  })

  it('adds a track in the way the document has its others', async () => {
    const id = trackId('a-new-one')
    const { doc, again, imported } = await edit(tree(), (records) => {
      const track = records.find((one): one is Track => one.id === van)!
      const cuboid = records.find((one): one is CuboidRecord => one.id === cuboidId(van, 3))!
      return [
        ...records,
        { ...track, id, number: 77, category: 'Bus', extras: {}, attributes: { wheels: 6 } },
        {
          ...cuboid,
          id: cuboidId(id, 3),
          trackId: id,
          extras: {},
          attributes: {},
          center: [9, 9, 1],
        },
      ]
    })
    expect(doc.openlabel.objects['77']).toEqual({
      name: 'a-new-one',
      type: 'Bus',
      object_data: { num: [{ name: 'wheels', val: 6 }] },
      frame_intervals: [{ frame_start: 3, frame_end: 3 }],
      object_data_pointers: {
        wheels: { type: 'num', frame_intervals: [] },
        box3D: { type: 'cuboid', frame_intervals: [{ frame_start: 3, frame_end: 3 }] },
      },
    })
    expect(doc.openlabel.frames['3']!.objects['77']!.object_data!.cuboid).toEqual([
      { name: 'box3D', coordinate_system: 'CAM_LEFT', val: expect.any(Array) },
    ])
    const cuboid = cuboidsOf(again).find(({ id: one }) => one === 'openlabel:77@3')!
    const like = cuboidsOf(imported).find(({ id: one }) => one === cuboidId(van, 3))!
    expect(isSameCuboid(cuboid, { ...like, center: [9, 9, 1] })).toBe(true)
    expect(schemaErrors(doc)).toEqual([])
    expect(differences(source(), doc).filter((path) => !/objects\/77($|\/)/.test(path))).toEqual([])
  })

  it('takes a deleted track out of every frame', async () => {
    const { doc, again } = await edit(tree(), (records) =>
      records.filter((one) => one.id !== van && trackIdOf(one) !== van),
    )
    expect(doc.openlabel.objects['0']).toBeUndefined()
    expect(again.records.some(({ id }) => id === van)).toBe(false)
    expect(differences(source(), doc).filter((path) => !/objects\/0$/.test(path))).toEqual([])
  })

  it('moves the cuboids and boxes of a merged track to the other object', async () => {
    const other = trackId('openlabel:3')
    const { doc, again } = await edit(tree(), (records) =>
      records.flatMap((one): readonly AnnotationRecord[] => {
        if (one.id === other) return []
        if (!isFrameRecord(one) || one.trackId !== other) return [one]
        const hasOwn = records.some(({ id }) => id === cuboidId(van, one.frame))
        if (one.kind === 'box2d') return [{ ...one, trackId: van }]
        return hasOwn ? [] : [{ ...one, id: cuboidId(van, one.frame), trackId: van }]
      }),
    )
    expect(doc.openlabel.objects['3']).toBeUndefined()
    expect(doc.openlabel.frames['20']!.objects['0']!.object_data!.bbox).toHaveLength(4)
    expect(again.records.filter(({ id }) => id === other)).toEqual([])
    expect(schemaErrors(doc)).toEqual([])
  })
})

describe('an edited OpenLABEL document', () => {
  const quaternions = () => diskTree(`${testdata}quat.json`)

  it('follows a new category and static attribute of a track', async () => {
    const { doc } = await edit(quaternions(), (records) =>
      records.map((one) =>
        one.kind === 'track' && one.category === 'Truck'
          ? { ...one, category: 'Bus', attributes: { color: 'red' } }
          : one,
      ),
    )
    expect(doc.openlabel.objects['ea66c06c-1e1c-45fa-af1a-a39d98dc5bc1']).toEqual({
      name: 'Truck-1',
      type: 'Bus',
      object_data: { text: [{ name: 'color', val: 'red' }] },
    })
  })

  it('keeps Kognic’s axes and stream for a new cuboid', async () => {
    const id = trackId('98c6f2c2-287f-4c73-aea3-d40ae7ec3ff3')
    const { doc, again } = await edit(diskTree(`${testdata}kognic.json`), (records) => {
      const track = records.find((one) => one.kind === 'track')!
      const cuboid = records.find((one) => one.kind === 'cuboid')!
      const extent = [4, 2, 1] as const
      return [
        ...records,
        { ...track, id, extras: {} },
        { ...cuboid, id: cuboidId(id, 0), trackId: id, extras: {}, extent, rotation: fromYaw(0) },
      ]
    })
    const [entry] = doc.openlabel.frames['0']!.objects[id]!.object_data!.cuboid as [
      { val: number[] },
    ]
    expect(entry).toMatchObject({ attributes: { text: [{ name: 'stream', val: 'LIDAR' }] } })
    expect(entry.val.slice(-3)).toEqual([2, 4, 1])
    const cuboid = cuboidsOf(again).find(({ trackId: one }) => one === `openlabel:${id}`)!
    expect(isSameCuboid(cuboid, { ...cuboid, rotation: fromYaw(0), extent: [4, 2, 1] })).toBe(true)
  })

  const staticDoc = {
    openlabel: {
      metadata: { schema_version: '1.0.0' },
      coordinate_systems: {
        odom: { type: 'scene_cs', parent: '', children: ['car'] },
        car: { type: 'local_cs', parent: 'odom', children: [] },
      },
      objects: {
        '4': {
          name: 'pole',
          type: 'Pole',
          frame_intervals: [{ frame_start: 1, frame_end: 2 }],
          object_data: {
            cuboid: [
              { name: 'c', val: [10, 0, 1, 0, 0, 0, 1, 1, 1, 2], coordinate_system: 'odom' },
            ],
            boolean: [{ name: 'lit', val: true }],
          },
        },
      },
      frames: Object.fromEntries(
        [0, 1, 2].map((x) => [
          x,
          {
            frame_properties: {
              transforms: {
                t: {
                  src: 'car',
                  dst: 'odom',
                  transform_src_to_dst: { quaternion: [0, 0, 0, 1], translation: [x, 0, 0] },
                },
              },
            },
          },
        ]),
      ),
      relations: {
        '0': {
          name: '',
          type: 'near',
          rdf_subjects: [{ uid: '4', type: 'object' }],
          rdf_objects: [{ uid: '5', type: 'object' }],
        },
      },
    },
  }
  const staticTree = () => memoryTree({ 'a/b.json': JSON.stringify(staticDoc) })

  it('has a static cuboid in each of its frames, and writes it static while none changes', async () => {
    const { imported, doc } = await edit(staticTree(), (records) => records)
    expect(cuboidsOf(imported).map(({ frame, center }) => [frame, ...center])).toEqual([
      [1, 9, 0, 1],
      [2, 8, 0, 1],
    ])
    expect(imported.records[0]).toMatchObject({ isStatic: true, attributes: { lit: true } })
    expect(doc).toEqual(staticDoc)
  })

  it('gives each frame its own cuboid once one of a static object’s has changed', async () => {
    const { doc, again } = await edit(staticTree(), (records) =>
      records.map((one) =>
        one.kind === 'cuboid' && one.frame === 2 ? { ...one, center: [8, 1, 1] as const } : one,
      ),
    )
    expect(doc.openlabel.objects['4']!.object_data).toEqual({
      boolean: [{ name: 'lit', val: true }],
    })
    expect(cuboidsOf(again).map(({ frame, center }) => [frame, ...center])).toEqual([
      [1, 9, 0, 1],
      [2, 8, 1, 1],
    ])
    expect(schemaErrors(doc)).toEqual([])
  })

  it('drops the relations of a deleted track', async () => {
    const { doc } = await edit(staticTree(), () => [])
    expect(doc.openlabel.objects).toEqual({})
    expect(doc.openlabel.relations).toEqual({})
  })

  it('edits a document without frames in place', async () => {
    const bare = {
      openlabel: {
        metadata: { schema_version: '1.0.0' },
        coordinate_systems: { car: { type: 'local_cs', parent: '', children: [] } },
        objects: {
          '0': {
            name: 'car1',
            type: 'car',
            object_data: {
              cuboid: [
                { name: 'box3D', coordinate_system: 'car', val: [0, 20, -1, 0, 0.3, 0, 4, 2, 1] },
              ],
            },
          },
        },
      },
    }
    const { doc } = await edit(memoryTree({ 'x.json': JSON.stringify(bare) }), (records) =>
      records.map((one) => (one.kind === 'cuboid' ? { ...one, extent: [5, 2, 1] as const } : one)),
    )
    const [, , , , , , ...size] = (
      doc.openlabel.objects['0'] as { object_data: { cuboid: { val: number[] }[] } }
    ).object_data.cuboid[0]!.val
    expect(size).toEqual([5, 2, 1])
    expect(doc.openlabel.frames).toBeUndefined()
  })
})
