import type { Json } from '@trueline/annotation'
import { BadInputError } from './badInputError.ts'
import { saidBy, sharedTexts, WHOLE } from './sharedTexts.ts'
import { decodeText } from './text.ts'

/** The only key of an object that stands for a number no double can hold. */
const LEXEME = 'trueline:number'

type JsonParent = Extract<Json, object>

/** Far beyond any format; a few thousand would end in the engine's own stack. */
const MOST_LEVELS = 200

const KEPT = new RegExp(`\\{\\s*"${LEXEME}":\\s*"([^"]*)"\\s*\\}`, 'g')
/**
 * Where a number may be that a double would change, inside a string or not: one of many digits, a
 * large exponent, a word of Python's. Found by few steps a character: a document is mostly none of them.
 */
const RISKY = /\d[\d.]{15}[\d.eE+-]*|[\d.][eE]\+?\d{3}|NaN|Infinity/g
/** So many digits a double gives back, as Python and JavaScript write them. */
const HELD_DIGITS = 17
const NUMBER = /^-?(?:\d[\d.eE+-]*|NaN|Infinity)$/

/**
 * The value of a JSON file.
 *
 * A number that a double would change (64-bit ids, times of nanoseconds) and the bare words `NaN`
 * and `Infinity` that Python writes are kept as their text inside an object of one key;
 * `printSourceJson` writes them back as they were.
 *
 * @throws {BadInputError} when it is no UTF-8 or no JSON, with line and column where they are known,
 * or nests without end.
 */
export function parseSourceJson(bytes: Uint8Array, file: string): Json {
  return parseJsonText(decodeText(bytes, file), file)
}

/** As `parseSourceJson`, of text. */
export function parseJsonText(text: string, file: string): Json {
  const safe = withLexemes(text)
  let value: Json
  try {
    value = JSON.parse(safe) as Json
  } catch (error) {
    throw syntaxError(error, safe === text ? text : null, file)
  }
  if (!isDeeper(value, MOST_LEVELS)) return value
  const found = sharedTexts.deeper({ levels: MOST_LEVELS })
  const expected = sharedTexts.atMost({ most: MOST_LEVELS })
  throw new BadInputError({ file, place: WHOLE, found, expected })
}

/** The JSON text of a value, kept numbers written as the source had them. */
export function printSourceJson(value: Json, indent = ''): string {
  const text = JSON.stringify(value, null, indent)
  // Inside a string the quotes would be escaped: only a kept number can match.
  return text.includes(LEXEME) ? text.replace(KEPT, '$1') : text
}

/** A number that is written as this text: `NaN`, or more digits than a double has. */
export function numberOf(text: string): Json {
  return { [LEXEME]: text }
}

/** The text of a number as the source has it; `null` when the value is no number. */
export function numberText(value: Json | undefined): string | null {
  if (typeof value === 'number') return String(value)
  if (typeof value !== 'object' || value === null || !(LEXEME in value)) return null
  const text = value[LEXEME]
  return typeof text === 'string' ? text : null
}

/** The white space a JSON text indents its first level with; empty for text on one line. */
export function indentOf(text: string): string {
  return /^\s*[[{]\r?\n([ \t]{1,8})\S/.exec(text)?.[1] ?? ''
}

/** Whether a value nests deeper than so many levels; recursion ends with them. */
function isDeeper(value: Json, levels: number): boolean {
  if (!isNesting(value)) return false
  if (levels === 0) return true
  if (Array.isArray(value)) return value.some((one: Json) => isDeeper(one, levels - 1))
  // No list of the values is made: a document has millions of objects.
  const object = value as { readonly [key: string]: Json }
  for (const key in object) if (isDeeper(object[key]!, levels - 1)) return true
  return false
}

function isNesting(value: Json): value is JsonParent {
  return typeof value === 'object' && value !== null
}

/** A JSON text with the numbers that a double would change as objects that hold their text. */
function withLexemes(text: string): string {
  const parts: string[] = []
  // Up to `done` the text is in `parts`; `outside` is in no string, as far as it was looked at.
  let [done, outside] = [0, 0]
  RISKY.lastIndex = 0
  for (let found = RISKY.exec(text); found !== null; found = RISKY.exec(text)) {
    if (isShort(found[0])) continue
    const [start, end] = [startOf(text, found.index), endOf(text, found.index + found[0].length)]
    RISKY.lastIndex = end
    const token = text.slice(start, end)
    if (!NUMBER.test(token) || isHeld(token)) continue
    outside = stringsPassed(text, { from: outside, to: start })
    if (outside > start) continue
    parts.push(text.slice(done, start), `{"${LEXEME}":"${token}"}`)
    done = end
  }
  return parts.length === 0 ? text : parts.join('') + text.slice(done)
}

/** Whether a number with a point and no exponent is one that doubles hold, by its length alone. */
function isShort(found: string): boolean {
  const point = found.indexOf('.')
  if (point < 0 || found.includes('e') || found.includes('E')) return false
  let first = 0
  for (let code = found.charCodeAt(0); code === ZERO || code === POINT; ) {
    first += 1
    code = found.charCodeAt(first)
  }
  return found.length - first <= HELD_DIGITS + (point < first ? 0 : 1)
}

/** The end of the last string that begins before `to`; `from`, outside all strings, where none does. */
function stringsPassed(
  text: string,
  { from, to }: { readonly from: number; readonly to: number },
): number {
  let at = from
  for (let open = text.indexOf('"', at); open !== -1 && open < to; open = text.indexOf('"', at)) {
    let close = text.indexOf('"', open + 1)
    while (close !== -1 && isEscaped(text, close)) close = text.indexOf('"', close + 1)
    // One that never closes is no JSON, which the parser says.
    at = close === -1 ? text.length : close + 1
  }
  return at
}

function isEscaped(text: string, at: number): boolean {
  let slashes = 0
  while (text.charCodeAt(at - 1 - slashes) === BACKSLASH) slashes += 1
  return slashes % 2 === 1
}

const [BACKSLASH, ZERO, POINT] = [0x5c, 0x30, 0x2e]
const NUMBER_CHARACTERS = new Set(Array.from('0123456789.eE+-', (one) => one.charCodeAt(0)))

function startOf(text: string, at: number): number {
  let start = at
  while (start > 0 && NUMBER_CHARACTERS.has(text.charCodeAt(start - 1))) start -= 1
  return start
}

function endOf(text: string, at: number): number {
  let end = at
  while (end < text.length && NUMBER_CHARACTERS.has(text.charCodeAt(end))) end += 1
  return end
}

/** Whether a double gives the number back. */
function isHeld(token: string): boolean {
  const value = Number(token)
  if (!Number.isFinite(value)) return Number.isNaN(value) && !/NaN/.test(token)
  if (/^-?\d+$/.test(token)) return Number.isSafeInteger(value)
  return digitsOf(token) <= HELD_DIGITS
}

/** Digits of a number between its first and its last that is not zero. */
function digitsOf(token: string): number {
  let [count, zeros] = [0, 0]
  for (let at = 0; at < token.length; at++) {
    const code = token.charCodeAt(at)
    // The exponent has none.
    if (code === 0x65 || code === 0x45) break
    if (code < 0x30 || code > 0x39) continue
    if (code === 0x30) {
      if (count > 0) zeros += 1
    } else {
      count += zeros + 1
      zeros = 0
    }
  }
  return count
}

function syntaxError(error: unknown, text: string | null, file: string): BadInputError {
  const message = error instanceof Error ? error.message : String(error)
  const position = /position (\d+)/.exec(message)?.[1]
  let place = WHOLE
  if (text !== null && position !== undefined) {
    const before = text.slice(0, Number(position)).split('\n')
    const column = (before.at(-1) ?? '').length + 1
    place = sharedTexts.lineColumn({ line: before.length, column })
  }
  const found = saidBy(message, sharedTexts.notJson)
  return new BadInputError({ file, place, found, expected: sharedTexts.json })
}
