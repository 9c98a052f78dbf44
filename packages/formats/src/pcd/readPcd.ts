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
import { openPcdColumns, type PcdColumn, type PcdColumns } from './pcdColumns.ts'
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
  const points = new Float32Array(columns.rows * POINT_STRIDE)
  for (const [axis, field] of roles.position.entries()) {
    putColumn(points, axis, { ...columns.view(field), origin: origin[axis] ?? 0 })
  }
  putBrightness(points, columns, roles)
  const farthest = farthestOf(points)
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

/** Writes a column into rows of points, counted from `origin`. */
function putColumn(
  points: Float32Array,
  column: number,
  { values, step, origin }: PcdColumn & { readonly origin: number },
): void {
  for (let to = column, from = 0; to < points.length; to += POINT_STRIDE, from += step) {
    points[to] = values[from]! - origin
  }
}

/** How far the farthest of some points lies along x or y. */
function farthestOf(points: Float32Array): number {
  let farthest = 0
  for (let at = 0; at < points.length; at += POINT_STRIDE) {
    const [x, y] = [Math.abs(points[at]!), Math.abs(points[at + 1]!)]
    if (x > farthest && x < Number.POSITIVE_INFINITY) farthest = x
    if (y > farthest && y < Number.POSITIVE_INFINITY) farthest = y
  }
  return farthest
}

function putBrightness(points: Float32Array, columns: PcdColumns, roles: Roles<PcdField>): void {
  const field = roles.intensity ?? roles.color
  if (field === null) return
  const { values, step } = columns.view(field)
  const isInteger = field.type !== 'F'
  if (field === roles.intensity) {
    const scale = intensityScale(values, { start: 0, step, isInteger })
    for (let to = 3, from = 0; to < points.length; to += POINT_STRIDE, from += step) {
      points[to] = asFraction(values[from]!, scale)
    }
    return
  }
  for (let to = 3, from = 0; to < points.length; to += POINT_STRIDE, from += step) {
    points[to] = luma(isInteger ? values[from]! : packed(values[from]!))
  }
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
  make: (values: Float64Array) => T | null,
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
