import { verbatim } from '@trueline/annotation'
import { BadInputError } from '../badInputError.ts'
import type { Cloud } from '../clouds/cloud.ts'
import { rolesOf } from '../clouds/roles.ts'
import { readAscii } from '../pcd/pcdAscii.ts'
import { sharedTexts } from '../sharedTexts.ts'
import { csvTexts as say } from './csvTexts.ts'

const NEWLINE = 10
const SPACE = 32
const SEPARATORS = [44, 59]
const LONGEST_LINE = 4096

/** Columns that only tables of boxes have. */
const OF_BOXES =
  /^(class|label|category|type|name|yaw|heading|length|width|height|track_id|[lwh])$/i

/** Whether bytes begin with a line that names x, y and z, and nothing of boxes. */
export function isCsvCloud(bytes: Uint8Array): boolean {
  const names = namesIn(bytes)
  if (names.some((name) => OF_BOXES.test(name))) return false
  return rolesOf(names.map((name) => ({ name }))).position !== null
}

/**
 * The points of a text file: a line of column names, then a line each; commas, semicolons, blanks.
 *
 * @throws {BadInputError} when its first line names no columns, or half the lines are no numbers.
 */
export function readCsvCloud(bytes: Uint8Array, file: string): Cloud {
  const names = namesIn(bytes)
  if (names.length === 0) {
    const found = verbatim(String.fromCharCode(...bytes.subarray(0, 60)))
    const place = sharedTexts.line({ number: 1 })
    throw new BadInputError({ file, place, found, expected: say.header })
  }
  const body = bytes.slice(bytes.indexOf(NEWLINE) + 1)
  let pointCount = 0
  let isBlank = true
  for (let at = 0; at < body.length; at++) {
    const byte = body[at]!
    if (SEPARATORS.includes(byte)) body[at] = SPACE
    if (byte > SPACE) isBlank = false
    if (byte === NEWLINE || at === body.length - 1) {
      if (!isBlank) pointCount += 1
      isBlank = true
    }
  }
  const fields = names.map((name, token) => ({ name, token, count: 1 }))
  const { rows, read, notices } = readAscii(body, { fields, pointCount }, file)
  const columns = fields.map((field) => {
    const values = (): Float64Array => read(field)
    return { name: field.name, isInteger: isWhole(values()), read: values }
  })
  return { rows, columns, notices }
}

function namesIn(bytes: Uint8Array): readonly string[] {
  const head = bytes.subarray(0, LONGEST_LINE)
  const newline = head.indexOf(NEWLINE)
  const line = newline < 0 ? '' : new TextDecoder().decode(head.subarray(0, newline))
  const names = line
    .replace(/^#|^\/\//, '')
    .trim()
    .split(/\s*[,;]\s*|\s+/)
    .map((name) => name.replaceAll(/^"|"$/g, ''))
  return names.every((name) => /^[A-Za-z_][\w .:/()-]*$/.test(name)) ? names : []
}

/** Whether the numbers of text are all whole ones, some above 1: such a column is no fraction. */
function isWhole(values: Float64Array): boolean {
  return values.every(Number.isInteger) && values.some((value) => value > 1)
}
