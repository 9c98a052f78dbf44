import type { Codec, FileTree, Sniff } from '../codec.ts'
import { rawLayoutOf } from './rawLayout.ts'
import { readRaw } from './readRaw.ts'
import { KITTI_RAW } from './trackletRecords.ts'
import { writeTracklets } from './writeTracklets.ts'

/** KITTI raw drives. */
export const kittiRaw: Codec = {
  id: KITTI_RAW,
  title: 'KITTI raw',
  reads:
    'velodyne_points, image_00 to image_03, oxts, timestamps, calib_*.txt, tracklet_labels.xml, label_2',
  writes: 'tracklet_labels.xml',
  limits: [
    'A clip is one drive; a second one in the same folder is refused.',
    'Rectified (sync) drives only: the distortion of unrectified images is not read.',
    'Sweeps are read from .bin and .pcd, not from the .txt of extract drives.',
    'A tracklet has one size; gaps in a track are written as poses out of the image.',
    'label_2 files whose names are no frame’s are placed by label_map.json or by their points.',
    'Labels without ids are linked into tracks by type and size, as KITTI prints them.',
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
  return Promise.resolve({ score, why: parts.join(', ') || 'no KITTI raw folders' })
}
