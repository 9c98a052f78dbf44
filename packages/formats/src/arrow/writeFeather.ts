import {
  Bool,
  type DataType,
  Float16,
  Float32,
  Float64,
  Int8,
  Int16,
  Int32,
  Int64,
  Table,
  tableToIPC,
  Uint8,
  Uint16,
  Uint32,
  Uint64,
  Utf8,
  vectorFromArray,
} from 'apache-arrow'
import type { JsonObject } from '../jsonAt.ts'
import { numberText } from '../sourceJson.ts'

/** A column to be written. */
export type FeatherColumn = { readonly name: string; readonly type: string }

const TYPES: { readonly [name: string]: () => DataType } = {
  Bool: () => new Bool(),
  Float16: () => new Float16(),
  Float32: () => new Float32(),
  Float64: () => new Float64(),
  Int8: () => new Int8(),
  Int16: () => new Int16(),
  Int32: () => new Int32(),
  Int64: () => new Int64(),
  Uint8: () => new Uint8(),
  Uint16: () => new Uint16(),
  Uint32: () => new Uint32(),
  Uint64: () => new Uint64(),
}

/** Rows as an Arrow IPC file, uncompressed; a type not known here is written as text. */
export function writeFeather(
  columns: readonly FeatherColumn[],
  rows: readonly JsonObject[],
): Uint8Array {
  return writeFilled(
    columns.map(({ name, type }) => ({
      name,
      type,
      values: rows.map((row) => cellOf(row[name], type)),
    })),
  )
}

/** Columns of numbers as an Arrow IPC file, uncompressed. */
export function writeNumbers(
  columns: readonly (FeatherColumn & { readonly values: readonly number[] })[],
): Uint8Array {
  return writeFilled(columns)
}

function writeFilled(
  columns: readonly (FeatherColumn & { readonly values: readonly unknown[] })[],
): Uint8Array {
  const vectors = columns.map(({ name, type, values }) => {
    return [name, vectorFromArray(values, TYPES[type]?.() ?? new Utf8())] as const
  })
  return tableToIPC(new Table(Object.fromEntries(vectors)), 'file')
}

function cellOf(value: JsonObject[string] | undefined, type: string): unknown {
  if (value === undefined || value === null) return null
  if (type === 'Bool') return value === true
  if (TYPES[type] === undefined) return typeof value === 'string' ? value : numberText(value)
  const text = numberText(value) ?? '0'
  return type.endsWith('nt64') ? BigInt(text) : Number(text)
}
