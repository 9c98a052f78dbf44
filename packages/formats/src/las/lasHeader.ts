import { BadInputError } from '../badInputError.ts'
import { sharedTexts, WHOLE } from '../sharedTexts.ts'
import { lasTexts as say } from './lasTexts.ts'

/** What the header of a LAS file says (ASPRS LAS 1.4 R15, table 3). */
export type LasHeader = {
  readonly format: number
  readonly isCompressed: boolean
  /** Bytes of a point once decompressed. */
  readonly stride: number
  readonly count: number
  readonly dataOffset: number
  readonly scale: readonly number[]
  readonly offset: readonly number[]
}

/** Bytes of a point by its format, extra bytes not counted. */
const SIZES = [20, 28, 26, 34, 57, 63, 30, 36, 38, 59, 67]

/** Whether bytes begin as a LAS file does. */
export function isLas(bytes: Uint8Array): boolean {
  return String.fromCharCode(...bytes.subarray(0, 4)) === 'LASF'
}

/** @throws {BadInputError} when it is none, or of a point format nobody has defined. */
export function readLasHeader(bytes: Uint8Array, file: string): LasHeader {
  const fail = (found: BadInputError['found'], expected: BadInputError['expected']): never => {
    throw new BadInputError({ file, place: WHOLE, found, expected })
  }
  if (!isLas(bytes) || bytes.length < 227) {
    fail(sharedTexts.bytes({ count: bytes.length }), say.header)
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const told = view.getUint8(104)
  // LASzip sets the two highest bits.
  const format = told & 0x3f
  const least = SIZES[format] ?? fail(say.format({ format }), say.formats)
  const stride = view.getUint16(105, true)
  if (stride < least) {
    fail(say.record({ bytes: stride }), say.longer({ bytes: least, format }))
  }
  const doubles = (at: number): readonly number[] =>
    [0, 8, 16].map((axis) => view.getFloat64(at + axis, true))
  const scale = doubles(131)
  const offset = doubles(155)
  if (![...scale, ...offset].every(Number.isFinite) || scale.includes(0)) {
    fail(say.scale({ values: [...scale, ...offset].join(', ') }), say.sound)
  }
  const isLong = view.getUint8(25) >= 4 && bytes.length >= 255
  const legacy = view.getUint32(107, true)
  return {
    ...{ format, stride, scale, offset },
    isCompressed: (told & 0xc0) !== 0,
    count: isLong ? Number(view.getBigUint64(247, true)) || legacy : legacy,
    dataOffset: view.getUint32(96, true),
  }
}
