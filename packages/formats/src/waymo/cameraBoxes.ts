import { type Box2d, box2dId, type Json, sensorId, verbatim } from '@trueline/annotation'
import type { SchemaElement } from 'hyparquet'
import { BadInputError } from '../badInputError.ts'
import { below, isObject, type JsonObject, type JsonPlace, numberAt, unlike } from '../jsonAt.ts'
import { numberText, parseJsonText, printSourceJson } from '../sourceJson.ts'
import { CONTEXT, type FrameKeys, TIME, WAYMO_V2 } from './keys.ts'
import { categoryOf, typeOf } from './types.ts'
import { waymoTexts as say } from './waymoTexts.ts'

/** Column of a camera's name, a number or in some files a text. */
export const CAMERA = 'key.camera_name'
const ID = 'key.camera_object_id'
const box = (name: string): string => `[CameraBoxComponent].${name}`
const SIDES = ['box.center.x', 'box.center.y', 'box.size.x', 'box.size.y'] as const

/** Names by number. */
const CAMERAS = ['UNKNOWN', 'FRONT', 'FRONT_LEFT', 'FRONT_RIGHT', 'SIDE_LEFT', 'SIDE_RIGHT']

/** A camera's name. @throws {BadInputError} when it is none. */
export function cameraNameAt(value: Json | undefined, place: JsonPlace): string {
  const name = typeof value === 'string' ? value : CAMERAS[Number(numberText(value) ?? -1)]
  if (name === undefined || name === '') throw unlike(value, place, say.cameraName)
  return name
}

/** A row of `camera_box`: center and size in pixels of the distorted image. @throws {BadInputError} */
export function decodeCameraBox(
  row: JsonObject,
  at: { readonly place: JsonPlace; readonly frame: number; readonly id: string },
): Box2d {
  const { place, frame, id } = at
  return {
    kind: 'box2d',
    id: box2dId(`${WAYMO_V2}:${id}`),
    trackId: null,
    frame,
    sensorId: sensorId(cameraNameAt(row[CAMERA], below(place, CAMERA))),
    ...sidesOf(row, place),
    category: categoryOf(numberAt(row[box('type')], below(place, box('type')))),
    attributes: {},
    provenance: 'import',
    score: null,
    extras: { [WAYMO_V2]: printSourceJson(row) },
  }
}

type Sides = Pick<Box2d, 'leftPx' | 'topPx' | 'rightPx' | 'bottomPx'>

function sidesOf(row: JsonObject, place: JsonPlace): Sides {
  const [x = 0, y = 0, width = 0, height = 0] = SIDES.map((name) =>
    numberAt(row[box(name)], below(place, box(name))),
  )
  if (!(width >= 0) || !(height >= 0)) {
    const found = verbatim(`${width} × ${height}`)
    const { file, pointer } = below(place, box('box.size'))
    throw new BadInputError({ file, place: verbatim(pointer), found, expected: say.boxSize })
  }
  return {
    ...{ leftPx: x - width / 2, topPx: y - height / 2 },
    ...{ rightPx: x + width / 2, bottomPx: y + height / 2 },
  }
}

/** A box as a row: as its source had it where nothing of it has changed. */
export function encodeCameraBox(
  one: Box2d,
  { keys, schema }: { readonly keys: FrameKeys; readonly schema: readonly SchemaElement[] },
): JsonObject {
  const kept = one.extras[WAYMO_V2]
  const value = typeof kept === 'string' ? parseJsonText(kept, one.id) : null
  const source = isObject(value) ? value : null
  const { leftPx, topPx, rightPx, bottomPx } = one
  if (source !== null) {
    const before = decodeCameraBox(source, {
      ...{ place: { file: '', pointer: '' }, frame: one.frame, id: '' },
    })
    const fields = ['leftPx', 'topPx', 'rightPx', 'bottomPx', 'category', 'sensorId'] as const
    if (fields.every((key) => before[key] === one[key])) return source
  }
  const isNamed = schema.some(({ name, type }) => name === CAMERA && type === 'BYTE_ARRAY')
  const row = {
    ...{ [CONTEXT]: keys.context, [TIME]: keys.time },
    [CAMERA]: isNamed ? one.sensorId : Math.max(0, CAMERAS.indexOf(one.sensorId)),
    [ID]: source?.[ID] ?? one.trackId ?? one.id,
    [box('box.center.x')]: (leftPx + rightPx) / 2,
    [box('box.center.y')]: (topPx + bottomPx) / 2,
    [box('box.size.x')]: rightPx - leftPx,
    [box('box.size.y')]: bottomPx - topPx,
    [box('type')]: typeOf(one.category),
  }
  const columns = new Set(schema.map(({ name }) => name))
  return {
    ...source,
    ...Object.fromEntries(Object.entries(row).filter(([name]) => columns.has(name))),
  }
}

/** The columns of a file of boxes from elsewhere; cameras of other names than Waymo's are texts. */
export function cameraBoxSchema(cameras: readonly string[]): readonly SchemaElement[] {
  const isKnown = cameras.every((name) => CAMERAS.includes(name))
  const columns: readonly (readonly [
    name: string,
    type: 'BYTE_ARRAY' | 'INT64' | 'INT32' | 'DOUBLE',
  ])[] = [
    [CONTEXT, 'BYTE_ARRAY'],
    [TIME, 'INT64'],
    [CAMERA, isKnown ? 'INT32' : 'BYTE_ARRAY'],
    [ID, 'BYTE_ARRAY'],
    ...SIDES.map((name) => [box(name), 'DOUBLE'] as const),
    [box('type'), 'INT32'],
  ]
  const leaves = columns.map(
    ([name, type]): SchemaElement => ({
      ...{ name, type, repetition_type: 'OPTIONAL' },
      ...(type === 'BYTE_ARRAY' ? { converted_type: 'UTF8' } : {}),
    }),
  )
  return [{ name: 'root', num_children: leaves.length }, ...leaves]
}
