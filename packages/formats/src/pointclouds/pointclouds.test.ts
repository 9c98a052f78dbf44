import { defaultOntology } from '@trueline/annotation'
import { describe, expect, it } from 'vitest'
import { sharedData } from '../../../../scripts/sharedData.ts'
import { writeKittiBin } from '../bin/writeBin.ts'
import type { FileTree } from '../codec.ts'
import { writePcd } from '../pcd/writePcd.ts'
import { sniffTree } from '../sniff.ts'
import { diskTree } from '../testing/diskTree.ts'
import { memoryTree } from '../testing/memoryTree.ts'
import { pointclouds } from './pointclouds.ts'

const drive = sharedData('clips', 'kitti_drive0005_openlabel', 'pcd')
const nuscenes = sharedData('clips', 'nuscenes_frame')

const sweep = (x: number) => ({
  points: Float32Array.of(x, 2, 3, 0.5, x + 1, 2, 3, 0.25),
  ring: null,
  timeOffset: null,
})
const read = (tree: FileTree) => pointclouds.read(tree, { name: 'loose', onto: null })

describe('loose sweeps', () => {
  it('are a clip without labels, a frame each in natural order, ready to be labelled', async () => {
    const tree = memoryTree({
      'scan_10.pcd': writePcd(sweep(10)),
      'scan_9.pcd': writePcd(sweep(9)),
      'scan_100.bin': writeKittiBin(sweep(100)),
    })
    expect((await sniffTree(tree))[0]?.codec.id).toBe('pointclouds')
    const { clip, records } = await read(tree)
    expect(clip.frames.map(({ name }) => name)).toEqual(['scan_9', 'scan_10', 'scan_100'])
    const firsts = await Promise.all(
      clip.frames.map(async ({ sweeps }) => (await sweeps[0]!.read()).sweep.points[0]),
    )
    expect(firsts).toEqual([9, 10, 100])
    expect(records).toEqual([])
    expect(clip.ontology).toBe(defaultOntology)
  })

  it('have the images of their name, or of their place where there are as many', async () => {
    const tree = memoryTree({
      'scene/000001.pcd': writePcd(sweep(1)),
      'scene/000002.pcd': writePcd(sweep(2)),
      'scene/000002.png': 'second',
      'left/a_1.jpg': 'first left',
      'left/a_2.jpg': 'second left',
      'rear/other.jpg': 'no frame of it',
    })
    const { clip, report } = await read(tree)
    expect(clip.sensors.map(({ id }) => id)).toEqual(['scene', 'left', 'camera scene'])
    const images = clip.frames.map((frame) => frame.images.map(({ file }) => file))
    expect(images).toEqual([['left/a_1.jpg'], ['left/a_2.jpg', 'scene/000002.png']])
    expect(report.notices.map(({ file }) => file)).toContain('rear')
    const cameras = clip.sensors.flatMap((one) => (one.modality === 'camera' ? [one.model] : []))
    expect(cameras).toEqual([null, null])
  })

  it('of a second lidar are named in the report, and so is what is no sweep', async () => {
    const tree = memoryTree({
      'top/1.pcd': writePcd(sweep(1)),
      'top/2.pcd': writePcd(sweep(2)),
      'front/1.pcd': writePcd(sweep(1)),
      'labels.csv': 'x,y',
    })
    const { clip, report } = await read(tree)
    expect(clip.frames).toHaveLength(2)
    expect(report.refused).toMatchObject([
      { file: 'front', found: { en: '1 sweeps of a second sensor' } },
    ])
    expect(report.notices.map(({ message }) => message.en)).toContain(
      '1 files with .csv are not read',
    )
  })

  it('are refused one by one where they hold no points', async () => {
    const tree = memoryTree({
      '1.bin': writeKittiBin(sweep(1)),
      '2.bin': new Uint8Array(64).fill(200),
    })
    const { clip } = await read(tree)
    await expect(clip.frames[0]!.sweeps[0]!.read()).resolves.toBeDefined()
    await expect(clip.frames[1]!.sweeps[0]!.read()).rejects.toMatchObject({
      file: '2.bin',
      place: { en: 'byte 0' },
    })
  })

  it('are not seen in files of another kind that end alike', async () => {
    const tree = memoryTree({ 'weights.bin': new Uint8Array(4096).fill(200), 'a.pcd': 'PK' })
    expect((await pointclouds.sniff(tree)).score).toBe(0)
    await expect(read(memoryTree({ 'a.txt': '' }))).rejects.toThrow('sweeps')
  })

  it.skipIf(drive === null)('of a real drive are all read', async () => {
    const { clip } = await read(diskTree(drive!))
    expect(clip.frames.map(({ name }) => name)).toEqual(
      Array.from({ length: 8 }, (_, frame) => String(frame).padStart(10, '0')),
    )
    const { sweep: first } = await clip.frames[0]!.sweeps[0]!.read()
    expect(first.points).toHaveLength(4 * 123398)
  })

  it.skipIf(nuscenes === null)('of nuScenes come with the images of their moment', async () => {
    const { clip } = await read(diskTree(nuscenes!))
    const [frame] = clip.frames
    expect(clip.frames).toHaveLength(1)
    expect(frame).toMatchObject({ name: '1532402927647951', timeUs: 1532402927647951 })
    const found = await frame!.sweeps[0]!.read()
    expect(found.sweep.points).toHaveLength(4 * 34688)
    expect(found.sweep.ring).toHaveLength(34688)
    expect(frame?.images.map(({ sensorId }) => sensorId).toSorted()).toEqual([
      ...['CAM_BACK', 'CAM_BACK_LEFT', 'CAM_BACK_RIGHT'],
      ...['CAM_FRONT', 'CAM_FRONT_LEFT', 'CAM_FRONT_RIGHT'],
    ])
  })
})
