import type { Clip, Lidar } from '@trueline/annotation'
import { IDENTITY_POSE, type Pose } from '@trueline/geometry'
import type { Exported, ExportSource, Loss, OutputFile, WriteOptions } from '../codec.ts'
import { lossFields } from '../lossFields.ts'
import { writePcd } from '../pcd/writePcd.ts'
import { printSourceJson } from '../sourceJson.ts'
import { encodeCalibration } from './calibration.ts'
import { byNumber } from './layout.ts'
import { OBJECT_ATTRIBUTE, SUSTECH } from './names.ts'
import { sustechTexts } from './sustechTexts.ts'
import { keptOf, openLabelWriter } from './writeLabels.ts'

/**
 * The labels as `label/<frame>.json`, in the axes of the lidar file; an object that was read and
 * not changed stands as its source had it, and so does what else its file held.
 */
export function writeScene(source: ExportSource, options: WriteOptions): Exported {
  return { files: writeFiles(source, options), losses: lossesOf(source, options) }
}

async function* writeFiles(
  source: ExportSource,
  options: WriteOptions,
): AsyncGenerator<OutputFile> {
  const lidar = lidarOf(source.clip)
  const egoFromLidar = lidar?.egoFromSensor ?? IDENTITY_POSE
  const labelsOf = openLabelWriter(source, egoFromLidar)
  const names = fileNames(source.clip, options)
  for (const [index, frame] of source.clip.frames.entries()) {
    const labels = labelsOf(frame, index)
    if (labels !== null) yield textFile(`label/${names[index]}.json`, labels)
  }
  if (!options.withSensors) return
  yield* writeCalibrations(source.clip, egoFromLidar)
  for (const [index, frame] of source.clip.frames.entries()) {
    const { pose } = keptOf(frame)
    if (typeof pose === 'string') yield textFile(`ego_pose/${names[index]}.json`, pose)
    const sweep = lidar && (await source.readSweep(index, lidar.id))
    if (sweep) yield { path: `lidar/${names[index]}.pcd`, bytes: writePcd(sweep) }
    for (const { sensorId, mime } of frame.images) {
      const bytes = await source.readImage(index, sensorId)
      const extension = mime === 'image/jpeg' ? 'jpg' : mime.slice('image/'.length)
      if (bytes) yield { path: `camera/${sensorId}/${names[index]}.${extension}`, bytes }
    }
  }
}

/**
 * What the files of each frame are called. A scene's frames are in the order of their names: where
 * those of the clip are not, as tokens, their place goes before them. Labels alone keep their names,
 * by which they find the frames of the scene they are for.
 */
function fileNames({ frames }: Clip, { withSensors }: WriteOptions): readonly string[] {
  const names = frames.map(({ name }) => name)
  const isInOrder = names.every(
    (name, index) => index === 0 || byNumber.compare(names[index - 1]!, name) < 0,
  )
  if (isInOrder || !withSensors) return names
  return names.map((name, index) => `${String(index).padStart(6, '0')}_${name}`)
}

function* writeCalibrations(clip: Clip, egoFromLidar: Pose): Generator<OutputFile> {
  for (const camera of clip.sensors) {
    if (camera.modality !== 'camera') continue
    const kept = camera.extras[SUSTECH]
    const path = `calib/camera/${camera.id}.json`
    if (typeof kept === 'string') yield textFile(path, kept)
    else if (camera.model !== null) {
      yield textFile(path, printSourceJson(encodeCalibration(camera, egoFromLidar)))
    }
  }
}

function lossesOf({ clip, records }: ExportSource, options: WriteOptions): readonly Loss[] {
  const cuboids = records.filter((record) => record.kind === 'cuboid')
  const tracks = records.filter((record) => record.kind === 'track')
  const isKept = (id: string): boolean => id === OBJECT_ATTRIBUTE
  const hasOthers = ({ attributes }: (typeof cuboids)[number]): boolean =>
    Object.keys(attributes).some((id) => !isKept(id))
  const sensors = options.withSensors ? clip.sensors : []
  const isBent = (sensor: Clip['sensors'][number]): boolean =>
    sensor.modality === 'camera' && (sensor.model?.lens ?? 'pinhole') !== 'pinhole'
  const lidars = sensors.filter(({ modality }) => modality === 'lidar')
  const poses = clip.frames.filter(
    (frame) => frame.worldFromEgo !== null && keptOf(frame).pose === undefined,
  )
  const losses: readonly Loss[] = [
    {
      record: 'box2d',
      field: lossFields.all,
      count: records.filter(({ kind }) => kind === 'box2d').length,
      why: sustechTexts.boxes2d,
    },
    {
      record: 'cuboid',
      field: lossFields.score,
      count: cuboids.filter(({ score }) => score !== null).length,
      why: sustechTexts.noField,
    },
    {
      record: 'cuboid',
      field: lossFields.attributes,
      count: cuboids.filter(hasOthers).length,
      why: sustechTexts.oneText({ name: OBJECT_ATTRIBUTE }),
    },
    {
      record: 'track',
      field: lossFields.attributes,
      count: tracks.filter(({ attributes }) => Object.keys(attributes).length > 0).length,
      why: sustechTexts.byFrame,
    },
    {
      record: 'frame',
      field: lossFields.time,
      count: clip.frames.filter(({ timeUs }) => timeUs !== null).length,
      why: sustechTexts.frameIsName,
    },
    {
      record: 'frame',
      field: lossFields.pose,
      count: poses.length,
      why: sustechTexts.receiver,
    },
    {
      record: 'sensor',
      field: lossFields.lidar,
      count: Math.max(0, lidars.length - 1),
      why: sustechTexts.firstLidar,
    },
    {
      record: 'sensor',
      field: lossFields.distortion,
      count: sensors.filter(isBent).length,
      why: sustechTexts.matrixOnly,
    },
  ]
  return losses.filter(({ count }) => count > 0)
}

function lidarOf(clip: Clip): Lidar | null {
  return clip.sensors.find((sensor): sensor is Lidar => sensor.modality === 'lidar') ?? null
}

function textFile(path: string, text: string): OutputFile {
  return { path, bytes: new TextEncoder().encode(text) }
}
