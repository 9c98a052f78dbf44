import type { Attributes, Clip, Json } from '@trueline/annotation'
import { fromMatrix4, fromYaw, type Pose, yawOf } from '@trueline/geometry'
import type { SchemaElement } from 'hyparquet'
import type { Codec, FileTree } from '../codec.ts'
import type { Entry } from '../entries/entry.ts'
import {
  below,
  isList,
  isObject,
  type JsonDraft,
  type JsonObject,
  type JsonPlace,
  listAt,
  numberUnder,
  objectAt,
} from '../jsonAt.ts'
import { labelCodec, PLAIN } from '../labels/labelCodec.ts'
import type { FreshDocument, LabelList } from '../labels/labelDialect.ts'
import { isParquet, readParquet, writeParquet } from '../parquet/parquet.ts'
import { plainNumber } from '../plainNumber.ts'
import { nearVec3, positiveSize, threeUnder } from '../quantities.ts'
import { numberText } from '../sourceJson.ts'
import { CONTEXT, TIME, WAYMO_V2 } from './keys.ts'
import { camerasOfSegment, withCameraFrames } from './readCameras.ts'
import { categoryOf, isType, typeOf } from './types.ts'
import { waymoTexts as say } from './waymoTexts.ts'

const ID = 'key.laser_object_id'
const box = (name: string): string => `[LiDARBoxComponent].${name}`
const CENTER = [box('box.center.x'), box('box.center.y'), box('box.center.z')] as const
const SIZE = [box('box.size.x'), box('box.size.y'), box('box.size.z')] as const
const HEADING = box('box.heading')
const TYPE = box('type')
const POINTS = box('num_lidar_points_in_box')
const LEVELS = ['detection', 'tracking'].map((kind) => {
  return { column: box(`difficulty_level.${kind}`), attribute: `${kind}_difficulty_level` }
})

/** The `lidar_box` component of Waymo's second version, with cameras as their calibration has them. */
export const lidarBoxes: Codec = labelCodec({
  ...PLAIN,
  id: WAYMO_V2,
  title: say.v2,
  reads: say.v2Reads,
  writes: say.v2Writes,
  limits: [say.types, say.components],
  space: 'ego',
  container: { ending: /\.parquet$/i, parse, print },
  isOne: (head, path) => isParquet(head) && /(^|\/)lidar_box[/.]/.test(path),
  framesOf,
  format: (document) => {
    const columns = columnsOf(document)
    return {
      codec: WAYMO_V2,
      decode,
      encode: (entry, template) => encode(entry, template, columns),
    }
  },
  fresh,
  freshId: (id) => id,
  posesIn,
  completed: withCameraFrames,
  camerasIn: (tree, _, { place, report }) => camerasOfSegment(tree, { file: place.file, report }),
  hasCategory: isType,
  holds: { score: false, attributes: false, tilt: false, ids: true },
})

/** What is written of a clip that came from elsewhere; the data set has more, none of it needed. */
const COLUMNS: readonly (readonly [name: string, type: SchemaElement['type']])[] = [
  [CONTEXT, 'BYTE_ARRAY'],
  [TIME, 'INT64'],
  [ID, 'BYTE_ARRAY'],
  ...[...CENTER, ...SIZE, HEADING].map((name) => [name, 'DOUBLE'] as const),
  [TYPE, 'INT32'],
  [POINTS, 'INT64'],
  ...LEVELS.map(({ column }) => [column, 'INT32'] as const),
]

async function parse(bytes: Uint8Array, file: string): Promise<Json> {
  const { schema, rows } = await readParquet(bytes, file)
  const frames = new Map<string, JsonObject[]>()
  for (const row of rows) {
    const time = numberText(row[TIME]) ?? ''
    const here = frames.get(time)
    if (here) here.push(row)
    else frames.set(time, [row])
  }
  const sorted = [...frames].toSorted(([a], [b]) => Number(a) - Number(b))
  return {
    schema: JSON.parse(JSON.stringify(schema)) as Json,
    frames: sorted.map(([, inFrame]) => ({
      [CONTEXT]: inFrame[0]?.[CONTEXT] ?? null,
      [TIME]: inFrame[0]?.[TIME] ?? null,
      rows: inFrame,
    })),
  }
}

function print(document: Json): Uint8Array {
  const { schema, frames } = isObject(document) ? document : {}
  const rows = (isList(frames) ? frames : []).flatMap((frame) => {
    if (!isObject(frame) || !isList(frame.rows)) return []
    const keys = { [CONTEXT]: frame[CONTEXT] ?? null, [TIME]: frame[TIME] ?? null }
    return frame.rows.filter(isObject).map((row) => ({ ...row, ...keys }))
  })
  return writeParquet({ schema: schema as unknown as readonly SchemaElement[], rows })
}

function decode(source: JsonObject, place: JsonPlace): Entry {
  const count = source[POINTS]
  return {
    cuboid: {
      center: nearVec3(threeUnder(source, CENTER, place), place),
      extent: positiveSize(threeUnder(source, SIZE, place), place),
      rotation: fromYaw(numberUnder(source, HEADING, place)),
    },
    category: categoryOf(numberUnder(source, TYPE, place)),
    objectId: typeof source[ID] === 'string' ? source[ID] : null,
    score: null,
    attributes: levelsIn(source),
    pointCount: typeof count === 'number' ? count : null,
  }
}

function levelsIn(source: JsonObject): Attributes {
  const levels: { [id: string]: number } = {}
  for (const { column, attribute } of LEVELS) {
    const level = source[column]
    if (typeof level === 'number') levels[attribute] = level
  }
  return levels
}

/** A row; a column the file has not is left out. */
function encode(
  entry: Entry,
  template: JsonObject | null,
  columns: ReadonlySet<string>,
): JsonObject {
  const [x, y, z] = entry.cuboid.center
  const [length, width, height] = entry.cuboid.extent
  const row: JsonDraft = { ...template }
  const set = (column: string, value: Json): void => {
    if (columns.has(column)) row[column] = value
  }
  set(ID, entry.objectId ?? '')
  set(CENTER[0], x)
  set(CENTER[1], y)
  set(CENTER[2], z)
  set(SIZE[0], length)
  set(SIZE[1], width)
  set(SIZE[2], height)
  set(HEADING, yawOf(entry.cuboid.rotation))
  set(TYPE, typeOf(entry.category))
  set(POINTS, entry.pointCount)
  for (const { column, attribute } of LEVELS) {
    const level = entry.attributes[attribute]
    set(column, typeof level === 'number' ? level : null)
  }
  return row
}

function columnsOf(document: Json): ReadonlySet<string> {
  const schema = isObject(document) ? document.schema : undefined
  return new Set(
    (isList(schema) ? schema : []).flatMap((element) =>
      isObject(element) && typeof element.name === 'string' ? [element.name] : [],
    ),
  )
}

function framesOf(document: Json, place: JsonPlace): readonly LabelList[] {
  const at = below(place, 'frames')
  return listAt(objectAt(document, place).frames, at).map((frame, index) => {
    const time = numberText(objectAt(frame, below(at, index))[TIME]) ?? String(index)
    return { name: time, timeUs: Number(time), path: ['frames', index, 'rows'], mapFromLidar: null }
  })
}

/** `vehicle_pose/*.parquet`: where the vehicle was, by the time of its frame. */
async function posesIn(
  tree: FileTree,
  names: readonly string[],
): Promise<readonly (Pose | null)[]> {
  const poses = new Map<string, Pose>()
  for (const { path } of tree.files) {
    if (!/(^|\/)vehicle_pose\/[^/]+\.parquet$/.test(path)) continue
    const { rows } = await readParquet(await tree.read(path), path)
    for (const row of rows) {
      const matrix = row['[VehiclePoseComponent].world_from_vehicle.transform']
      const pose = isList(matrix) ? rigid(matrix.map(plainNumber)) : null
      if (pose !== null) poses.set(numberText(row[TIME]) ?? '', pose)
    }
  }
  return names.map((name) => poses.get(name) ?? null)
}

function rigid(matrix: readonly number[]): Pose | null {
  try {
    return fromMatrix4(matrix)
  } catch {
    return null
  }
}

function fresh(clip: Clip): readonly FreshDocument[] {
  const leaves = COLUMNS.map(([name, type]) => ({
    ...{ name, type: type ?? 'DOUBLE', repetition_type: 'OPTIONAL' },
    ...(type === 'BYTE_ARRAY' ? { converted_type: 'UTF8' } : {}),
  }))
  const frames = clip.frames.map(({ timeUs }, frame) => ({
    ...{ [CONTEXT]: clip.name, [TIME]: timeUs ?? frame },
    rows: null,
  }))
  return [
    {
      path: `lidar_box/${clip.name}.parquet`,
      document: { schema: [{ name: 'root', num_children: leaves.length }, ...leaves], frames },
      lists: frames.map((_, frame) => ({ frame, path: ['frames', frame, 'rows'] })),
    },
  ]
}
