import { BadInputError } from '../badInputError.ts'
import type { Cloud, CloudColumn } from '../clouds/cloud.ts'
import { bytesOf, columnIn } from '../clouds/columnIn.ts'
import { WHOLE } from '../sharedTexts.ts'
import { type NpyHeader, productOf, readNpyHeader } from './npyHeader.ts'
import { npyTexts as say } from './npyTexts.ts'
import { unzip } from './readNpy.ts'

/** What the columns of a plain array are, as KITTI and nuScenes order them. */
const COLUMNS = ['x', 'y', 'z', 'intensity', 'ring', 'time']

/**
 * The points of a `.npy` file: named columns of a structured array, or rows of x, y, z, intensity.
 *
 * @throws {BadInputError} when it holds no such array.
 */
export function readNpyCloud(bytes: Uint8Array, file: string): Cloud {
  const header = readNpyHeader(bytes, file)
  const body = bytes.subarray(header.dataOffset)
  const isPlain = header.fields[0]?.name === ''
  const columns = isPlain ? plainColumns(body, header) : namedColumns(body, header)
  if (columns !== null) return { rows: header.shape[0] ?? 0, columns, notices: [] }
  const found = say.shape({ shape: header.shape.join(' × ') })
  throw new BadInputError({ file, place: WHOLE, found, expected: say.rows })
}

/**
 * The points of a `.npz` file: the first array of rows, and columns of their own beside it.
 *
 * @throws {BadInputError} when it is no archive or holds none.
 */
export function readNpzCloud(bytes: Uint8Array, file: string): Cloud {
  const arrays = Object.entries(unzip(bytes, file)).filter(([name]) => name.endsWith('.npy'))
  let cloud: Cloud | null = null
  let refusal: unknown = null
  for (const [, array] of arrays) {
    if (cloud !== null) break
    try {
      cloud = readNpyCloud(array, file)
    } catch (error) {
      refusal ??= error
    }
  }
  if (cloud === null) {
    if (refusal !== null) throw refusal
    throw new BadInputError({ file, place: WHOLE, found: say.notNpy, expected: say.npz })
  }
  const { rows } = cloud
  const beside = arrays.flatMap(([name, array]): readonly CloudColumn[] => {
    const header = readNpyHeader(array, file)
    const [field] = header.fields
    if (header.shape.length !== 1 || header.shape[0] !== rows || field?.name !== '') return []
    const place = { ...field, name: name.replace(/\.npy$/, ''), stride: header.stride }
    return [columnIn(array.subarray(header.dataOffset), rows, place)]
  })
  return { ...cloud, columns: [...beside, ...cloud.columns] }
}

/** @throws {BadInputError} when the header that bytes begin with is not that of rows of points. */
export function checkNpyRows(head: Uint8Array, file: string): void {
  const text = new TextDecoder().decode(head.subarray(0, 2048))
  if (/\('[xX]',/.test(text) || /'shape':\s*\(\d+,\s*([3-9]|1[0-6])\s*,?\s*\)/.test(text)) return
  throw new BadInputError({ file, place: WHOLE, found: say.notNpy, expected: say.rows })
}

function plainColumns(body: Uint8Array, header: NpyHeader): readonly CloudColumn[] | null {
  const [rows = 0, width = 0, ...more] = header.shape
  const [field] = header.fields
  if (field === undefined || more.length > 0 || width < 3 || width > 16) return null
  const size = bytesOf(field.kind)
  return Array.from({ length: width }, (_, index) => {
    const name = COLUMNS[index] ?? `column ${index}`
    const [offset, stride] = header.isColumnsFirst
      ? [index * rows * size, size]
      : [index * size, width * size]
    return columnIn(body, rows, { ...field, name, offset, stride })
  })
}

function namedColumns(body: Uint8Array, header: NpyHeader): readonly CloudColumn[] | null {
  if (header.shape.length > 1 && productOf(header.shape) !== header.shape[0]) return null
  const { stride } = header
  return header.fields.flatMap((field) => {
    const size = bytesOf(field.kind)
    // A field of three is a place.
    const names = field.count === 3 ? ['x', 'y', 'z'] : [field.name]
    return names.map((name, at) =>
      columnIn(body, header.shape[0] ?? 0, {
        ...field,
        ...{ name, offset: field.offset + at * size, stride },
      }),
    )
  })
}
