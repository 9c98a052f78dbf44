import { POINT_STRIDE, type Sweep } from '@trueline/pointcloud'
import { BadInputError } from '../badInputError.ts'
import type { Notice } from '../codec.ts'
import { asFraction, intensityScale } from '../intensity.ts'
import { sharedTexts, WHOLE } from '../sharedTexts.ts'
import { binTexts } from './binTexts.ts'

/** A headerless sweep, read. */
export type BinFile = { readonly sweep: Sweep; readonly notices: readonly Notice[] }

/** Values of a row: KITTI's x, y, z, intensity; nuScenes' with the ring behind. */
export type BinColumns = 4 | 5

/**
 * The sweep in a KITTI `.bin`: little-endian float32 rows of x, y, z, reflectance.
 *
 * Where `bytes` begin at a multiple of four, the sweep's points are a view of them, not a copy.
 *
 * @throws {BadInputError} when it is shorter than a row but not empty.
 */
export function readKittiBin(bytes: Uint8Array, file: string): BinFile {
  const { values, rows, notices } = openRows(bytes, { columns: 4, file })
  const points = values.subarray(0, rows * POINT_STRIDE)
  scaleIntensity(points)
  return { sweep: { points, ring: null, timeOffset: null }, notices }
}

/**
 * The sweep in a nuScenes `.pcd.bin`: little-endian float32 rows of x, y, z, intensity 0..255, ring;
 * in sensor space (x right, y forward, z up), which the sensor's `egoFromSensor` turns.
 *
 * @throws {BadInputError} when it is shorter than a row but not empty.
 */
export function readNuscenesBin(bytes: Uint8Array, file: string): BinFile {
  const { values, rows, notices } = openRows(bytes, { columns: 5, file })
  const points = new Float32Array(rows * POINT_STRIDE)
  const ring = new Uint16Array(rows)
  for (let row = 0, from = 0, to = 0; row < rows; row++, from += 5, to += POINT_STRIDE) {
    points[to] = values[from]!
    points[to + 1] = values[from + 1]!
    points[to + 2] = values[from + 2]!
    points[to + 3] = values[from + 3]!
    ring[row] = values[from + 4]!
  }
  scaleIntensity(points)
  return { sweep: { points, ring, timeOffset: null }, notices }
}

/**
 * How many values a row of a headerless sweep has, by its length and by what reads as points:
 * positions within 300 m, intensity not negative, rings whole numbers; `null` where neither does.
 *
 * Looks at no more than a thousand rows.
 *
 * @param length Bytes of the whole file, where `bytes` are its first ones.
 */
export function columnsOfBin(bytes: Uint8Array, length = bytes.length): BinColumns | null {
  if (bytes.length < 16) return null
  const { values } = openRows(bytes, { columns: 4, file: '' })
  const isRing = (value: number): boolean => Number.isInteger(value) && value >= 0 && value < 256
  const shareOf = (columns: BinColumns): number => {
    const rows = Math.min(1000, Math.floor(values.length / columns))
    let good = 0
    for (let row = 0; row < rows; row++) {
      const [x, y, z, intensity, ring] = values.subarray(row * columns, row * columns + 5)
      const isPlace = Math.abs(x!) < 300 && Math.abs(y!) < 300 && Math.abs(z!) < 100
      const isBright = intensity! >= 0 && intensity! <= 65535
      if (isPlace && isBright && (columns === 4 || isRing(ring!))) good += 1
    }
    return good / rows
  }
  if (length % 20 === 0 && shareOf(5) > 0.99) return 5
  return shareOf(4) > 0.99 ? 4 : null
}

function openRows(bytes: Uint8Array, { columns, file }: { columns: BinColumns; file: string }) {
  const stride = columns * 4
  const rows = Math.floor(bytes.length / stride)
  if (rows === 0 && bytes.length > 0) {
    const found = sharedTexts.bytes({ count: bytes.length })
    throw new BadInputError({ file, place: WHOLE, found, expected: binTexts.rowsOf({ stride }) })
  }
  // A typed array begins at a multiple of its element's size only.
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice()
  const values = new Float32Array(aligned.buffer, aligned.byteOffset, Math.floor(bytes.length / 4))
  const surplus = bytes.length % stride
  const message = rows === 0 ? binTexts.noPoints : binTexts.surplus({ surplus, rows, stride })
  const notices: readonly Notice[] =
    rows === 0 || surplus > 0
      ? [{ file, place: sharedTexts.byte({ offset: rows * stride }), message }]
      : []
  return { values, rows, notices }
}

/** Brings the intensities of rows into 0..1, in place; leaves those alone that are there already. */
function scaleIntensity(points: Float32Array): void {
  if (isFraction(points)) return
  const scale = intensityScale(points, { start: 3, step: POINT_STRIDE, isInteger: false })
  for (let at = 3; at < points.length; at += POINT_STRIDE) {
    points[at] = asFraction(points[at]!, scale)
  }
}

function isFraction(points: Float32Array): boolean {
  for (let at = 3; at < points.length; at += POINT_STRIDE) {
    const value = points[at]!
    if (!(value >= 0 && value <= 1)) return false
  }
  return true
}
