import type { Cloud } from '../clouds/cloud.ts'
import { readFeather } from './readFeather.ts'

/** Whether bytes begin as an Arrow file does. */
export function isFeather(bytes: Uint8Array): boolean {
  return String.fromCharCode(...bytes.subarray(0, 6)) === 'ARROW1'
}

/** The columns of an Arrow file that hold numbers. @throws {BadInputError} when it is none. */
export function readFeatherCloud(bytes: Uint8Array, file: string): Cloud {
  const table = readFeather(bytes, file)
  const columns = table.columns
    .filter(({ type }) => /^(Uint|Int|Float)\d/.test(type))
    .map(({ name, type }) => ({
      name,
      isInteger: !type.startsWith('Float'),
      read: () => table.numbers(name) ?? new Float64Array(table.rowCount),
    }))
  return { rows: table.rowCount, columns, notices: [] }
}
