import { BadInputError } from './badInputError.ts'
import { sharedTexts } from './sharedTexts.ts'

/** A line that holds something. */
export type Line = {
  /** From 1, blank lines counted. */
  readonly number: number
  readonly text: string
}

/**
 * The text of UTF-8 bytes, a byte order mark left out.
 *
 * @throws {BadInputError} when they are no UTF-8, with the first offending byte's place.
 */
export function decodeText(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    const at = firstBadByte(bytes)
    throw new BadInputError({
      file,
      place: sharedTexts.byte({ offset: at }),
      found: sharedTexts.aByte({ hex: (bytes[at] ?? 0).toString(16).padStart(2, '0') }),
      expected: sharedTexts.utf8,
    })
  }
}

/** Bytes as text, a letter each: of the beginning of a file, whatever it is. */
export function lettersOf(bytes: Uint8Array): string {
  let text = ''
  // Spread out as arguments some thousand bytes take several times as long.
  for (let at = 0; at < bytes.length; at++) text += String.fromCharCode(bytes[at]!)
  return text
}

/** The lines that are not blank, ends trimmed; `\n` and `\r\n` both end one. */
export function linesOf(text: string): readonly Line[] {
  return text
    .split('\n')
    .map((line, index) => ({ number: index + 1, text: line.trim() }))
    .filter((line) => line.text !== '')
}

/** The finite number a token spells, or `null`: `1e3` and `-.5` are, `0x10`, `` and `1,5` are not. */
export function parseNumber(token: string): number | null {
  // Of these characters alone `Number` takes nothing but decimal numbers; files have millions of them.
  for (let at = 0; at < token.length; at++) if (!isOfNumber(token.charCodeAt(at))) return null
  const value = token === '' ? Number.NaN : Number(token)
  return Number.isFinite(value) ? value : null
}

/** Whether a character is a digit, a sign, the point or the e of an exponent. */
function isOfNumber(code: number): boolean {
  if (code >= 0x30 && code <= 0x39) return true
  return code === 0x2d || code === 0x2e || code === 0x2b || code === 0x65 || code === 0x45
}

/** Where the first sequence that is no UTF-8 begins. */
function firstBadByte(bytes: Uint8Array): number {
  let at = 0
  while (at < bytes.length) {
    const lead = bytes[at]!
    const length = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(at, at + length))
    } catch {
      return at
    }
    at += length
  }
  return at
}
