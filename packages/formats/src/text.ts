import { BadInputError } from './badInputError.ts'

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
      place: `byte ${at}`,
      found: `byte 0x${(bytes[at] ?? 0).toString(16).padStart(2, '0')}`,
      expected: 'UTF-8 text',
    })
  }
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
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(token)) return null
  const value = Number(token)
  return Number.isFinite(value) ? value : null
}

function firstBadByte(bytes: Uint8Array): number {
  // The decoder does not say where: halve until the shortest prefix that fails even with its last
  // character allowed to be cut (a prefix may end inside a good one).
  let good = 0
  let bad = bytes.length
  while (bad - good > 1) {
    const middle = (good + bad) >> 1
    if (isTextUpTo(bytes, middle)) good = middle
    else bad = middle
  }
  return Math.max(0, bad - 1)
}

function isTextUpTo(bytes: Uint8Array, end: number): boolean {
  for (let cut = 0; cut < 4; cut++) {
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, Math.max(0, end - cut)))
      return true
    } catch {
      // A longer cut may still be good.
    }
  }
  return false
}
