import { type Message, verbatim } from '@trueline/annotation'
import { BadInputError } from '../badInputError.ts'
import type { NumberKind } from '../clouds/columnIn.ts'
import { sharedTexts, WHOLE } from '../sharedTexts.ts'
import { plyTexts as say } from './plyTexts.ts'

/** A property of an element; `listCount` is how a list's length is stored, `null` for one number. */
export type PlyProperty = {
  readonly name: string
  readonly kind: NumberKind
  readonly listCount: NumberKind | null
}

/** An element of a PLY file: its rows follow those of the elements before. */
export type PlyElement = {
  readonly name: string
  readonly count: number
  readonly properties: readonly PlyProperty[]
}

/** What the header of a PLY file says. */
export type PlyHeader = {
  readonly encoding: 'ascii' | 'binary_little_endian' | 'binary_big_endian'
  readonly elements: readonly PlyElement[]
  readonly dataOffset: number
}

const LONGEST_HEADER = 1 << 16
const ENCODINGS = ['ascii', 'binary_little_endian', 'binary_big_endian'] as const
const KINDS: Readonly<Record<string, NumberKind>> = {
  ...{ char: 'i1', int8: 'i1', uchar: 'u1', uint8: 'u1' },
  ...{ short: 'i2', int16: 'i2', ushort: 'u2', uint16: 'u2' },
  ...{ int: 'i4', int32: 'i4', uint: 'u4', uint32: 'u4' },
  ...{ float: 'f4', float32: 'f4', double: 'f8', float64: 'f8' },
}

/** Whether bytes begin as a PLY file does. */
export function isPly(bytes: Uint8Array): boolean {
  return /^ply\r?\n/.test(String.fromCharCode(...bytes.subarray(0, 5)))
}

/**
 * The header of a PLY file (Turk, "The PLY polygon file format", 1994).
 *
 * @throws {BadInputError} with the line, where it is none.
 */
export function readPlyHeader(bytes: Uint8Array, file: string): PlyHeader {
  const { lines, dataOffset } = headerLines(bytes, file)
  let encoding: PlyHeader['encoding'] | null = null
  const elements: { name: string; count: number; properties: PlyProperty[] }[] = []
  for (const [index, line] of lines.entries()) {
    const [key = '', ...words] = line.trim().split(/\s+/)
    const bad = (expected: Message): BadInputError =>
      new BadInputError({
        ...{ file, place: sharedTexts.line({ number: index + 1 }), expected },
        found: verbatim(JSON.stringify(line.slice(0, 60))),
      })
    if (['ply', 'comment', 'obj_info', ''].includes(key)) continue
    if (key === 'format') {
      encoding = ENCODINGS.find((one) => one === words[0]) ?? null
      if (encoding === null) throw bad(verbatim(ENCODINGS.join(', ')))
    } else if (key === 'element') {
      const count = Number(words[1])
      if (!Number.isSafeInteger(count) || count < 0) throw bad(sharedTexts.wholeNumber)
      elements.push({ name: words[0] ?? '', count, properties: [] })
    } else if (key === 'property') {
      const property = propertyOf(words)
      const element = elements.at(-1)
      if (property === null || element === undefined) throw bad(say.headerLine)
      element.properties.push(property)
    } else throw bad(say.headerLine)
  }
  if (encoding !== null) return { encoding, elements, dataOffset }
  const [found, expected] = [verbatim('ply'), verbatim('format')]
  throw new BadInputError({ file, place: WHOLE, found, expected })
}

function propertyOf(words: readonly string[]): PlyProperty | null {
  const isList = words[0] === 'list'
  const [listCount, kind] = isList
    ? [KINDS[words[1] ?? ''], KINDS[words[2] ?? '']]
    : [null, KINDS[words[0] ?? '']]
  const name = words[isList ? 3 : 1]
  if (kind === undefined || listCount === undefined || name === undefined) return null
  return { name, kind, listCount }
}

function headerLines(bytes: Uint8Array, file: string) {
  const limit = Math.min(bytes.length, LONGEST_HEADER)
  const lines: string[] = []
  for (let start = 0; start < limit; ) {
    const newline = bytes.indexOf(10, start)
    if (newline < 0 || newline >= limit) break
    const line = String.fromCharCode(...bytes.subarray(start, Math.min(newline, start + 4096)))
    start = newline + 1
    if (line.trim() === 'end_header') return { lines, dataOffset: start }
    lines.push(line.replace(/\r$/, ''))
  }
  const found = say.noEnd({ bytes: limit })
  throw new BadInputError({ file, place: WHOLE, found, expected: say.header })
}
