import type { Codec, FileTree, Sniff } from '../codec.ts'
import { isBadLine, parseLabel } from './kittiLabel.ts'
import { objectLayoutOf } from './objectLayout.ts'
import { KITTI_OBJECT, readObject } from './readObject.ts'
import { sniffRows } from './sniffRows.ts'
import { writeObject } from './writeObject.ts'

/** KITTI's object benchmark: one camera, one lidar, a label file a frame. */
export const kittiObject: Codec = {
  id: KITTI_OBJECT,
  title: 'KITTI object',
  reads: 'labels and results (label_2), calib, velodyne, image_2, image_3',
  writes: 'label_2; with sensors also calib, velodyne, image_2',
  limits: [
    'The format has no track ids: each label is a track of its own.',
    'Without images the 2D box of a changed label is cut at the image’s left and top edge only.',
    'Pitch and roll are not written; headings turn about the camera’s vertical.',
    'Of several splits (training, testing) the one with most parts is read.',
    'Of two folders of labels the first is read; a second is named in the report.',
    'Labels alone, without calibration, keep camera axes turned to x forward, y left, z up.',
    'Ground planes and road and depth benchmarks are not read.',
  ],
  sniff: sniffObject,
  read: readObject,
  write: writeObject,
}

async function sniffObject(tree: FileTree): Promise<Sniff> {
  const layout = objectLayoutOf(tree)
  const label = await sniffRows(tree, [...layout.labels.values()], isLabel)
  const isRaw = tree.files.some(({ path }) => /(^|\/)velodyne_points\//i.test(path))
  if (isRaw) return { score: label === null ? 0 : 0.2, why: 'KITTI labels beside a raw drive' }
  const parts = [
    ...(layout.sweeps.size > 0 ? ['velodyne'] : []),
    ...(layout.calibrations.size > 0 ? ['calib'] : []),
    ...(layout.images.has('2') ? ['image_2'] : []),
  ]
  if (label !== null) {
    const why = [`${label} reads as a KITTI label`, ...parts.map((part) => `${part}/`)].join(', ')
    return { score: parts.length > 0 ? 0.95 : 0.85, why }
  }
  if (layout.sweeps.size > 0 && parts.length > 1) {
    return { score: 0.9, why: parts.map((part) => `${part}/`).join(', ') }
  }
  const isLone = layout.sweeps.size > 0 && layout.frames.length === layout.sweeps.size
  return { score: isLone ? 0.3 : 0, why: isLone ? 'velodyne/ alone' : 'no KITTI folders' }
}

function isLabel(line: string): boolean {
  const columns = line.split(/\s+/)
  return columns.length <= 17 && !isBadLine(parseLabel(columns))
}
