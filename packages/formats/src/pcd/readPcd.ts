import { type Message, verbatim } from '@trueline/annotation'
import { POINT_STRIDE, type Sweep } from '@trueline/pointcloud'
import { BadInputError } from '../badInputError.ts'
import type { Notice } from '../codec.ts'
import { asFraction, intensityScale } from '../intensity.ts'
import { WHOLE } from '../sharedTexts.ts'
import { timeOffsetsOf } from '../timeOffset.ts'
import { openPcdColumns, type PcdColumns } from './pcdColumns.ts'
import { alignedOffsets, type PcdRoles, rolesOf } from './pcdFields.ts'
import { type PcdField, type PcdHeader, readPcdHeader } from './pcdHeader.ts'
import { pcdTexts } from './pcdTexts.ts'

/** A PCD file, read. */
export type PcdFile = {
  readonly sweep: Sweep
  readonly header: PcdHeader
  readonly notices: readonly Notice[]
}

/** Beyond this float32 is no longer good to a millimeter. */
const FAR = 16_384
const HIGHEST_RING = 1023

/**
 * The sweep in a PCD file, a row for each point of it, those that are not a number included.
 *
 * Intensity is brought into 0..1 as `intensityScale` says; a cloud with colors alone gets their
 * brightness. The header's `VIEWPOINT` is not applied. Where the header's layout is doubtful, ring and
 * time are taken from the place that makes sense of them, or left out; a notice says which.
 *
 * @param file Its name, for messages.
 * @throws {BadInputError} when it is no PCD file, has no x, y, z, or lacks more than half its points.
 */
export function readPcd(bytes: Uint8Array, file: string): PcdFile {
  const header = readPcdHeader(bytes, file)
  const roles = rolesOf(header.fields)
  if (roles.position === null) {
    const found = pcdTexts.fields({ names: header.fields.map(({ name }) => name).join(' ') })
    throw new BadInputError({ file, place: WHOLE, found, expected: pcdTexts.fieldsXyz })
  }
  const columns = openPcdColumns(bytes, header, file)
  const notices: Notice[] = [...columns.notices]
  const say = (place: Message, message: Message): void => {
    notices.push({ file, place, message })
  }
  const [x, y, z] = roles.position.map((field) => columns.read(field)) as [Values, Values, Values]
  const points = new Float32Array(columns.rows * POINT_STRIDE)
  const brightness = readBrightness(columns, roles)
  let farthest = 0
  for (let row = 0; row < columns.rows; row++) {
    const at = row * POINT_STRIDE
    points[at] = x[row]!
    points[at + 1] = y[row]!
    points[at + 2] = z[row]!
    points[at + 3] = brightness?.[row] ?? 0
    const reach = Math.max(Math.abs(x[row]!), Math.abs(y[row]!))
    if (reach > farthest && reach < Number.POSITIVE_INFINITY) farthest = reach
  }
  if (farthest > FAR) {
    say(WHOLE, pcdTexts.far({ meters: Math.round(farthest) }))
  }
  const { viewpoint } = header
  if (viewpoint.some((value, at) => value !== (at === 3 ? 1 : 0))) {
    say(verbatim('VIEWPOINT'), pcdTexts.viewpoint({ values: viewpoint.join(' ') }))
  }
  const ring = readLayoutDependent({ header, columns, say }, roles.ring, asRings)
  const timeOffset = readLayoutDependent({ header, columns, say }, roles.time, timeOffsetsOf)
  return { sweep: { points, ring, timeOffset }, header, notices }
}

type Values = Float64Array

function readBrightness(columns: PcdColumns, roles: PcdRoles): Values | null {
  const field = roles.intensity ?? roles.color
  if (field === null) return null
  const values = columns.read(field)
  const isInteger = field.type !== 'F'
  if (field === roles.intensity) {
    const scale = intensityScale(values, { start: 0, step: 1, isInteger })
    for (let row = 0; row < values.length; row++) values[row] = asFraction(values[row]!, scale)
  } else {
    for (let row = 0; row < values.length; row++) {
      values[row] = luma(isInteger ? values[row]! : packed(values[row]!))
    }
  }
  return values
}

const BITS = new DataView(new ArrayBuffer(4))

/** The 24 bits of a color kept in a float: as its bits, or by some writers as its value. */
function packed(value: number): number {
  if (value >= 1 && value < 0x1000000) return Math.round(value)
  BITS.setFloat32(0, value)
  return BITS.getUint32(0)
}

/** Brightness of a packed color, 0..1 (ITU-R BT.601). */
function luma(color: number): number {
  const [red, green, blue] = [(color >>> 16) & 255, (color >>> 8) & 255, color & 255]
  return (0.299 * red + 0.587 * green + 0.114 * blue) / 255
}

function asRings(values: Values): Uint16Array | null {
  for (const value of values) {
    if (!Number.isInteger(value) || value < 0 || value > HIGHEST_RING) return null
  }
  return values.length === 0 ? null : Uint16Array.from(values)
}

type Layout = {
  readonly header: PcdHeader
  readonly columns: PcdColumns
  readonly say: (place: Message, message: Message) => void
}

/** A column that makes sense where the header puts it, or else where a C structure would. */
function readLayoutDependent<T>(
  { header, columns, say }: Layout,
  field: PcdField | null,
  make: (values: Values) => T | null,
): T | null {
  if (field === null || columns.rows === 0) return null
  const byHeader = make(columns.read(field))
  if (byHeader !== null) return byHeader
  const offset = alignedOffsets(header.fields).get(field) ?? field.offset
  if (columns.isDoubtful && offset + field.size <= columns.stride) {
    const aligned = make(columns.read(field, offset))
    if (aligned !== null) {
      say(pcdTexts.field(field), pcdTexts.movedField({ offset, wrong: field.offset }))
      return aligned
    }
  }
  say(pcdTexts.field(field), pcdTexts.senseless)
  return null
}
