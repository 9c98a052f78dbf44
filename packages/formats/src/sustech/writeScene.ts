import type { CuboidRecord, Frame, Json, Track } from '@trueline/annotation'
import { type Pose, transformCuboid } from '@trueline/geometry'
import { IDENTITY_POSE, invert } from '@trueline/geometry'
import type { Exported, ExportSource, OutputFile, WriteOptions } from '../codec.ts'
import { isObject } from '../jsonAt.ts'
import { writePcd } from '../pcd/writePcd.ts'
import { isSameCuboid } from '../sameCuboid.ts'
import { fillHoles, holeAt } from '../skeleton.ts'
import { parseJsonText, printSourceJson } from '../sourceJson.ts'
import { encodeCalibration } from './calibration.ts'
import { decodeLabel, encodeLabel, type Label } from './label.ts'
import { lossesOf } from './losses.ts'
import { OBJECT_ATTRIBUTE, SUSTECH } from './names.ts'
import { attributesOf, cuboidInEgo } from './records.ts'

/**
 * The labels as `label/<frame>.json`, in the axes of the lidar file; an object that was read and
 * not changed stands as its source had it, and so does what else its file held.
 */
export function writeScene(source: ExportSource, options: WriteOptions): Exported {
  return { files: writeFiles(source, options), losses: lossesOf(source) }
}

async function* writeFiles(source: ExportSource, options: WriteOptions): AsyncIterable<OutputFile> {
  const lidar = source.clip.sensors.find(({ modality }) => modality === 'lidar')
  const egoFromLidar = lidar?.egoFromSensor ?? IDENTITY_POSE
  const labels = openLabels(source, egoFromLidar)
  for (const [index, frame] of source.clip.frames.entries()) {
    const text = labels(frame, index)
    if (text !== null) yield textFile(`label/${frame.name}.json`, text)
    const pose = keptOf(frame)['pose']
    if (typeof pose === 'string') yield textFile(`ego_pose/${frame.name}.json`, pose)
  }
  if (!options.withSensors) return
  for (const camera of source.clip.sensors) {
    if (camera.modality !== 'camera') continue
    const kept = camera.extras[SUSTECH]
    const text =
      typeof kept === 'string' ? kept : printSourceJson(encodeCalibration(camera, egoFromLidar))
    yield textFile(`calib/camera/${camera.id}.json`, text)
  }
  for (const [index, frame] of source.clip.frames.entries()) {
    const sweep = lidar === undefined ? null : await source.readSweep(index, lidar.id)
    if (sweep) yield { path: `lidar/${frame.name}.pcd`, bytes: writePcd(sweep) }
    for (const { sensorId, mime } of frame.images) {
      const bytes = await source.readImage(index, sensorId)
      if (bytes) yield { path: `camera/${sensorId}/${frame.name}.${extensionOf(mime)}`, bytes }
    }
  }
}

/** What writes a frame's label file; `null` for a frame that had none and has no cuboid. */
function openLabels(
  { clip, records }: ExportSource,
  egoFromLidar: Pose,
): (frame: Frame, index: number) => string | null {
  const tracks = new Map(records.filter((r) => r.kind === 'track').map((t) => [t.id, t]))
  const cuboids = Map.groupBy(
    records.filter((record) => record.kind === 'cuboid'),
    ({ frame }) => frame,
  )
  const idOf = objectIds([...tracks.values()])
  const isNative = clip.format === SUSTECH
  return (frame, index) => {
    const left = new Map((cuboids.get(index) ?? []).map((record) => [record.id, record]))
    const { labels, indent } = keptOf(frame)
    const write = (record: CuboidRecord): Json => {
      left.delete(record.id)
      const track = tracks.get(record.trackId) ?? null
      return entryOf(record, { track, idOf, egoFromLidar })
    }
    if (typeof labels !== 'string') {
      if (left.size === 0 && isNative) return null
      return printSourceJson([...left.values()].map(write))
    }
    const skeleton = fillHoles(parseJsonText(labels, frame.name), (id) => {
      const record = left.get(id as CuboidRecord['id'])
      return record === undefined ? null : write(record)
    })
    const added = [...left.values()].map(write)
    return printSourceJson(append(skeleton, added), typeof indent === 'string' ? indent : '')
  }
}
