import { joined, verbatim } from '@trueline/annotation'
import type { Codec, FileTree, Sniff } from '../codec.ts'
import { sharedTexts } from '../sharedTexts.ts'
import { isBadLine, parseLabel } from './kittiLabel.ts'
import { kittiCodecTexts } from './kittiTexts.ts'
import { objectLayoutOf } from './objectLayout.ts'
import { KITTI_OBJECT, readObject } from './readObject.ts'
import { sniffRows } from './sniffRows.ts'
import { writeObject } from './writeObject.ts'

/** KITTI's object benchmark: one camera, one lidar, a label file a frame. */
export const kittiObject: Codec = {
  id: KITTI_OBJECT,
  title: kittiCodecTexts.objectTitle,
  reads: kittiCodecTexts.objectReads,
  writes: kittiCodecTexts.objectWrites,
  limits: [
    kittiCodecTexts.noTrackIds,
    kittiCodecTexts.cutBoxes,
    kittiCodecTexts.noTilt,
    kittiCodecTexts.oneSplit,
    kittiCodecTexts.oneLabelFolder,
    kittiCodecTexts.turnedAxes,
    kittiCodecTexts.noPlanes,
  ],
  sniff: sniffObject,
  read: readObject,
  write: writeObject,
}

async function sniffObject(tree: FileTree): Promise<Sniff> {
  const layout = objectLayoutOf(tree)
  const label = await sniffRows(tree, [...layout.labels.values()], isLabel)
  const isRaw = tree.files.some(({ path }) => /(^|\/)velodyne_points\//i.test(path))
  if (isRaw) return { score: label === null ? 0 : 0.2, why: kittiCodecTexts.rawBeside }
  const parts = [
    ...(layout.sweeps.size > 0 ? ['velodyne'] : []),
    ...(layout.calibrations.size > 0 ? ['calib'] : []),
    ...(layout.images.has('2') ? ['image_2'] : []),
  ]
  if (label !== null) {
    const folders = parts.map((part) => verbatim(`${part}/`))
    const why = joined([kittiCodecTexts.isLabel({ file: label }), ...folders], sharedTexts.comma)
    return { score: parts.length > 0 ? 0.95 : 0.85, why }
  }
  if (layout.sweeps.size > 0 && parts.length > 1) {
    return { score: 0.9, why: verbatim(parts.map((part) => `${part}/`).join(', ')) }
  }
  const isLone = layout.sweeps.size > 0 && layout.frames.length === layout.sweeps.size
  const why = isLone ? kittiCodecTexts.aloneVelodyne : kittiCodecTexts.noFolders
  return { score: isLone ? 0.3 : 0, why }
}

function isLabel(line: string): boolean {
  const columns = line.split(/\s+/)
  return columns.length <= 17 && !isBadLine(parseLabel(columns))
}
