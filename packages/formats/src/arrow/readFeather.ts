import type { Json } from '@trueline/annotation'
import {
  CompressionType,
  compressionRegistry,
  type Data,
  DataType,
  RecordBatchReader,
  Table,
} from 'apache-arrow'
import { decompress as decompressZstd } from 'fzstd'
import { compress } from 'lz4js'
import { BadInputError } from '../badInputError.ts'
import type { JsonDraft, JsonObject } from '../jsonAt.ts'
import { decompressLz4 } from '../lz4/decompressLz4.ts'
import { saidBy, WHOLE } from '../sharedTexts.ts'
import { numberOf } from '../sourceJson.ts'
import { arrowTexts as say } from './arrowTexts.ts'
import { faultOfFeather } from './checkFeather.ts'

/** A table of an Arrow file ("Feather V2"). */
export type FeatherTable = {
  readonly rowCount: number
  /** Names and Arrow types of the columns, in order: `timestamp_ns`, `Int64`. */
  readonly columns: readonly { readonly name: string; readonly type: string }[]
  /** A column's numbers, 64-bit ones as doubles; `null` where there is no such column. */
  readonly numbers: (name: string) => Float64Array | null
  /** The row as JSON, integers no double holds kept as their text. */
  readonly rowAt: (index: number) => JsonObject
}

/** Rows that repeat compress well, but no better than this. */
const MOST_ROWS_A_BYTE = 1024

/**
 * The table in an Arrow IPC file; LZ4 and Zstandard buffers are decompressed.
 *
 * @throws {BadInputError} when it is none.
 */
export function readFeather(bytes: Uint8Array, file: string): FeatherTable {
  const table = openTable(bytes, file)
  const columns = table.schema.fields.map(({ name, type }) => ({ name, type: String(type) }))
  // Finding a column by its name takes longer than a value of it.
  const children = columns.map(({ name }) => [name, table.getChild(name)] as const)
  return {
    rowCount: table.numRows,
    columns,
    numbers: (name) => {
      const column = table.getChild(name)
      if (column === null) return null
      const values = new Float64Array(table.numRows)
      let row = 0
      // What is no number may be an object of any kind.
      for (const value of column) {
        const isNumber = typeof value === 'number' || typeof value === 'bigint'
        values[row++] = isNumber ? Number(value) : Number.NaN
      }
      return values
    },
    rowAt: (index) => {
      const row: JsonDraft = {}
      for (const [name, column] of children) row[name] = jsonOf(column?.get(index))
      return row
    },
  }
}

function openTable(bytes: Uint8Array, file: string): Table {
  registerCodecs()
  try {
    const fault = faultOfFeather(bytes)
    if (fault !== null) throw new Error(fault)
    const table = tableOf(bytes)
    if (table.numRows > bytes.length * MOST_ROWS_A_BYTE) throw new Error(`${table.numRows} rows`)
    const isShort = table.batches.some(({ data }) => data.children.some((one) => !isHeld(one)))
    if (isShort) throw new Error(`columns of fewer values than ${table.numRows} rows`)
    return table
  } catch (error) {
    const found = saidBy(error, say.broken)
    throw new BadInputError({ file, place: WHOLE, found, expected: say.feather })
  }
}

/** Whether a column has as many values as it tells; the library makes up those that are not there. */
function isHeld({ type, length, values, valueOffsets, stride, children }: Data): boolean {
  if (DataType.isNull(type)) return true
  if (valueOffsets !== undefined) return valueOffsets.length > length
  const held: number = values === undefined ? Number.POSITIVE_INFINITY : values.length
  const perValue = DataType.isBool(type) ? 1 / 8 : stride
  return length * perValue <= held && children.every(isHeld)
}

/** Batch by batch through the footer: reading on and on, the library looks at odd messages for ever. */
function tableOf(bytes: Uint8Array): Table {
  const reader = RecordBatchReader.from(bytes).open()
  if (!reader.isSync() || !reader.isFile()) throw new Error('a stream of batches')
  const batches = Array.from({ length: reader.numRecordBatches }, (_, index) =>
    reader.readRecordBatch(index),
  )
  return new Table(
    reader.schema,
    batches.filter((batch) => batch !== null),
  )
}

/** The registry is the library's own, one for all: what was put in is there already. */
function registerCodecs(): void {
  if (compressionRegistry.get(CompressionType.LZ4_FRAME)?.decode !== undefined) return
  compressionRegistry.set(CompressionType.LZ4_FRAME, {
    encode: (data) => compress(data),
    decode: (data) => decompressLz4(data),
  })
  compressionRegistry.set(CompressionType.ZSTD, { decode: (data) => decompressZstd(data) })
}

function jsonOf(value: unknown): Json {
  if (typeof value === 'bigint') {
    const number = Number(value)
    return Number.isSafeInteger(number) ? number : numberOf(String(value))
  }
  if (typeof value === 'number') return Number.isFinite(value) ? value : numberOf(String(value))
  if (typeof value === 'string' || typeof value === 'boolean') return value
  return null
}
