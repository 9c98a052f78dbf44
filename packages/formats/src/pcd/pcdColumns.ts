import type { Message } from '@trueline/annotation'
import { BadInputError } from '../badInputError.ts'
import type { Notice } from '../codec.ts'
import { sharedTexts } from '../sharedTexts.ts'
import { decompressLzf } from './lzf.ts'
import { readAscii } from './pcdAscii.ts'
import type { PcdField, PcdHeader } from './pcdHeader.ts'
import { pcdTexts } from './pcdTexts.ts'

/** The points of a PCD file, whatever their encoding. */
export type PcdColumns = {
  readonly rows: number
  /** First value of a field in every point, in doubles; `offset` where it is not as the header says. */
  readonly read: (field: PcdField, offset?: number) => Float64Array
  /** The same without a copy where the file holds floats; not to be written to. */
  readonly view: (field: PcdField) => PcdColumn
  /** Whether the header's layout can be wrong beyond the first fields. */
  readonly isDoubtful: boolean
  /** Bytes of a point as it is in the file; 0 for text. */
  readonly stride: number
  readonly notices: readonly Notice[]
}

/** A field's values: each `step`-th one is of a point. */
export type PcdColumn = { readonly values: Float32Array | Float64Array; readonly step: number }

/** What PCL pads a binary file with: up to a page. */
const LONGEST_FILLING = 4096

/**
 * Access to the points after a header.
 *
 * Nothing is allocated before the file was found long enough for it.
 *
 * @throws {BadInputError} when less than half the points are there, or they cannot be read.
 */
export function openPcdColumns(bytes: Uint8Array, header: PcdHeader, file: string): PcdColumns {
  const body = bytes.subarray(header.dataOffset)
  const place = sharedTexts.byte({ offset: header.dataOffset })
  const refuse = (found: Message, expected: Message): never => {
    throw new BadInputError({ file, place, found, expected })
  }
  const notice = (message: Message): Notice => ({ file, place, message })
  const { pointCount, stride } = header
  const isDoubtful = header.fields.some(({ count }) => count === 0)
  if (pointCount === 0) {
    const read = (): Float64Array => new Float64Array(0)
    const notices = [notice(pcdTexts.noPoints)]
    return { rows: 0, read, view: copied(read), isDoubtful: false, stride: 0, notices }
  }
  if (header.data === 'ascii') {
    const text = readAscii(body, header, file)
    return { ...text, view: copied(text.read) }
  }
  if (stride === 0) refuse(pcdTexts.pointsOfNothing, pcdTexts.sizedFields)

  if (header.data === 'binary_compressed') {
    const sizes = body.length < 8 ? null : new DataView(body.buffer, body.byteOffset, 8)
    const compressed = sizes?.getUint32(0, true) ?? 0
    const length = sizes?.getUint32(4, true) ?? 0
    if (sizes === null || compressed > body.length - 8) {
      refuse(
        sharedTexts.bytes({ count: body.length }),
        pcdTexts.compressedBytes({ count: compressed }),
      )
    }
    if (length !== stride * pointCount) {
      refuse(
        pcdTexts.decompressed({ count: length }),
        pcdTexts.pointsOf({ count: pointCount, bytes: stride }),
      )
    }
    const block = decompressLzf(body.subarray(8, 8 + compressed), length)
    if (block === null) {
      return refuse(pcdTexts.brokenLzf, pcdTexts.decompressed({ count: length }))
    }
    // One whole column after another.
    const placeOf = (field: PcdField): Place => ({
      field,
      offset: field.offset * pointCount,
      stride: field.size * field.count,
    })
    const read = (field: PcdField): Float64Array => readStrided(block, pointCount, placeOf(field))
    const view = (field: PcdField): PcdColumn => viewStrided(block, pointCount, placeOf(field))
    return { rows: pointCount, read, view, isDoubtful, stride, notices: [] }
  }

  const real = realStride(body.length, header)
  const rows = Math.min(pointCount, Math.floor(body.length / real))
  if (rows * 2 < pointCount) {
    refuse(
      pcdTexts.bytesPoints({ bytes: body.length, count: rows }),
      pcdTexts.pointsOf({ count: pointCount, bytes: real }),
    )
  }
  const notices = [
    ...(real === stride ? [] : [notice(pcdTexts.otherStride({ told: stride, real }))]),
    ...(rows < pointCount ? [notice(pcdTexts.cutShort({ rows, count: pointCount }))] : []),
  ]
  // A header may end anywhere.
  const aligned = body.byteOffset % 4 === 0 ? body : body.slice()
  const read = (field: PcdField, offset = field.offset): Float64Array =>
    readStrided(aligned, rows, { field, offset, stride: real })
  const view = (field: PcdField): PcdColumn =>
    viewStrided(aligned, rows, { field, offset: field.offset, stride: real })
  return { rows, read, view, isDoubtful: isDoubtful || real !== stride, stride: real, notices }
}

/** A view of what is read as copies alone. */
function copied(read: (field: PcdField) => Float64Array): PcdColumns['view'] {
  return (field) => ({ values: read(field), step: 1 })
}

/**
 * Bytes of a point: the header's, unless the file divides by another one and its length says so.
 *
 * A little more than expected is filling.
 */
function realStride(bytes: number, { pointCount, stride }: PcdHeader): number {
  const surplus = bytes - pointCount * stride
  if (surplus >= 0 && surplus <= LONGEST_FILLING) return stride
  // With few points any length may divide by chance.
  const isTelling = pointCount >= 64 && bytes % pointCount === 0 && bytes / pointCount >= 12
  return isTelling ? bytes / pointCount : stride
}

type Place = { readonly field: PcdField; readonly offset: number; readonly stride: number }

/** Nearly all sweeps are floats at multiples of four: a view of them takes no time, and no memory. */
function viewStrided(bytes: Uint8Array, rows: number, place: Place): PcdColumn {
  const { field, offset, stride } = place
  const start = bytes.byteOffset + offset
  const step = stride / 4
  const length = (rows - 1) * step + 1
  const isFloats = field.type === 'F' && field.size === 4 && start % 4 === 0 && stride % 4 === 0
  if (!isFloats || offset + length * 4 > bytes.length) {
    return { values: readStrided(bytes, rows, place), step: 1 }
  }
  return { values: new Float32Array(bytes.buffer, start, length), step }
}

function readStrided(bytes: Uint8Array, rows: number, { field, offset, stride }: Place) {
  const out = new Float64Array(rows)
  // A point shorter than its header says may end before its last fields.
  const whole = Math.min(rows, Math.floor((bytes.length - offset - field.size) / stride) + 1)
  if (whole < rows) out.fill(Number.NaN, Math.max(0, whole))
  if (whole <= 0) return out
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const kind = KINDS.indexOf(`${field.type}${field.size}`)
  for (let row = 0, at = offset; row < whole; row++, at += stride)
    out[row] = valueAt(view, kind, at)
  return out
}

const KINDS = ['F4', 'F8', 'U1', 'U2', 'U4', 'U8', 'I1', 'I2', 'I4', 'I8']

/** A value of a kind, by its place in `KINDS`; a choice by number costs a fifth of a call by closure. */
function valueAt(view: DataView, kind: number, at: number): number {
  switch (kind) {
    case 0:
      return view.getFloat32(at, true)
    case 1:
      return view.getFloat64(at, true)
    case 2:
      return view.getUint8(at)
    case 3:
      return view.getUint16(at, true)
    case 4:
      return view.getUint32(at, true)
    case 5:
      return Number(view.getBigUint64(at, true))
    case 6:
      return view.getInt8(at)
    case 7:
      return view.getInt16(at, true)
    case 8:
      return view.getInt32(at, true)
    default:
      return Number(view.getBigInt64(at, true))
  }
}
