import type { CuboidRecord } from '@trueline/annotation'
import { bevIou, intersectionArea } from '@trueline/geometry'
import { expect, it } from 'vitest'
import { sharedData } from '../../../../scripts/sharedData.ts'
import { openLabelledClip } from '../clips/labelledClip.ts'
import { openNetwork } from '../models/backends.ts'
import { openModelFolder, SHIPPED_MODEL } from '../models/modelFolder.ts'
import { modelFinder } from './finder.ts'

const drive = sharedData('clips', 'kitti_drive0052')

it.skipIf(drive === null)(
  'a lorry of 13.6 m beside the road is proposed as one box, in every frame that has a label of it',
  { timeout: 120_000 },
  async () => {
    const source = await openLabelledClip({ named: drive!, dataDir: '', onto: null })
    const lorry = source.records.find(
      (record) => record.kind === 'track' && record.category === 'Truck',
    )
    const labels = source.records.filter(
      (record): record is CuboidRecord => record.kind === 'cuboid' && record.trackId === lorry?.id,
    )
    expect(labels.length).toBeGreaterThan(0)
    const { manifest, network } = await openModelFolder(SHIPPED_MODEL)
    const session = await openNetwork(network, 'cpu', 1)
    const finder = modelFinder({ manifest, session }, { scoreFrom: null, sweeps: 1 })
    for (const label of labels) {
      const { detections } = await finder.find(source, label.frame)
      const over = detections.filter(({ cuboid }) => {
        return intersectionArea(cuboid, label) > (cuboid.extent[0] * cuboid.extent[1]) / 2
      })
      expect(over).toHaveLength(1)
      expect(over[0]!.category).toBe('truck')
      expect(bevIou(over[0]!.cuboid, label)).toBeGreaterThan(0.5)
    }
    await session.dispose()
    await source.close()
  },
)
