import type { Pose } from '@trueline/geometry'
import { type AlignedSweep, mergeSweeps } from '@trueline/perception'
import { expect, it } from 'vitest'
import { sharedData } from '../../../../scripts/sharedData.ts'
import { openLabelledClip } from '../clips/labelledClip.ts'
import { alignedSweeps } from './alignedSweeps.ts'

const drive = sharedData('clips', 'kitti_drive0005_openlabel')

it.skipIf(drive === null)(
  'three sweeps of a real drive lie on one another as its poses say, not nearer or further',
  { timeout: 120_000 },
  async () => {
    const source = await openLabelledClip({ named: drive!, dataDir: '', onto: null })
    for (const frame of [2, 5]) {
      const sweeps = await alignedSweeps(source, frame, 3)
      expect(sweeps.map(({ age }) => age)).toEqual([0, expect.closeTo(0.1), expect.closeTo(0.2)])
      const asSaid = cellsOf(sweeps)
      for (const share of [-1, 0, 0.5, 1.5]) {
        expect(cellsOf(sweeps.map((sweep) => movedBy(sweep, share)))).toBeGreaterThan(asSaid + 1000)
      }
    }
    await source.close()
  },
)

/** A sweep moved a share of the ego's way. */
function movedBy(sweep: AlignedSweep, share: number): AlignedSweep {
  const { rotation, translation } = sweep.egoFromSweep
  const [x, y, z] = translation
  const egoFromSweep: Pose = { rotation, translation: [x * share, y * share, z * share] }
  return { ...sweep, egoFromSweep }
}

/** How many columns of 0.2 m within 40 m what stands on the ground takes up: fewer when it is sharp. */
function cellsOf(sweeps: readonly AlignedSweep[]): number {
  const { points } = mergeSweeps(sweeps)
  const cells = new Set<number>()
  for (let at = 0; at < points.length; at += 4) {
    const column = Math.floor(points[at]! / 0.2)
    const row = Math.floor(points[at + 1]! / 0.2)
    const stands = points[at + 2]! > -0.9
    if (stands && Math.abs(column) < 200 && Math.abs(row) < 200) cells.add(column * 4096 + row)
  }
  return cells.size
}
