import { type Message, verbatim } from '@trueline/annotation'
import { type Vec3, ZERO } from '@trueline/geometry'
import { POINT_STRIDE, type Sweep } from '@trueline/pointcloud'
import { BadInputError } from '../badInputError.ts'
import { type Roles, rolesOf } from '../clouds/roles.ts'
import { FAR, luma, packed, ringsOf } from '../clouds/sweepOf.ts'
import type { Notice } from '../codec.ts'
import { asFraction, intensityScale } from '../intensity.ts'
import { WHOLE } from '../sharedTexts.ts'
import { timeOffsetsOf } from '../timeOffset.ts'
import { openPcdColumns, type PcdColumns } from './pcdColumns.ts'
import { alignedOffsets } from './pcdFields.ts'
import { type PcdField, type PcdHeader, readPcdHeader } from './pcdHeader.ts'
import { pcdTexts } from './pcdTexts.ts'

/** A PCD file, read. */
export type PcdFile = {
  readonly sweep: Sweep
  readonly header: PcdHeader
  readonly notices: readonly Notice[]
}

/**
 * The sweep in a PCD file, a row for each point of it, those that are not a number included.
 *
 * Intensity is brought into 0..1 as `intensityScale` says; a cloud with colors alone gets their
 * brightness. The header's `VIEWPOINT` is not applied. Where the header's layout is doubtful, ring and
 * time are taken from the place that makes sense of them, or left out; a notice says which.
 *
 * @param file Its name, for messages.
 * @param origin Taken from every point.
 * @throws {BadInputError} when it is no PCD file, has no x, y, z, or lacks more than half its points.
 */
export function readPcd(bytes: Uint8Array, file: string, origin: Vec3 = ZERO): PcdFile {
  const header = readPcdHeader(bytes, file)
  const roles = rolesOf(header.fields.filter(({ count }) => count > 0))
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
  const [originX, originY, originZ] = origin
  const points = new Float32Array(columns.rows * POINT_STRIDE)
  const brightness = readBrightness(columns, roles)
  let farthest = 0
  for (let row = 0; row < columns.rows; row++) {
    const at = row * POINT_STRIDE
    const [px, py] = [x[row]! - originX, y[row]! - originY]
    points[at] = px
    points[at + 1] = py
    points[at + 2] = z[row]! - originZ
    points[at + 3] = brightness?.[row] ?? 0
    const reach = Math.max(Math.abs(px), Math.abs(py))
    if (reach > farthest && reach < Number.POSITIVE_INFINITY) farthest = reach
  }
  if (farthest > FAR) {
    say(WHOLE, pcdTexts.far({ meters: Math.round(farthest) }))
  }
  const { viewpoint } = header
  if (viewpoint.some((value, at) => value !== (at === 3 ? 1 : 0))) {
    say(verbatim('VIEWPOINT'), pcdTexts.viewpoint({ values: viewpoint.join(' ') }))
  }
  const ring = readLayoutDependent({ header, columns, say }, roles.ring, ringsOf)
  const timeOffset = readLayoutDependent({ header, columns, say }, roles.time, timeOffsetsOf)
  return { sweep: { points, ring, timeOffset }, header, notices }
}

type Values = Float64Array

function readBrightness(columns: PcdColumns, roles: Roles<PcdField>): Values | null {
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
