import type { Codec, FileTree, Sniff } from '../codec.ts'
import { sharedTexts } from '../sharedTexts.ts'
import { parseNumber } from '../text.ts'
import { type BadLine, isBadLine, parseLabel } from './kittiLabel.ts'
import { kittiCodecTexts, kittiTexts } from './kittiTexts.ts'
import { readSequence, type SequenceRow } from './readSequence.ts'
import { sequenceLayoutOf } from './sequenceLayout.ts'
import { sniffRows } from './sniffRows.ts'
import { KITTI_TRACKING, writeTracking } from './writeTracking.ts'

/** KITTI's tracking benchmark: a label file a sequence, each object with its number. */
export const kittiTracking: Codec = {
  id: KITTI_TRACKING,
  title: kittiCodecTexts.trackingTitle,
  reads: kittiCodecTexts.trackingReads,
  writes: kittiCodecTexts.trackingWrites,
  limits: [
    kittiCodecTexts.oneSequence,
    kittiCodecTexts.noOxts,
    kittiCodecTexts.noTilt,
    kittiCodecTexts.firstCategory,
  ],
  sniff: sniffTracking,
  read: (tree, options) => readSequence(tree, options, { codec: KITTI_TRACKING, parse: parseRow }),
  write: (source) => writeTracking(source),
}

async function sniffTracking(tree: FileTree): Promise<Sniff> {
  const files = sequenceLayoutOf(tree)?.labels ?? []
  const found = await sniffRows(tree, files, (line) => !('expected' in parseRow(line)))
  return found === null
    ? { score: 0, why: kittiCodecTexts.noTracking }
    : { score: 0.95, why: kittiCodecTexts.isTracking({ file: found }) }
}

function parseRow(line: string): SequenceRow | BadLine {
  const [frameText = '', track = '', ...columns] = line.split(/\s+/)
  const frame = parseNumber(frameText)
  if (frame === null || !Number.isSafeInteger(frame) || frame < 0) {
    const found = kittiTexts.quotedFrame({ text: frameText })
    return { found, expected: sharedTexts.wholeNumber }
  }
  if (!/^-?\d+$/.test(track)) {
    const found = kittiTexts.objectNumber({ text: track })
    return { found, expected: sharedTexts.wholeNumber }
  }
  const label = parseLabel(columns)
  return isBadLine(label) ? label : { frame, track, label }
}
