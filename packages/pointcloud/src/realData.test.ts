import { countPointsInCuboid, IDENTITY_POSE } from '@trueline/geometry'
import { describe, expect, it } from 'vitest'
import { sharedData } from '../../../scripts/sharedData.ts'
import { cropPoints } from './crop.ts'
import { packSweep } from './pack.ts'
import type { LabelledFrame } from './testing/labelledFrame.ts'
import { readArgoverse } from './testing/readArgoverse.ts'
import { readKittiDrive, readKittiObject, readKittiOpenlabel } from './testing/readKitti.ts'
import { readSustech } from './testing/readSustech.ts'
import { unpackInto } from './unpack.ts'

const LOG = '7fab2350-7eaf-3b7e-a39d-6937a4c1bede'

/** Real clips, how to read them, and how many boxes they hold in all. */
const CLIPS = [
  { path: ['clips', 'kitti_object'], read: readKittiObject, boxes: 16 },
  { path: ['clips', 'kitti_drive0052'], read: readKittiDrive, boxes: 24 },
  { path: ['clips', 'kitti_drive0005_openlabel'], read: readKittiOpenlabel, boxes: 25 },
  { path: ['clips', 'sustech_points'], read: readSustech, boxes: 44 },
  { path: ['clips', 'argoverse2', LOG], read: readArgoverse, boxes: 162 },
  { path: ['formats', 'argoverse2', 'val', LOG], read: readArgoverse, boxes: 81 },
]

for (const { path, read, boxes } of CLIPS) {
  const folder = sharedData(...path)
  describe.skipIf(folder === null)(`the boxes of ${path.join('/')}`, () => {
    const frames = (): readonly LabelledFrame[] => read(folder ?? '')

    it('hold exactly as many points as their source says', () => {
      const counted = frames().flatMap((frame) =>
        frame.boxes.map((box) => [
          frame.name,
          box.category,
          cropPoints(frame.points, { kind: 'cuboid', cuboid: box.cuboid, margin: 0 }).length / 4,
        ]),
      )
      const expected = frames().flatMap((frame) =>
        frame.boxes.map((box) => [frame.name, box.category, box.pointsInside]),
      )
      expect(counted).toHaveLength(boxes)
      expect(counted).toEqual(expected)
    })

    it('hold as many after packing, but for points within a grid step of a face', () => {
      for (const { name, points, boxes: drawn } of frames()) {
        const packed = packSweep({ points, ring: null, timeOffset: null })
        const target = new Float32Array(packed.pointCount * 4)
        unpackInto(target, packed, IDENTITY_POSE)
        for (const { cuboid } of drawn) {
          const step = packed.sections[0]?.step ?? 0
          const fewest = cropPoints(points, { kind: 'cuboid', cuboid, margin: -step }).length / 4
          const most = cropPoints(points, { kind: 'cuboid', cuboid, margin: step }).length / 4
          const count = countPointsInCuboid(target, cuboid)
          expect(count, name).toBeGreaterThanOrEqual(fewest)
          expect(count, name).toBeLessThanOrEqual(most)
        }
      }
    })
  })
}
