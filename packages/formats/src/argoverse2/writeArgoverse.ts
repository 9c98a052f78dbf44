import type { Camera, Clip, CuboidRecord, Frame, Sensor } from '@trueline/annotation'
import { add, compose, IDENTITY_POSE, invert, type Pose } from '@trueline/geometry'
import { POINT_STRIDE, type Sweep } from '@trueline/pointcloud'
import { type FeatherColumn, writeFeather, writeNumbers } from '../arrow/writeFeather.ts'
import type { Exported, ExportSource, OutputFile, WriteOptions } from '../codec.ts'
import { countInSweeps } from '../entries/countInSweeps.ts'
import { keptEntry, openEntryWriter } from '../entries/writeEntries.ts'
import { isList, isObject, type JsonObject } from '../jsonAt.ts'
import { moved } from '../moveSweep.ts'
import { plainText } from '../plainText.ts'
import { numberOf } from '../sourceJson.ts'
import { uuidOf } from '../token.ts'
import { lossesOfLog } from './losses.ts'
import { writeMap } from './map/writeMap.ts'
import { ARGOVERSE2 } from './names.ts'
import {
  ANNOTATION_COLUMNS,
  argoverseFormat,
  columnsOfPose,
  EXTRINSIC_COLUMNS,
  INTRINSIC_COLUMNS,
  POSE_COLUMNS,
} from './row.ts'

/** The log of a clip; rows that were read and not changed stand as their source had them. */
export function writeArgoverse(source: ExportSource, options: WriteOptions): Exported {
  return { files: writeFiles(source, options), losses: lossesOfLog(source, options) }
}

async function* writeFiles(
  source: ExportSource,
  options: WriteOptions,
): AsyncGenerator<OutputFile> {
  const { clip } = source
  const kept = keptOf(clip.extras)
  const stamps = clip.frames.map(stampOf)
  const path = typeof kept.labels === 'string' ? kept.labels : 'annotations.feather'
  const rows = await labelRows(source, { options, stamps })
  yield { path, bytes: writeFeather(labelColumns(kept, rows), rows) }
  yield table('city_SE3_egovehicle', POSE_COLUMNS, poseRows(clip, stamps))
  const cameras = clip.sensors.filter((sensor) => sensor.modality === 'camera')
  const extrinsics = rowsOr(kept.extrinsics, () => clip.sensors.map(extrinsicRow))
  yield table('calibration/egovehicle_SE3_sensor', EXTRINSIC_COLUMNS, extrinsics)
  const intrinsics = rowsOr(kept.intrinsics, () => cameras.flatMap(intrinsicRow))
  yield table('calibration/intrinsics', INTRINSIC_COLUMNS, intrinsics)
  const name = typeof kept.map === 'string' ? kept.map : `map/log_map_archive_${clip.name}.json`
  const map = writeMap(source, name)
  if (map !== null) yield map
  if (!options.withSensors) return
  for (const [index, frame] of clip.frames.entries()) {
    yield* writeSensors(source, { frame, index, stamp: stamps[index] ?? '' })
  }
}

function table(
  name: string,
  columns: readonly FeatherColumn[],
  rows: readonly JsonObject[],
): OutputFile {
  return { path: `${name}.feather`, bytes: writeFeather(columns, rows) }
}

/** What the reader kept of a clip or frame. */
function keptOf(extras: Clip['extras']): JsonObject {
  const kept = extras[ARGOVERSE2]
  return isObject(kept) ? kept : {}
}

function rowsOr(
  kept: JsonObject[string] | undefined,
  fresh: () => readonly JsonObject[],
): readonly JsonObject[] {
  return isList(kept) ? kept.filter(isObject) : fresh()
}

/** A frame's nanoseconds: its name in a log, else of its time, else ten a second. */
function stampOf({ name, timeUs, extras }: Frame, index: number): string {
  if (extras[ARGOVERSE2] !== undefined) return name
  return String(BigInt(timeUs ?? index * 100_000) * 1000n)
}

function labelColumns(kept: JsonObject, rows: readonly JsonObject[]): readonly FeatherColumn[] {
  const columns = (isList(kept.columns) ? kept.columns : []).flatMap((column) =>
    isObject(column) && typeof column.name === 'string' && typeof column.type === 'string'
      ? [{ name: column.name, type: column.type }]
      : [],
  )
  const known = columns.length > 0 ? columns : ANNOTATION_COLUMNS
  const hasScore = rows.some(({ score }) => score !== undefined)
  const isListed = known.some(({ name }) => name === 'score')
  return hasScore && !isListed ? [...known, { name: 'score', type: 'Float64' }] : known
}

async function labelRows(
  source: ExportSource,
  { options, stamps }: { readonly options: WriteOptions; readonly stamps: readonly string[] },
): Promise<readonly JsonObject[]> {
  const { clip, records } = source
  const counted = options.withSensors ? await countInSweeps(source) : records
  const writer = openEntryWriter(counted, {
    format: argoverseFormat,
    egoFromSource: () => IDENTITY_POSE,
    freshId: ({ id }) => uuidOf(id),
  })
  const write = (cuboid: CuboidRecord): JsonObject => {
    const { json } = writer.write(cuboid)
    if (keptEntry(cuboid, ARGOVERSE2) !== null) return json
    return { ...json, timestamp_ns: numberOf(stamps[cuboid.frame] ?? '0') }
  }
  return clip.frames.flatMap((frame, index) => {
    const { refused } = keptOf(frame.extras)
    return [...writer.ofFrame(index).map(write), ...rowsOr(refused, () => [])]
  })
}

/** The poses of frames, and of images that were taken at another time. */
function poseRows(clip: Clip, stamps: readonly string[]): readonly JsonObject[] {
  const rows = new Map<string, JsonObject>()
  for (const [index, frame] of clip.frames.entries()) {
    const kept = keptOf(frame.extras)
    const stamp = stamps[index] ?? ''
    if (isObject(kept.pose)) rows.set(stamp, kept.pose)
    else if (frame.worldFromEgo !== null) rows.set(stamp, poseRow(clip, frame.worldFromEgo, stamp))
    for (const image of Object.values(isObject(kept.images) ? kept.images : {})) {
      if (isObject(image) && isObject(image.pose)) rows.set(plainText(image.stamp), image.pose)
    }
    for (const { image, at, pose } of firedApart(clip, frame, stamp)) {
      if (!isObject(kept.images) || kept.images[image.sensorId] === undefined) {
        rows.set(at, poseRow(clip, pose, at))
      }
    }
  }
  return [...rows.values()]
}

function poseRow({ worldOrigin }: Clip, worldFromEgo: Pose, stamp: string): JsonObject {
  const cityFromEgo = { ...worldFromEgo, translation: add(worldFromEgo.translation, worldOrigin) }
  return { timestamp_ns: numberOf(stamp), ...columnsOfPose(cityFromEgo) }
}

/**
 * Images of another format that were taken while the ego stood elsewhere than at their frame: each gets
 * a time of its own, some nanoseconds on, so that a pose can say where.
 */
function firedApart(clip: Clip, { worldFromEgo, images }: Frame, stamp: string) {
  return images.flatMap((image, index) => {
    const sensor = clip.sensors.find(({ id }) => id === image.sensorId)
    if (image.calibration === null || sensor === undefined || worldFromEgo === null) return []
    const frameFromFired = compose(image.calibration.egoFromSensor, invert(sensor.egoFromSensor))
    const at = String(BigInt(stamp) + BigInt(index + 1))
    return [{ image, at, pose: compose(worldFromEgo, frameFromFired) }]
  })
}

function extrinsicRow(sensor: Sensor): JsonObject {
  // Sweeps are written in the ego's space.
  const pose = sensor.modality === 'lidar' ? IDENTITY_POSE : sensor.egoFromSensor
  return { sensor_name: sensor.id, ...columnsOfPose(pose) }
}

function intrinsicRow({ id, model }: Camera): readonly JsonObject[] {
  if (model === null) return []
  const [k1, k2, k3] = model.lens === 'brownConrady' ? model.radial : [0, 0, 0]
  return [
    {
      sensor_name: id,
      fx_px: model.focalPx[0],
      fy_px: model.focalPx[1],
      cx_px: model.centerPx[0],
      cy_px: model.centerPx[1],
      ...{ k1, k2, k3 },
      height_px: model.heightPx,
      width_px: model.widthPx,
    },
  ]
}

async function* writeSensors(
  source: ExportSource,
  at: { readonly frame: Frame; readonly index: number; readonly stamp: string },
): AsyncGenerator<OutputFile> {
  const { frame, index, stamp } = at
  const sweeps: Sweep[] = []
  for (const { id, modality, egoFromSensor } of source.clip.sensors) {
    const sweep = modality === 'lidar' ? await source.readSweep(index, id) : null
    if (sweep !== null) sweeps.push(moved(sweep, egoFromSensor))
  }
  if (sweeps.length > 0) {
    yield { path: `sensors/lidar/${stamp}.feather`, bytes: sweepFile(sweeps) }
  }
  const apart = firedApart(source.clip, frame, stamp)
  const { images: kept } = keptOf(frame.extras)
  for (const { sensorId, mime } of frame.images) {
    const bytes = await source.readImage(index, sensorId)
    const own = isObject(kept) ? kept[sensorId] : undefined
    const time = isObject(own)
      ? plainText(own.stamp)
      : (apart.find(({ image }) => image.sensorId === sensorId)?.at ?? stamp)
    const extension = mime === 'image/jpeg' ? 'jpg' : mime.slice('image/'.length)
    if (bytes) yield { path: `sensors/cameras/${sensorId}/${time}.${extension}`, bytes }
  }
}

function sweepFile(sweeps: readonly Sweep[]): Uint8Array {
  const column = (at: number): readonly number[] =>
    sweeps.flatMap(({ points }) =>
      Array.from(
        { length: points.length / POINT_STRIDE },
        (_, row) => points[row * POINT_STRIDE + at]!,
      ),
    )
  const ofRows = (valueAt: (sweep: Sweep, row: number) => number): readonly number[] =>
    sweeps.flatMap((sweep) =>
      Array.from({ length: sweep.points.length / POINT_STRIDE }, (_, row) => valueAt(sweep, row)),
    )
  return writeNumbers([
    ...['x', 'y', 'z'].map((name, at) => ({ name, type: 'Float16', values: column(at) })),
    {
      name: 'intensity',
      type: 'Uint8',
      values: column(3).map((intensity) => Math.round(intensity * 255)),
    },
    {
      name: 'laser_number',
      type: 'Uint8',
      values: ofRows(({ ring }, row) => Math.min(255, ring?.[row] ?? 0)),
    },
    {
      name: 'offset_ns',
      type: 'Int32',
      values: ofRows(({ timeOffset }, row) => Math.round((timeOffset?.[row] ?? 0) * 1e9)),
    },
  ])
}
