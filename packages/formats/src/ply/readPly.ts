import { BadInputError } from '../badInputError.ts'
import type { Cloud, CloudColumn } from '../clouds/cloud.ts'
import { cloudTexts } from '../clouds/cloudTexts.ts'
import { bytesOf, columnIn, READERS } from '../clouds/columnIn.ts'
import { readAscii } from '../pcd/pcdAscii.ts'
import { sharedTexts } from '../sharedTexts.ts'
import { type PlyElement, type PlyHeader, readPlyHeader } from './plyHeader.ts'
import { plyTexts as say } from './plyTexts.ts'

/**
 * The vertices of a PLY file, text or binary of either endianness; other elements are passed over.
 *
 * @throws {BadInputError} when it is none, or lacks more than half its vertices.
 */
export function readPly(bytes: Uint8Array, file: string): Cloud {
  const header = readPlyHeader(bytes, file)
  const place = sharedTexts.byte({ offset: header.dataOffset })
  const index = header.elements.findIndex(({ name }) => name === 'vertex')
  const vertices = header.elements[index]
  if (vertices === undefined) {
    const found = say.elements({ names: header.elements.map(({ name }) => name).join(' ') })
    throw new BadInputError({ file, place, found, expected: say.vertices })
  }
  const list = vertices.properties.find(({ listCount }) => listCount !== null)
  if (list) {
    const found = say.list({ name: list.name })
    throw new BadInputError({ file, place, found, expected: say.fixedRows })
  }
  const before = header.elements.slice(0, index)
  if (header.encoding === 'ascii') return readText(bytes, { header, vertices, before, file })
  const isLittleEndian = header.encoding === 'binary_little_endian'
  const start = before.reduce(
    (at, element) => endOf(bytes, { element, at, isLittleEndian }),
    header.dataOffset,
  )
  let stride = 0
  const places = vertices.properties.map(({ name, kind }) => {
    const offset = stride
    stride += bytesOf(kind)
    return { name, kind, offset }
  })
  const body = bytes.subarray(Math.min(start, bytes.length))
  const rows =
    stride === 0 ? 0 : Math.min(vertices.count, Math.floor(body.length / Math.max(1, stride)))
  if (rows * 2 < vertices.count) {
    const found = say.points({ rows, count: vertices.count })
    const expected = say.allPoints({ count: vertices.count })
    throw new BadInputError({ file, place, found, expected })
  }
  const message = cloudTexts.cutShort({ rows, count: vertices.count })
  return {
    rows,
    columns: places.map((one) => columnIn(body, rows, { ...one, stride, isLittleEndian })),
    notices: rows < vertices.count ? [{ file, place, message }] : [],
  }
}

type Text = {
  readonly header: PlyHeader
  readonly vertices: PlyElement
  readonly before: readonly PlyElement[]
  readonly file: string
}

function readText(bytes: Uint8Array, { header, vertices, before, file }: Text): Cloud {
  let start = header.dataOffset
  // A row of any element is a line.
  for (let left = before.reduce((sum, { count }) => sum + count, 0); left > 0; left--) {
    const newline = bytes.indexOf(10, start)
    if (newline < 0) break
    start = newline + 1
  }
  const fields = vertices.properties.map(({ name, kind }, token) => ({
    ...{ name, token, count: 1 },
    isInteger: !kind.startsWith('f'),
  }))
  const told = { fields, pointCount: vertices.count }
  const { rows, read, notices } = readAscii(bytes.subarray(start), told, file)
  const columns = fields.map((field): CloudColumn => {
    return { name: field.name, isInteger: field.isInteger, read: () => read(field) }
  })
  return { rows, columns, notices }
}

type Skipping = {
  readonly element: PlyElement
  readonly at: number
  readonly isLittleEndian: boolean
}

/** Where an element's rows end; the end of the file where they would reach beyond it. */
function endOf(bytes: Uint8Array, { element, at, isLittleEndian }: Skipping): number {
  const { properties, count } = element
  if (properties.every(({ listCount }) => listCount === null)) {
    return at + count * properties.reduce((sum, { kind }) => sum + bytesOf(kind), 0)
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let end = at
  for (let row = 0; row < count; row++) {
    for (const { kind, listCount } of properties) {
      if (listCount === null) {
        end += bytesOf(kind)
        continue
      }
      const first = end + bytesOf(listCount)
      if (first > bytes.length) return bytes.length
      const length = READERS[listCount](view, end, isLittleEndian)
      if (!(length >= 0)) return bytes.length
      end = first + length * bytesOf(kind)
    }
    if (end > bytes.length) return bytes.length
  }
  return end
}
