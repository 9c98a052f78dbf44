import type { Codec, FileTree, Sniff } from '../codec.ts'
import { parseNumber } from '../text.ts'
import { type BadLine, isBadLine, parseLabel } from './kittiLabel.ts'
import { readSequence, type SequenceRow } from './readSequence.ts'
import { sequenceLayoutOf } from './sequenceLayout.ts'
import { sniffRows } from './sniffRows.ts'
import { KITTI_TRACKING, writeTracking } from './writeTracking.ts'

/** KITTI's tracking benchmark: a label file a sequence, each object with its number. */
export const kittiTracking: Codec = {
  id: KITTI_TRACKING,
  title: 'KITTI tracking',
  reads: 'label_02 and results, calib, velodyne, image_02, image_03',
  writes: 'label_02',
  limits: [
    'A clip is one sequence; further ones in the same folder are refused.',
    'Poses (oxts of the tracking benchmark) are not read.',
    'Pitch and roll are not written; headings turn about the camera’s vertical.',
    'An object’s category is that of its first row.',
  ],
  sniff: sniffTracking,
  read: (tree, options) => readSequence(tree, options, { codec: KITTI_TRACKING, parse: parseRow }),
  write: (source) => writeTracking(source),
}

async function sniffTracking(tree: FileTree): Promise<Sniff> {
  const files = sequenceLayoutOf(tree)?.labels ?? []
  const found = await sniffRows(tree, files, (line) => !('expected' in parseRow(line)))
  return found === null
    ? { score: 0, why: 'no KITTI tracking rows' }
    : { score: 0.95, why: `${found} reads as KITTI tracking rows` }
}

function parseRow(line: string): SequenceRow | BadLine {
  const [frameText = '', track = '', ...columns] = line.split(/\s+/)
  const frame = parseNumber(frameText)
  if (frame === null || !Number.isSafeInteger(frame) || frame < 0) {
    return { found: `frame "${frameText}"`, expected: 'a whole number' }
  }
  if (!/^-?\d+$/.test(track)) {
    return { found: `object number "${track}"`, expected: 'a whole number' }
  }
  const label = parseLabel(columns)
  return isBadLine(label) ? label : { frame, track, label }
}
