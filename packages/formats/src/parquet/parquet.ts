import type { Json } from '@trueline/annotation'
import { gunzipSync } from 'fflate'
import { decompress as decompressZstd } from 'fzstd'
import { parquetMetadata, parquetReadObjects, type SchemaElement } from 'hyparquet'
import { parquetWriteBuffer } from 'hyparquet-writer'
import { BadInputError } from '../badInputError.ts'
import type { JsonDraft, JsonObject } from '../jsonAt.ts'
import { saidBy, WHOLE } from '../sharedTexts.ts'
import { numberOf, numberText } from '../sourceJson.ts'
import { checkPages, type Decompressors } from './checkPages.ts'
import { parquetTexts as say } from './parquetTexts.ts'

/** A table of a Parquet file. */
export type ParquetTable = {
  /** The file's own elements, as its footer has them. */
  readonly schema: readonly SchemaElement[]
  readonly rows: readonly JsonObject[]
}

const COMPRESSORS: Decompressors = {
  ZSTD: (input, length) => decompressZstd(input, new Uint8Array(length)),
  GZIP: (input) => gunzipSync(input),
}

/** Rows that repeat compress well, but no better than this. */
const MOST_ROWS_A_BYTE = 1024

/** Whether bytes begin as a Parquet file does. */
export function isParquet(head: string): boolean {
  return head.startsWith('PAR1')
}

/**
 * The table of a Parquet file; 64-bit integers that no double holds keep their digits.
 *
 * @throws {BadInputError} when it is none.
 */
export async function readParquet(bytes: Uint8Array, file: string): Promise<ParquetTable> {
  try {
    const own = bytes.slice().buffer
    const metadata = parquetMetadata(own)
    const { schema, num_rows: count } = metadata
    if (Number(count) > bytes.length * MOST_ROWS_A_BYTE) {
      throw new Error(say.tooMany({ count: Number(count), bytes: bytes.length }).en)
    }
    checkPages(bytes, metadata, COMPRESSORS)
    const rows = await parquetReadObjects({ file: own, metadata, compressors: COMPRESSORS })
    return { schema, rows: rows.map(rowOf) }
  } catch (error) {
    const found = saidBy(error, say.broken)
    throw new BadInputError({ file, place: WHOLE, found, expected: say.parquet })
  }
}

/** A table as a Parquet file. Columns that are lists are left out of the schema's leaves by it alone. */
export function writeParquet({ schema, rows }: ParquetTable): Uint8Array {
  // The root's children are the columns: those of nested ones follow them.
  const columns: SchemaElement[] = []
  for (let at = 1, inside = 0; at < schema.length; at++) {
    const element = schema[at]!
    if (inside === 0) columns.push(element)
    else inside -= 1
    inside += element.num_children ?? 0
  }
  const data = columns.map((element) => ({
    name: element.name,
    data: rows.map((row) => cellOf(row[element.name], element.type)),
  }))
  return new Uint8Array(parquetWriteBuffer({ columnData: data, schema: [...schema] }))
}

function rowOf(cells: Readonly<Record<string, unknown>>): JsonObject {
  const row: JsonDraft = {}
  for (const name in cells) row[name] = jsonOf(cells[name])
  return row
}

function jsonOf(value: unknown): Json {
  if (value === null || value === undefined) return null
  if (typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value === 'bigint') {
    const number = Number(value)
    return Number.isSafeInteger(number) ? number : numberOf(String(value))
  }
  if (typeof value === 'number') return Number.isFinite(value) ? value : numberOf(String(value))
  if (value instanceof Uint8Array) return Array.from(value)
  if (Array.isArray(value) || ArrayBuffer.isView(value)) {
    return Array.from(value as unknown as Iterable<unknown>, jsonOf)
  }
  return Object.fromEntries(
    Object.entries(value as object).map(([key, inner]) => [key, jsonOf(inner)]),
  )
}

function cellOf(value: Json | undefined, type: SchemaElement['type']): unknown {
  if (value === undefined || value === null) return null
  const text = numberText(value)
  if (type === 'INT64' && text !== null) return BigInt(text)
  if (text !== null) return Number(text)
  return Array.isArray(value) ? value.map((item: Json) => cellOf(item, type)) : value
}
