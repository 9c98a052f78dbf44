import { verbatim } from '@trueline/annotation'
import type { Codec, FileTree, Sniff } from '../codec.ts'
import { kittiCodecTexts } from './kittiTexts.ts'
import { rawLayoutOf } from './rawLayout.ts'
import { readRaw } from './readRaw.ts'
import { KITTI_RAW } from './trackletRecords.ts'
import { writeTracklets } from './writeTracklets.ts'

/** KITTI raw drives. */
export const kittiRaw: Codec = {
  id: KITTI_RAW,
  title: kittiCodecTexts.rawTitle,
  reads: kittiCodecTexts.rawReads,
  writes: kittiCodecTexts.rawWrites,
  limits: [
    kittiCodecTexts.oneDrive,
    kittiCodecTexts.rectifiedOnly,
    kittiCodecTexts.binAndPcd,
    kittiCodecTexts.oneSize,
    kittiCodecTexts.placedLabels,
    kittiCodecTexts.linkedLabels,
  ],
  sniff: sniffRaw,
  read: readRaw,
  write: (source) => writeTracklets(source),
}

function sniffRaw(tree: FileTree): Promise<Sniff> {
  const layout = rawLayoutOf(tree)
  const parts = [
    ...(layout && layout.sweeps.size > 0 ? ['velodyne_points/'] : []),
    ...(layout && layout.images.size > 0 ? ['image_0N/'] : []),
    ...(layout?.tracklets ? ['tracklet_labels.xml'] : []),
  ]
  const score = parts.length === 0 ? 0 : parts[0] === 'image_0N/' ? 0.6 : 0.97
  const why = parts.length > 0 ? verbatim(parts.join(', ')) : kittiCodecTexts.noRawFolders
  return Promise.resolve({ score, why })
}
