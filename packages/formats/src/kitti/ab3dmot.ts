import type { Codec, FileTree, Sniff } from '../codec.ts'
import { sharedTexts } from '../sharedTexts.ts'
import { parseNumber } from '../text.ts'
import type { BadLine } from './kittiLabel.ts'
import { kittiCodecTexts, kittiTexts } from './kittiTexts.ts'
import { readSequence, type SequenceRow } from './readSequence.ts'
import { sequenceLayoutOf } from './sequenceLayout.ts'
import { sniffRows } from './sniffRows.ts'

const AB3DMOT = 'ab3dmot'
const COLUMNS =
  'frame type left top right bottom score height width length x y z rotation_y alpha'.split(' ')
const TYPES = new Map([
  [1, 'Pedestrian'],
  [2, 'Car'],
  [3, 'Cyclist'],
])

/** Detections of a KITTI sequence as AB3DMOT takes them in: comma-separated, without ids. */
export const ab3dmot: Codec = {
  id: AB3DMOT,
  title: kittiCodecTexts.ab3dmotTitle,
  reads: kittiCodecTexts.ab3dmotReads,
  writes: null,
  limits: [kittiCodecTexts.noIds, kittiCodecTexts.freeScores, kittiCodecTexts.ab3dmotAxes],
  sniff: sniffDetections,
  read: (tree, options) => readSequence(tree, options, { codec: AB3DMOT, parse: parseRow }),
  write: null,
}

async function sniffDetections(tree: FileTree): Promise<Sniff> {
  const files = sequenceLayoutOf(tree)?.labels ?? []
  const found = await sniffRows(tree, files, (line) => !('expected' in parseRow(line)))
  return found === null
    ? { score: 0, why: kittiCodecTexts.noDetections }
    : { score: 0.9, why: kittiCodecTexts.isDetections({ file: found }) }
}

function parseRow(line: string): SequenceRow | BadLine {
  const columns = line.split(',').map((column) => column.trim())
  const isOne = columns.length === COLUMNS.length || columns.length === COLUMNS.length + 1
  if (!isOne) {
    const found = sharedTexts.columns({ count: columns.length })
    return { found, expected: kittiTexts.ab3dmotColumns }
  }
  const numbers = columns.slice(0, COLUMNS.length).map(parseNumber)
  const bad = numbers.indexOf(null)
  if (bad >= 0) {
    const found = sharedTexts.named({ name: COLUMNS[bad] ?? '', value: columns[bad] ?? '' })
    return { found, expected: sharedTexts.number }
  }
  const at = (index: number): number => numbers[index] ?? 0
  const type = TYPES.get(at(1))
  if (type === undefined) {
    return { found: kittiTexts.type({ type: at(1) }), expected: kittiTexts.ab3dmotTypes }
  }
  if (!Number.isSafeInteger(at(0)) || at(0) < 0) {
    return { found: kittiTexts.frame({ number: at(0) }), expected: sharedTexts.wholeNumber }
  }
  if (!(at(7) > 0 && at(8) > 0 && at(9) > 0)) {
    const size = `${at(7)} ${at(8)} ${at(9)}`
    return { found: kittiTexts.size({ size }), expected: sharedTexts.threePositive }
  }
  return {
    frame: at(0),
    track: columns[COLUMNS.length] ?? null,
    label: {
      type,
      truncated: -1,
      occluded: -1,
      alpha: at(14),
      bounds: [at(2), at(3), at(4), at(5)],
      box: {
        size: [at(7), at(8), at(9)],
        location: [at(10), at(11), at(12)],
        rotationY: at(13),
      },
      score: at(6),
    },
  }
}
