import type { Message } from '@trueline/annotation'
import type { LazPerf } from 'laz-perf'
import { BadInputError } from '../badInputError.ts'
import type { Cloud, CloudColumn } from '../clouds/cloud.ts'
import { cloudTexts } from '../clouds/cloudTexts.ts'
import { type ColumnPlace, columnIn } from '../clouds/columnIn.ts'
import { saidBy, sharedTexts } from '../sharedTexts.ts'
import { type LasHeader, readLasHeader } from './lasHeader.ts'
import { lasTexts as say } from './lasTexts.ts'

/** Where GPS time and colors stand in a point of each format. */
const GPS_TIME = [null, 20, null, 20, 20, 20, 22, 22, 22, 22, 22]
const COLOR = [null, null, 20, 28, null, 28, null, 30, 30, null, 30]
/** What the LASzip decoder knows. */
const PACKED_FORMATS = [0, 1, 2, 3, 6, 7, 8]
/** No decoder makes more points of a byte than this. */
const MOST_POINTS_A_BYTE = 64

/**
 * The points of a LAS or LAZ file: x, y, z in the file's own coordinates, intensity, time, colors.
 *
 * @throws {BadInputError} when it is none, lacks more than half its points, or is packed otherwise.
 */
export async function readLas(bytes: Uint8Array, file: string): Promise<Cloud> {
  const header = readLasHeader(bytes, file)
  const { stride, count, dataOffset } = header
  const place = sharedTexts.byte({ offset: dataOffset })
  const body = header.isCompressed
    ? await unpack(bytes, header, file)
    : bytes.subarray(Math.min(dataOffset, bytes.length))
  const rows = Math.min(count, Math.floor(body.length / stride))
  if (rows * 2 < count) {
    const found = cloudTexts.rowsOf({ rows, count })
    throw new BadInputError({ file, place, found, expected: cloudTexts.allOf({ count }) })
  }
  const message = cloudTexts.cutShort({ rows, count })
  const notices = rows < count ? [{ file, place, message }] : []
  return { rows, columns: columnsOf(body, rows, header), notices }
}

function columnsOf(
  body: Uint8Array,
  rows: number,
  { format, stride, scale, offset }: LasHeader,
): readonly CloudColumn[] {
  const at = (name: string, kind: ColumnPlace['kind'], start: number): CloudColumn =>
    columnIn(body, rows, { name, kind, offset: start, stride, isLittleEndian: true })
  const axes = ['x', 'y', 'z'].map((name, axis): CloudColumn => {
    const whole = at(name, 'i4', axis * 4)
    const read = (): Float64Array => {
      const values = whole.read()
      for (let row = 0; row < rows; row++) {
        values[row] = values[row]! * scale[axis]! + offset[axis]!
      }
      return values
    }
    return { name, isInteger: false, read }
  })
  const [time, color] = [GPS_TIME[format], COLOR[format]]
  return [
    ...axes,
    at('intensity', 'u2', 12),
    ...(typeof time === 'number' ? [at('gps_time', 'f8', time)] : []),
    ...(typeof color === 'number'
      ? ['red', 'green', 'blue'].map((name, channel) => at(name, 'u2', color + channel * 2))
      : []),
  ]
}

/** The points as they lie once decompressed. */
async function unpack(bytes: Uint8Array, header: LasHeader, file: string): Promise<Uint8Array> {
  const fail = (found: Message, expected: Message): never => {
    throw new BadInputError({
      ...{ file, found, expected },
      place: sharedTexts.byte({ offset: header.dataOffset }),
    })
  }
  const { format, count } = header
  if (!PACKED_FORMATS.includes(format)) fail(say.format({ format }), say.packedFormats)
  if (count > bytes.length * MOST_POINTS_A_BYTE) {
    fail(cloudTexts.tooMany({ count, bytes: bytes.length }), cloudTexts.fewer)
  }
  try {
    return unpackWith(await decoderOf(), bytes, header)
  } catch (error) {
    // One that has failed inside stays broken. Others are kept: each holds on to the process.
    if (error instanceof Error && error.name === 'RuntimeError') decoder = null
    return fail(saidBy(error, say.broken), say.laz)
  }
}

let decoder: Promise<LazPerf> | null = null

function decoderOf(): Promise<LazPerf> {
  decoder ??= import('laz-perf').then(({ createLazPerf }) => createLazPerf())
  return decoder
}

function unpackWith(own: LazPerf, bytes: Uint8Array, { stride, count }: LasHeader): Uint8Array {
  const [source, target] = [own._malloc(bytes.length), own._malloc(stride)]
  const points = new own.LASZip()
  try {
    own.HEAPU8.set(bytes, source)
    points.open(source, bytes.length)
    const out = new Uint8Array(count * stride)
    for (let row = 0; row < count; row++) {
      points.getPoint(target)
      out.set(own.HEAPU8.subarray(target, target + stride), row * stride)
    }
    return out
  } finally {
    points.delete()
    own._free(source)
    own._free(target)
  }
}
