import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type AnnotationRecord, isFrameRecord } from '@trueline/annotation'
import { add, angleBetween, distance, yawOf } from '@trueline/geometry'
import { describe, expect, it } from 'vitest'
import { sharedData } from '../../../../scripts/sharedData.ts'
import type { ImportedClip } from '../codec.ts'
import { openlabel } from '../openlabel/openlabel.ts'
import { diskTree } from '../testing/diskTree.ts'
import { exportSourceOf, filesOf } from '../testing/exportSource.ts'
import { memoryTree } from '../testing/memoryTree.ts'
import { cuboidsIn } from '../testing/oracle.ts'
import { ab3dmot } from './ab3dmot.ts'
import { expectRosetta } from './testing/rosettaBoxes.ts'
import { kittiTracking } from './tracking.ts'

const testdata = fileURLToPath(new URL('./testdata/tracking', import.meta.url))
const formats = sharedData('formats')
const drive = sharedData('clips', 'kitti_drive0005_openlabel')
const ALONE = { name: 'clip', onto: null }
const ROW = 'Car 0 0 -1.57 100.00 100.00 200.00 200.00 1.50 1.60 4.00 1.00 1.50 10.00 -1.57'

async function exportedText(
  imported: ImportedClip,
  records: readonly AnnotationRecord[] = imported.records,
): Promise<string> {
  const source = exportSourceOf(imported, records)
  const files = await filesOf(kittiTracking.write!(source, { withSensors: false }))
  return new TextDecoder().decode(Object.values(files)[0])
}

const rowsOf = (text: string): readonly string[] => text.trim().split(/\r?\n/)

describe('the KITTI tracking codec', () => {
  it('reads the synthetic clip as its generator made it, and writes it as it was', async () => {
    const imported = await kittiTracking.read(diskTree(testdata), ALONE)
    expect(imported.report.refused).toEqual([])
    expectRosetta(imported)
    const tracks = imported.records.flatMap((one) => (one.kind === 'track' ? [one.number] : []))
    expect(tracks).toEqual([0, 1, 2, 3, 4])
    const source = readFileSync(`${testdata}/label_02/0000.txt`, 'utf8')
    expect(await exportedText(imported)).toBe(source)
  })

  it('writes an edited row alone anew, with its object’s number', async () => {
    const imported = await kittiTracking.read(diskTree(testdata), ALONE)
    const moved = cuboidsIn(imported)[3]!
    const records = imported.records.map((record) =>
      record === moved ? { ...moved, center: add(moved.center, [0.5, 0, 0]) } : record,
    )
    const before = rowsOf(await exportedText(imported))
    const after = rowsOf(await exportedText(imported, records))
    const changed = after.filter((row, at) => row !== before[at])
    expect(changed).toHaveLength(1)
    expect(changed[0]?.split(' ').slice(0, 3)).toEqual(before[3]?.split(' ').slice(0, 3))
  })

  it('refuses an object twice in a frame and a frame that is not there, and keeps the rest', async () => {
    const rows = [
      `0 1 ${ROW}`,
      `0 1 ${ROW}`,
      `7 1 ${ROW}`,
      `-1 1 ${ROW}`,
      `1 2.5 ${ROW}`,
      `1 1 ${ROW}`,
    ]
    const tree = memoryTree({
      'label_02/0000.txt': rows.join('\n'),
      'velodyne/0000/000000.bin': new Uint8Array(16),
      'velodyne/0000/000001.bin': new Uint8Array(16),
    })
    const imported = await kittiTracking.read(tree, ALONE)
    expect(cuboidsIn(imported).map(({ frame }) => frame)).toEqual([0, 1])
    const places = imported.report.refused.map(({ place }) => place.en)
    expect(places.toSorted()).toEqual(['line 2', 'line 3', 'line 4', 'line 5'])
  })

  it.skipIf(formats === null)('has the real sequence as independent readers found it', async () => {
    const tree = diskTree(`${formats!}/kitti-tracking`)
    const imported = await kittiTracking.read(tree, ALONE)
    const expected = JSON.parse(readFileSync(`${formats!}/expected_labels.json`, 'utf8'))[
      'kitti-tracking/label_02/0012.txt'
    ]
    const boxes = imported.records.filter(isFrameRecord)
    expect(boxes).toHaveLength(expected.rows)
    expect(imported.records.length - boxes.length).toBe(expected.tracks_without_dontcare)
    expect(imported.clip.frames).toHaveLength(expected.max_frame + 1)
    const categoryOf = new Map(
      imported.records.flatMap((one) => (one.kind === 'track' ? [[one.id, one.category]] : [])),
    )
    const counts: Record<string, number> = {}
    for (const box of boxes) {
      const category = box.kind === 'box2d' ? box.category : categoryOf.get(box.trackId)
      counts[category ?? ''] = (counts[category ?? ''] ?? 0) + 1
    }
    expect(counts).toEqual(expected.classes)
    const source = readFileSync(`${formats!}/kitti-tracking/label_02/0012.txt`, 'utf8')
    expect(rowsOf(await exportedText(imported))).toEqual(rowsOf(source))
  })

  it.skipIf(formats === null)('agrees with the same sequence in OpenLABEL', async () => {
    const kitti = await kittiTracking.read(diskTree(`${formats!}/kitti-tracking`), ALONE)
    const file = `${formats!}/openlabel/openlabel100_kitti_tracking_0012.json`
    const other = await openlabel.read(diskTree(file), ALONE)
    expect(cuboidsIn(kitti)).toHaveLength(249)
    expect(cuboidsIn(other)).toHaveLength(249)
    // OpenLABEL's ego stands on the road below the lidar: only what turns with neither is compared.
    const tracksOf = ({ records }: ImportedClip) =>
      records.flatMap((one) => (one.kind === 'track' ? [one] : []))
    for (const track of tracksOf(kitti)) {
      const twin = tracksOf(other).find(({ number }) => number === track.number)
      const own = cuboidsIn(kitti).filter(({ trackId }) => trackId === track.id)
      for (const cuboid of own) {
        const same = cuboidsIn(other).find(
          ({ trackId, frame }) => trackId === twin?.id && frame === cuboid.frame,
        )
        expect(same).toBeDefined()
        // VCD cuts numbers to two decimals.
        expect(distance(same!.extent, cuboid.extent)).toBeLessThan(0.02)
        expect(same!.center[0] - cuboid.center[0]).toBeCloseTo(0.76, 1)
        expect(Math.abs(angleBetween(yawOf(same!.rotation), yawOf(cuboid.rotation)))).toBeLessThan(
          0.03,
        )
      }
    }
  })
})

describe('the AB3DMOT codec', () => {
  it.skipIf(formats === null)('reads every row of a real file with its score', async () => {
    const folder = `${formats!}/kitti-tracking/ab3dmot_detection`
    const imported = await ab3dmot.read(diskTree(folder), ALONE)
    const scores = cuboidsIn(imported).map(({ score }) => score ?? Number.NaN)
    expect(scores).toHaveLength(248)
    expect(Math.min(...scores)).toBe(-0.8428)
    expect(Math.max(...scores)).toBe(12.7438)
    expect(imported.report.refused).toEqual([])
    expect(cuboidsIn(imported)[0]).toMatchObject({ provenance: 'model', state: 'proposed' })
  })

  it.skipIf(drive === null)('puts detections onto the clip they are of', async () => {
    const labelled = await openlabel.read(diskTree(drive!), ALONE)
    const onto = exportSourceOf(labelled).clip
    const tree = diskTree(`${drive!}/detections_pointrcnn`)
    const detected = await ab3dmot.read(tree, { name: 'detections', onto })
    const expected = ['Car', 'Cyclist', 'Pedestrian'].reduce((sum, name) => {
      const text = readFileSync(`${drive!}/detections_pointrcnn/${name}_0000.txt`, 'utf8')
      return sum + rowsOf(text).length
    }, 0)
    expect(cuboidsIn(detected)).toHaveLength(expected)
    expect(detected.clip.frames.map(({ name }) => name)).toEqual(
      onto.frames.map(({ name }) => name),
    )
    // Most labelled vehicles near by were detected, where the labels have them.
    const offs = cuboidsIn(labelled)
      .filter(({ center, extent }) => extent[0] > 3 && Math.hypot(center[0], center[1]) < 40)
      .map((label) =>
        Math.min(
          ...cuboidsIn(detected)
            .filter(({ frame }) => frame === label.frame)
            .map(({ center }) => distance(center, label.center)),
        ),
      )
    expect(offs.length).toBeGreaterThan(100)
    expect(offs.toSorted((a, b) => a - b)[Math.floor(offs.length / 2)]).toBeLessThan(0.5)
  })

  it('refuses a row with its column, and keeps the others', async () => {
    const row = '3,2,10,20,30,40,0.9,1.5,1.6,4,1,1.5,10,-1.57,-1.6'
    const rows = [row, row.replace('3,2', '3,9'), row.replace('0.9', 'high'), `${row},1,1`]
    const imported = await ab3dmot.read(memoryTree({ '0000.txt': rows.join('\n') }), ALONE)
    expect(cuboidsIn(imported)).toHaveLength(1)
    expect(imported.report.refused.map(({ place, found }) => `${place.en}: ${found.en}`)).toEqual([
      'line 2: type 9',
      'line 3: score "high"',
      'line 4: 17 columns',
    ])
  })
})
