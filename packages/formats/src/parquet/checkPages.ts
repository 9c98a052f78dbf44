import type { FileMetaData } from 'hyparquet'
import {
  getMaxDefinitionLevel,
  getMaxRepetitionLevel,
  getSchemaPath,
} from 'hyparquet/src/schema.js'
import { snappyUncompress } from 'hyparquet/src/snappy.js'
import { deserializeTCompactProtocol, readVarInt } from 'hyparquet/src/thrift.js'

/** What undoes each compression, to as many bytes as are told. */
export type Decompressors = Readonly<
  Record<string, (input: Uint8Array, length: number) => Uint8Array>
>

/** Page types and encodings of the format (parquet.thrift). */
const [DATA, DICTIONARY, DATA_V2] = [0, 2, 3]
const [PLAIN, PLAIN_DICTIONARY, RLE_DICTIONARY, SPLIT] = [0, 2, 8, 9]
/** More of a byte is no table: what a page tells must not take all memory. */
const MOST_OF_A_BYTE = 1024

type Reader = { readonly view: DataView; offset: number }
type Thrift = Readonly<Record<string, unknown>>

/**
 * Looks through the pages of a file's columns: no run of values may be longer than its page.
 *
 * The library repeats a value as often as a run says, were it two thousand million times.
 *
 * @throws {Error} where one is, or a page is of an encoding that is not looked through.
 */
export function checkPages(bytes: Uint8Array, metadata: FileMetaData, more: Decompressors): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (const group of metadata.row_groups) {
    for (const { meta_data: column } of group.columns) {
      if (column === undefined) throw new Error('a column without metadata')
      const path = getSchemaPath(metadata.schema, column.path_in_schema)
      const levels = [getMaxRepetitionLevel(path), getMaxDefinitionLevel(path)]
      const first = Number(column.dictionary_page_offset ?? column.data_page_offset)
      const end = first + Number(column.total_compressed_size)
      if (!(first >= 0 && end <= bytes.length)) throw new Error(`a column from ${first} to ${end}`)
      const reader: Reader = { view, offset: first }
      const unpack = decompressor(column.codec, more)
      while (reader.offset < end) checkPage(reader, { bytes, end, levels, unpack })
    }
  }
}

type Unpack = (input: Uint8Array, length: number) => Uint8Array

function decompressor(codec: string, more: Decompressors): Unpack {
  if (codec === 'UNCOMPRESSED') return (input) => input
  if (codec === 'SNAPPY') {
    return (input, length) => {
      const output = new Uint8Array(length)
      snappyUncompress(input, output)
      return output
    }
  }
  const unpack = more[codec]
  if (unpack === undefined) throw new Error(`compression ${codec}`)
  return unpack
}

type Column = {
  readonly bytes: Uint8Array
  readonly end: number
  readonly levels: readonly number[]
  readonly unpack: Unpack
}

function checkPage(reader: Reader, { bytes, end, levels, unpack }: Column): void {
  const header: Thrift = deserializeTCompactProtocol(reader)
  const [length, packed] = [Number(header.field_2), Number(header.field_3)]
  const start = reader.offset
  if (!(packed >= 0) || start + packed > end) throw new Error(`a page of ${packed} bytes`)
  if (!(length >= 0) || length > Math.max(64, packed) * MOST_OF_A_BYTE) {
    throw new Error(`a page of ${length} bytes of ${packed}`)
  }
  reader.offset = start + packed
  const told = (header.field_5 ?? header.field_7 ?? header.field_8) as Thrift | undefined
  const count = Number(told?.field_1)
  if (!(count >= 0) || count > Math.max(64, length) * MOST_OF_A_BYTE) {
    throw new Error(`a page of ${count} values in ${length} bytes`)
  }
  if (header.field_1 === DICTIONARY) {
    // Each value takes a bit at least.
    if (count > length * 8) throw new Error(`${count} values in ${length} bytes`)
    return
  }
  const page = bytes.subarray(start, start + packed)
  if (header.field_1 === DATA && told !== undefined) {
    const whole = unpack(page, length)
    const rest = checkLevels(whole, { count, levels })
    checkValues(whole.subarray(rest), { count, encoding: Number(told.field_2) })
  } else if (header.field_1 === DATA_V2 && told !== undefined) {
    checkSecond(page, told, { length, count, levels, unpack })
  } else throw new Error(`a page of type ${String(header.field_1)}`)
}

type Second = {
  readonly length: number
  readonly count: number
  readonly levels: readonly number[]
  readonly unpack: Unpack
}

/** A page of the second kind: its levels stand before what is compressed, their lengths in its header. */
function checkSecond(page: Uint8Array, told: Thrift, { length, count, levels, unpack }: Second) {
  const lengths = [Number(told.field_6), Number(told.field_5)]
  let start = 0
  for (const [index, highest] of levels.entries()) {
    const bytes = lengths[index] ?? 0
    if (!(bytes >= 0) || start + bytes > page.length) throw new Error(`levels of ${bytes} bytes`)
    const level = page.subarray(start, start + bytes)
    if (highest > 0) checkRuns(readerOf(level), { count, width: 32 - Math.clz32(highest) })
    start += bytes
  }
  if (length < start) throw new Error(`a page of ${length} bytes`)
  const packed = page.subarray(start)
  const isPacked = told.field_7 !== false && packed.length > 0
  const values = isPacked ? unpack(packed, length - start) : packed
  checkValues(values, { count, encoding: Number(told.field_4) })
}

function readerOf(bytes: Uint8Array): Reader {
  return { view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), offset: 0 }
}

/** Where the values of a page begin: behind its levels, each after its length. */
function checkLevels(
  page: Uint8Array,
  { count, levels }: { readonly count: number; readonly levels: readonly number[] },
): number {
  let at = 0
  for (const highest of levels) {
    if (highest === 0) continue
    const end = at + 4 + readerOf(page).view.getUint32(at, true)
    if (end > page.length) throw new Error(`levels to ${end} of ${page.length} bytes`)
    checkRuns(readerOf(page.subarray(at + 4, end)), { count, width: 32 - Math.clz32(highest) })
    at = end
  }
  return at
}

/** Values as they are, or as places in a dictionary. */
function checkValues(
  values: Uint8Array,
  { count, encoding }: { readonly count: number; readonly encoding: number },
): void {
  if (encoding === PLAIN || encoding === SPLIT) return
  if (encoding !== PLAIN_DICTIONARY && encoding !== RLE_DICTIONARY) {
    throw new Error(`values of encoding ${encoding}`)
  }
  if (values.length === 0) return
  const reader = readerOf(values)
  const width = reader.view.getUint8(reader.offset++)
  // Of values that are not there no run tells: fewer may come, never more.
  if (width > 0) checkRuns(reader, { count, width })
}

/** Runs of repeated values and of packed ones, until all are told or the page ends. */
function checkRuns(
  reader: Reader,
  { count, width }: { readonly count: number; readonly width: number },
): void {
  if (width > 32) throw new Error(`values of ${width} bits`)
  let seen = 0
  while (seen < count && reader.offset < reader.view.byteLength) {
    const header = readVarInt(reader)
    const isPacked = (header & 1) === 1
    const length = isPacked ? (header >>> 1) * 8 : header >>> 1
    // The last packed run is filled up to eight.
    if (length === 0 || seen + length > count + (isPacked ? 7 : 0)) {
      throw new Error(`a run of ${length} where ${count - seen} are left`)
    }
    reader.offset += isPacked ? (length * width) / 8 : Math.ceil(width / 8)
    seen += length
  }
}
