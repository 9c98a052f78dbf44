import { countPointsInCuboid, IDENTITY_POSE } from '@trueline/geometry'
import { describe, expect, it } from 'vitest'
import { cropPoints } from './crop.ts'
import { packSweep } from './pack.ts'
import type { LabelledFrame } from './testing/labelledFrame.ts'
import { REAL_CLIPS } from './testing/realClips.ts'
import { unpackInto } from './unpack.ts'

for (const { name: clip, folder, read, boxes } of REAL_CLIPS) {
  describe.skipIf(folder === null)(`the boxes of ${clip}`, () => {
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
