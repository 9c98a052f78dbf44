import type { Json } from '@trueline/annotation'
import type { Pose } from '@trueline/geometry'
import type { FeatherColumn } from '../arrow/writeFeather.ts'
import type { Entry, EntryFormat } from '../entries/entry.ts'
import {
  below,
  type JsonDraft,
  type JsonObject,
  type JsonPlace,
  numberUnder,
  textAt,
} from '../jsonAt.ts'
import { plainNumber } from '../plainNumber.ts'
import { nearVec3, positiveSize, threeUnder, unitQuat } from '../quantities.ts'
import { ARGOVERSE2, argoverseCategory } from './names.ts'

const TRANSLATION = ['tx_m', 'ty_m', 'tz_m'] as const
const TURN = ['qx', 'qy', 'qz'] as const
const SIZE = ['length_m', 'width_m', 'height_m'] as const
const POSE: readonly FeatherColumn[] = ['qw', 'qx', 'qy', 'qz', 'tx_m', 'ty_m', 'tz_m'].map(
  (name) => ({ name, type: 'Float64' }),
)
const TIME: FeatherColumn = { name: 'timestamp_ns', type: 'Int64' }
const SENSOR: FeatherColumn = { name: 'sensor_name', type: 'Utf8' }

/** The columns of `annotations.feather`. */
export const ANNOTATION_COLUMNS: readonly FeatherColumn[] = [
  TIME,
  { name: 'track_uuid', type: 'Utf8' },
  { name: 'category', type: 'Utf8' },
  ...SIZE.map((name) => ({ name, type: 'Float64' })),
  ...POSE,
  { name: 'num_interior_pts', type: 'Int64' },
]
/** The columns of `city_SE3_egovehicle.feather`. */
export const POSE_COLUMNS: readonly FeatherColumn[] = [TIME, ...POSE]
/** The columns of `calibration/egovehicle_SE3_sensor.feather`. */
export const EXTRINSIC_COLUMNS: readonly FeatherColumn[] = [SENSOR, ...POSE]
/** The columns of `calibration/intrinsics.feather`. */
export const INTRINSIC_COLUMNS: readonly FeatherColumn[] = [
  SENSOR,
  ...['fx_px', 'fy_px', 'cx_px', 'cy_px', 'k1', 'k2', 'k3'].map((name) => {
    return { name, type: 'Float64' }
  }),
  { name: 'height_px', type: 'Uint16' },
  { name: 'width_px', type: 'Uint16' },
]

/** The pose in a row's columns. @throws {BadInputError} when it has none. */
export function poseOfColumns(row: JsonObject, place: JsonPlace): Pose {
  const translation = nearVec3(threeUnder(row, TRANSLATION, place), place)
  const [qx, qy, qz] = threeUnder(row, TURN, place)
  const rotation = unitQuat([qx, qy, qz, numberUnder(row, 'qw', place)], below(place, 'qw'))
  return { translation, rotation }
}

/** The columns of a pose. */
export function columnsOfPose(pose: Pose): JsonObject {
  const row: JsonDraft = {}
  setPose(row, pose)
  return row
}

function setPose(row: JsonDraft, { translation, rotation }: Pose): void {
  row.qw = rotation[3]
  row.qx = rotation[0]
  row.qy = rotation[1]
  row.qz = rotation[2]
  row.tx_m = translation[0]
  row.ty_m = translation[1]
  row.tz_m = translation[2]
}

/**
 * The rows of `annotations.feather` and of detections: boxes in the ego's space at their time, heading
 * along +x. A row written anew has no `timestamp_ns` yet.
 */
export const argoverseFormat: EntryFormat = {
  codec: ARGOVERSE2,
  decode: decodeRow,
  encode: encodeRow,
}

function decodeRow(row: JsonObject, place: JsonPlace): Entry {
  const { translation, rotation } = poseOfColumns(row, place)
  return {
    cuboid: {
      center: translation,
      extent: positiveSize(threeUnder(row, SIZE, place), place),
      rotation,
    },
    category: textAt(row.category, below(place, 'category')),
    objectId: typeof row.track_uuid === 'string' ? row.track_uuid : null,
    score: numberIn(row.score),
    attributes: {},
    pointCount: pointsOf(row.num_interior_pts),
  }
}

function numberIn(value: Json | undefined): number | null {
  const number = plainNumber(value)
  return Number.isFinite(number) ? number : null
}

function pointsOf(value: Json | undefined): number | null {
  const points = numberIn(value)
  return points !== null && Number.isInteger(points) && points >= 0 ? points : null
}

function encodeRow(entry: Entry, template: JsonObject | null): JsonObject {
  const { center, extent, rotation } = entry.cuboid
  const hasPoints = template === null || template.num_interior_pts !== undefined
  const hasId = template === null || template.track_uuid !== undefined
  const row: JsonDraft = { ...template }
  if (hasId) row.track_uuid = entry.objectId ?? ''
  row.category =
    template?.category === entry.category ? entry.category : argoverseCategory(entry.category)
  row.length_m = extent[0]
  row.width_m = extent[1]
  row.height_m = extent[2]
  setPose(row, { translation: center, rotation })
  if (hasPoints) row.num_interior_pts = entry.pointCount ?? 0
  if (entry.score !== null) row.score = entry.score
  return row
}
