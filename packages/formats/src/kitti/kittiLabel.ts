import type { Message } from '@trueline/annotation'
import type { Vec3 } from '@trueline/geometry'
import { sharedTexts } from '../sharedTexts.ts'
import { parseNumber } from '../text.ts'
import type { KittiBox } from './kittiBox.ts'
import { kittiTexts } from './kittiTexts.ts'

/** A line of a KITTI label file. */
export type KittiLabel = {
  readonly type: string
  /** 0..1 outside the image; -1 unset. In tracking files 0, 1 or 2. */
  readonly truncated: number
  /** 0 visible, 1 partly, 2 largely, 3 unknown; -1 unset. */
  readonly occluded: number
  readonly alpha: number
  /** Left, top, right, bottom in pixels of the left color camera. */
  readonly bounds: readonly [number, number, number, number]
  /** `null` for a line that is a 2D box alone. */
  readonly box: KittiBox | null
  /** Higher is surer, in any range; `null` in labels. */
  readonly score: number | null
}

/** Why a line is none. */
export type BadLine = { readonly found: Message; readonly expected: Message }

const COLUMNS = 15
const NAMES =
  'truncated occluded alpha left top right bottom height width length x y z rotation_y score'.split(
    ' ',
  )

/**
 * The label of a line's columns: type and 14 numbers, and a score behind them in results; further
 * columns are passed over.
 */
export function parseLabel(columns: readonly string[]): KittiLabel | BadLine {
  if (columns.length < COLUMNS) {
    const found = sharedTexts.columns({ count: columns.length })
    return { found, expected: kittiTexts.labelColumns }
  }
  const type = columns[0] ?? ''
  if (parseNumber(type) !== null) {
    return { found: kittiTexts.quotedType({ type }), expected: sharedTexts.word }
  }
  const numbers: number[] = []
  for (const [index, name] of NAMES.entries()) {
    const token = columns[index + 1]
    if (token === undefined) break
    const number = parseNumber(token)
    if (number === null) {
      return { found: sharedTexts.named({ name, value: token }), expected: sharedTexts.number }
    }
    numbers.push(number)
  }
  const at = (index: number): number => numbers[index] ?? 0
  const size: Vec3 = [at(7), at(8), at(9)]
  const hasSize = size.every((side) => side > 0)
  if (!hasSize && size.some((side) => side > 0)) {
    const found = kittiTexts.labelSize({ size: size.join(' ') })
    return { found, expected: sharedTexts.threePositive }
  }
  return {
    type,
    truncated: at(0),
    occluded: at(1),
    alpha: at(2),
    bounds: [at(3), at(4), at(5), at(6)],
    box:
      hasSize && type !== 'DontCare'
        ? { size, location: [at(10), at(11), at(12)], rotationY: at(13) }
        : null,
    score: numbers[14] ?? null,
  }
}

/** Whether a line was bad. */
export function isBadLine(label: KittiLabel | BadLine): label is BadLine {
  return 'expected' in label
}

/**
 * A label as the columns of a line: sizes and places to 0.1 mm, angles to a microradian, pixels as
 * the benchmark has them, to a hundredth.
 */
export function printLabel(label: KittiLabel): string {
  const truncated = label.truncated < 0 ? '-1' : label.truncated.toFixed(2)
  return `${wordOf(label.type)} ${truncated} ${printRest(label)}`
}

/** The columns of a line behind its type and truncation, which tracking has its own way. */
export function printRest({ occluded, alpha, bounds, box, score }: KittiLabel): string {
  const [left, top, right, bottom] = bounds
  const pixels = `${left.toFixed(2)} ${top.toFixed(2)} ${right.toFixed(2)} ${bottom.toFixed(2)}`
  const tail = score === null ? '' : ` ${score}`
  if (box === null) return `${occluded} -10 ${pixels} ${NO_BOX}${tail}`
  const place = `${metersOf(box.size)} ${metersOf(box.location)} ${box.rotationY.toFixed(6)}`
  return `${occluded} ${alpha.toFixed(6)} ${pixels} ${place}${tail}`
}

/** Size, place and rotation of a line that is a 2D box alone. */
const NO_BOX = '-1 -1 -1 -1000 -1000 -1000 -10'

/** A category as the word a line begins with: no blanks, and no number, which no reader takes for one. */
export function wordOf(category: string): string {
  const word = category.trim().replace(/\s+/g, '_') || 'Unknown'
  return parseNumber(word) === null ? word : `class_${word}`
}

function metersOf([x, y, z]: Vec3): string {
  return `${x.toFixed(4)} ${y.toFixed(4)} ${z.toFixed(4)}`
}
