import { BadInputError } from '../badInputError.ts'
import type { PcdColumns } from './pcdColumns.ts'
import type { PcdField } from './pcdHeader.ts'
import { pcdTexts } from './pcdTexts.ts'

const NEWLINE = 10
const SPACE = 32
const ZERO = 48
const NINE = 57

/** Powers of ten that doubles hold exactly. */
const POWERS = Array.from({ length: 23 }, (_, power) => 10 ** power)

/**
 * The points of an ASCII body: a line each; a line with too few values or with a word is left out.
 *
 * @throws {BadInputError} when less than half the points are there.
 */
export function readAscii(
  body: Uint8Array,
  header: { readonly fields: readonly Pick<PcdField, 'count'>[]; readonly pointCount: number },
  file: string,
): Omit<PcdColumns, 'read' | 'view'> & {
  readonly read: (field: Pick<PcdField, 'token'>) => Float64Array
} {
  const tokens = header.fields.reduce((sum, { count }) => sum + count, 0)
  // A value takes two bytes at least, so the file's length bounds what is allocated.
  const limit = Math.min(
    header.pointCount,
    Math.ceil((body.length + 1) / (2 * Math.max(1, tokens))),
  )
  const values = new Float64Array(limit * tokens)
  let rows = 0
  let line = 0
  let badCount = 0
  let firstBad: { readonly line: number; readonly text: string } | null = null
  for (let start = 0; start < body.length && rows < limit; ) {
    const newline = body.indexOf(NEWLINE, start)
    const end = newline < 0 ? body.length : newline
    line += 1
    const found = readRow({ body, start, end }, values, { first: rows * tokens, tokens })
    if (found === 'row') rows += 1
    else if (found === 'bad') {
      const text = textOf(body, start, Math.min(end, start + 200)).trim()
      firstBad ??= { line, text: text.slice(0, 60) }
      badCount += 1
    }
    start = end + 1
  }
  const count = header.pointCount
  const found =
    firstBad === null
      ? pcdTexts.rowsOf({ rows, count })
      : pcdTexts.rowsOfBad({ rows, count, ...firstBad })
  const expected = pcdTexts.linesOf({ tokens })
  if (rows * 2 < header.pointCount) {
    throw new BadInputError({ file, place: pcdTexts.afterData, found, expected })
  }
  const message = pcdTexts.linesLeftOut({ found, bad: badCount, expected })
  const isWhole = badCount === 0 && rows === header.pointCount
  return {
    rows,
    read: ({ token }) => {
      const out = new Float64Array(rows)
      // A field without values has no token of its own.
      const isThere = token < tokens
      for (let row = 0; row < rows; row++) {
        out[row] = isThere ? values[row * tokens + token]! : Number.NaN
      }
      return out
    },
    isDoubtful: false,
    stride: 0,
    notices: isWhole ? [] : [{ file, place: pcdTexts.afterData, message }],
  }
}

type Stretch = { readonly body: Uint8Array; readonly start: number; readonly end: number }
type Row = { readonly first: number; readonly tokens: number }

/** Reads a line's first numbers into a row of `values`; further ones are passed over. */
function readRow(
  { body, start, end }: Stretch,
  values: Float64Array,
  { first, tokens }: Row,
): 'row' | 'bad' | 'blank' {
  let at = start
  for (let token = 0; token < tokens; token++) {
    while (at < end && body[at]! <= SPACE) at++
    if (at === end) return token === 0 ? 'blank' : 'bad'
    const from = at
    while (at < end && body[at]! > SPACE) at++
    const value = plainNumber(body, from, at) ?? wordNumber(textOf(body, from, at))
    if (value === null) return 'bad'
    values[first + token] = value
  }
  return 'row'
}

/**
 * The number of plain digits and at most one point; `null` where a word is anything else.
 *
 * Up to 15 digits and 22 decimals, so that both are exact and one division rounds correctly (Clinger,
 * "How to read floating point numbers accurately", 1990).
 */
function plainNumber(body: Uint8Array, start: number, end: number): number | null {
  const isNegative = body[start] === 45
  let digits = 0
  let decimals = -1
  let value = 0
  for (let at = isNegative ? start + 1 : start; at < end; at++) {
    const byte = body[at]!
    if (byte >= ZERO && byte <= NINE) {
      value = value * 10 + (byte - ZERO)
      digits++
      if (decimals >= 0) decimals++
    } else if (byte === 46 && decimals < 0) decimals = 0
    else return null
  }
  if (digits === 0 || digits > 15) return null
  const whole = decimals > 0 ? value / POWERS[decimals]! : value
  return isNegative ? -whole : whole
}

/** The number any word spells, NaN and infinities too; `null` for none. */
function wordNumber(word: string): number | null {
  const value = Number(word)
  return !Number.isNaN(value) || /^[+-]?nan$/i.test(word) ? value : null
}

function textOf(body: Uint8Array, start: number, end: number): string {
  return String.fromCharCode(...body.subarray(start, end))
}
