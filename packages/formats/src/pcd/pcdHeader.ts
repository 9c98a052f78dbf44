import { type Message, verbatim } from '@trueline/annotation'
import { BadInputError } from '../badInputError.ts'
import { sharedTexts, WHOLE } from '../sharedTexts.ts'
import { parseNumber } from '../text.ts'
import { pcdTexts } from './pcdTexts.ts'

/** A field of a point. */
export type PcdField = {
  readonly name: string
  readonly type: 'F' | 'I' | 'U'
  /** Bytes of one value. */
  readonly size: 1 | 2 | 4 | 8
  /** Values of it in a point; 0 where the header says so. */
  readonly count: number
  /** Its place in a point by the header, in bytes. */
  readonly offset: number
  /** Its place in a line of text, in tokens. */
  readonly token: number
}

/** What the header of a PCD file says, true or not. */
export type PcdHeader = {
  readonly version: string
  readonly fields: readonly PcdField[]
  readonly widthPoints: number
  readonly heightPoints: number
  readonly pointCount: number
  /** Sensor's place and quaternion w x y z at recording; never applied to the points. */
  readonly viewpoint: readonly number[]
  readonly data: 'ascii' | 'binary' | 'binary_compressed'
  /** Where the points begin, in bytes. */
  readonly dataOffset: number
  /** Bytes of a point by the header. */
  readonly stride: number
}

/** No header is longer. */
const LONGEST_HEADER = 1 << 16
const ENCODINGS = ['ascii', 'binary', 'binary_compressed'] as const
const SIZES: Readonly<Record<string, readonly number[]>> = {
  F: [4, 8],
  I: [1, 2, 4, 8],
  U: [1, 2, 4, 8],
}

type Entry = { readonly line: number; readonly values: readonly string[] }

/**
 * The header of a PCD file, v0.5 to v0.7.
 *
 * `COLUMNS` is read as `FIELDS`, a missing `COUNT` as ones, a missing `POINTS` as width times height.
 *
 * @throws {BadInputError} with the line, when it is no header or a value is none.
 */
export function readPcdHeader(bytes: Uint8Array, file: string): PcdHeader {
  const { entries, dataOffset } = collectEntries(bytes, file)
  const fail = (entry: Entry | null, found: Message, expected: Message): never => {
    const place = entry ? sharedTexts.line({ number: entry.line }) : WHOLE
    throw new BadInputError({ file, place, found, expected })
  }
  const required = (key: string): Entry =>
    entries.get(key) ?? fail(null, pcdTexts.noLine({ key }), pcdTexts.lineBeforeData({ key }))
  const whole = (entry: Entry, at: number): number => {
    const token = entry.values[at] ?? ''
    const value = parseNumber(token)
    if (value !== null && Number.isSafeInteger(value) && value >= 0) return value
    return fail(entry, verbatim(`"${token}"`), sharedTexts.wholeNumber)
  }

  const names = entries.get('FIELDS') ?? entries.get('COLUMNS') ?? required('FIELDS')
  if (names.values.length === 0) fail(names, pcdTexts.noField, pcdTexts.fieldNames)
  const perField = (entry: Entry): Entry =>
    entry.values.length === names.values.length
      ? entry
      : fail(
          entry,
          pcdTexts.values({ count: entry.values.length }),
          pcdTexts.oneForEach({ count: names.values.length }),
        )
  const sizes = perField(required('SIZE'))
  const types = perField(required('TYPE'))
  const counts = entries.get('COUNT')
  if (counts) perField(counts)

  let offset = 0
  let token = 0
  const fields = names.values.map((name, at): PcdField => {
    const type = types.values[at]!.toUpperCase()
    const size = whole(sizes, at)
    if (!SIZES[type]?.includes(size)) {
      fail(types, pcdTexts.typeOf({ type, size }), pcdTexts.types)
    }
    const count = counts ? whole(counts, at) : 1
    const field = { name, type, size, count, offset, token } as PcdField
    offset += size * count
    token += count
    return field
  })

  const data = required('DATA')
  const encoding = ENCODINGS.find((name) => name === data.values[0]?.toLowerCase())
  const widthPoints = whole(required('WIDTH'), 0)
  const height = entries.get('HEIGHT')
  const heightPoints = height ? whole(height, 0) : 1
  const points = entries.get('POINTS')
  const viewpoint = entries.get('VIEWPOINT')
  return {
    version: entries.get('VERSION')?.values[0] ?? '',
    fields,
    widthPoints,
    heightPoints,
    pointCount: points ? whole(points, 0) : widthPoints * heightPoints,
    viewpoint: viewpoint
      ? viewpoint.values.map(
          (value) =>
            parseNumber(value) ?? fail(viewpoint, verbatim(`"${value}"`), sharedTexts.number),
        )
      : [0, 0, 0, 1, 0, 0, 0],
    data:
      encoding ??
      fail(data, verbatim(`"${data.values.join(' ')}"`), verbatim(ENCODINGS.join(', '))),
    dataOffset,
    stride: offset,
  }
}

function collectEntries(bytes: Uint8Array, file: string) {
  const entries = new Map<string, Entry>()
  let start = 0
  let line = 0
  const limit = Math.min(bytes.length, LONGEST_HEADER)
  while (start < limit) {
    const newline = bytes.indexOf(10, start)
    const end = newline < 0 ? bytes.length : newline
    line += 1
    const text = String.fromCharCode(...bytes.subarray(start, Math.min(end, start + 4096))).trim()
    start = end + 1
    if (text === '' || text.startsWith('#')) continue
    const [key = '', ...values] = text.split(/\s+/)
    entries.set(key.toUpperCase(), { line, values })
    if (key.toUpperCase() === 'DATA') {
      return { entries, dataOffset: Math.min(start, bytes.length) }
    }
    if (!/^[A-Za-z]+$/.test(key)) {
      const found = verbatim(JSON.stringify(text.slice(0, 40)))
      const place = sharedTexts.line({ number: line })
      throw new BadInputError({ file, place, found, expected: pcdTexts.headerLine })
    }
  }
  const found = bytes.length === 0 ? sharedTexts.emptyFile : pcdTexts.noData({ bytes: limit })
  throw new BadInputError({ file, place: WHOLE, found, expected: pcdTexts.header })
}
