import { type Camera, type Json, type Lidar, type Sensor, sensorId } from '@trueline/annotation'
import { IDENTITY_POSE, type ImageSize, invert } from '@trueline/geometry'
import { BadInputError } from '../badInputError.ts'
import type {
  FileTree,
  ImportedClip,
  ImportedFrame,
  Notice,
  ReadOptions,
  Refusal,
} from '../codec.ts'
import { geodeticExtras } from '../maps/projection.ts'
import { refusalOf } from '../refuse.ts'
import { WHOLE } from '../sharedTexts.ts'
import { sourceOntology } from '../sourceOntology.ts'
import { decodeText } from '../text.ts'
import { KITTI, kittiCamera, rectFromLidarOf, rectifiedSize } from './calibration.ts'
import { imageIn, imageSizeIn, isRefusal, sweepIn } from './kittiImages.ts'
import { kittiTexts } from './kittiTexts.ts'
import { recordsOfLabels } from './labelRecords.ts'
import { type DriveCalibration, readDriveCalibration } from './rawCalibrationFiles.ts'
import { type RawLabels, readRawLabels } from './rawLabels.ts'
import { type RawLayout, rawLayoutOf } from './rawLayout.ts'
import { readPoses, readTimes } from './rawPoses.ts'
import { KITTI_OBJECT, VELODYNE } from './readObject.ts'
import { rectSpaceAt } from './rectSpace.ts'
import { KITTI_RAW, RAW_ATTRIBUTES, recordsOfTracklets } from './trackletRecords.ts'
import { parseTracklets, type TrackletFile } from './tracklets.ts'

type Report = { readonly refused: Refusal[]; readonly notices: Notice[] }

/**
 * The frames and labels of a KITTI raw drive, or of a `tracklet_labels.xml` alone.
 *
 * @throws {BadInputError} when there is neither.
 */
export async function readRaw(tree: FileTree, options: ReadOptions): Promise<ImportedClip> {
  const layout = rawLayoutOf(tree)
  if (layout === null) {
    const found = kittiTexts.notRaw({ count: tree.files.length })
    throw new BadInputError({ file: '', place: WHOLE, found, expected: kittiTexts.rawParts })
  }
  const report: Report = { refused: [], notices: [] }
  for (const file of layout.otherRoots) {
    const found = kittiTexts.secondDrive
    report.refused.push({ file, place: WHOLE, found, expected: kittiTexts.oneDrive })
  }
  const drive = await readDriveCalibration(tree, layout).catch((error: unknown) => {
    report.refused.push(refusalOf(error, ''))
    return null
  })
  const tracklets = await readTracklets(tree, layout, report)
  const names = layout.frames.length > 0 ? layout.frames : namesOf(tracklets, options)
  if (names.length === 0) {
    const [bad] = report.refused
    const found = kittiTexts.noFrames
    const expected = kittiTexts.sweepsOrImages
    throw new BadInputError(bad ?? { file: layout.root, place: WHOLE, found, expected })
  }
  const cameras = await readCameras(tree, { layout, drive, report })
  const {
    frames: bare,
    origin,
    projection,
  } = await readFrames(tree, { layout, drive, report, names, cameras })
  const labels =
    tracklets === null || layout.labels.length === 0
      ? await labelsOf(tree, { layout, frames: bare, drive, report })
      : skipLabels(layout, report)
  const frames = bare.map((frame, index) => {
    const file = [...(labels?.places ?? [])].find(([, place]) => place === index)?.[0]
    return file === undefined ? frame : { ...frame, extras: { [KITTI_OBJECT]: { labels: file } } }
  })
  const fromTracklets = tracklets && takeTracklets(tracklets, { layout, names, report, options })
  const egoFromRect = drive
    ? invert(rectFromLidarOf(drive.calibration))
    : rectSpaceAt(null, 0).egoFromRect
  const fromLabels = recordsOfLabels(labels?.labels ?? [], {
    codec: KITTI_OBJECT,
    egoFromRect: () => egoFromRect,
    sensorId: cameras[0]?.id ?? sensorId('image_02'),
  })
  const records = [...(fromTracklets ?? []), ...fromLabels]
  const categories = records.flatMap((record) => ('category' in record ? [record.category] : []))
  return {
    clip: {
      name: layout.root.split('/').at(-2) ?? options.name,
      frames,
      sensors: [
        { modality: 'lidar', id: VELODYNE, egoFromSensor: IDENTITY_POSE, extras: {} },
        ...cameras,
      ],
      ontology: sourceOntology(categories, RAW_ATTRIBUTES),
      worldOrigin: origin,
      format: KITTI_RAW,
      extras: {
        ...(drive ? { [KITTI]: drive.calibration as Json } : {}),
        ...(projection === null ? {} : geodeticExtras(projection)),
        ...(tracklets ? { [KITTI_RAW]: { dialect: tracklets.dialect } } : {}),
      },
    },
    records,
    report: { ...report, suggestions: [] },
  }
}

type Source = {
  readonly layout: RawLayout
  readonly drive: DriveCalibration | null
  readonly report: Report
}

async function readCameras(tree: FileTree, { layout, drive, report }: Source) {
  const cameras: Camera[] = []
  for (const [digit, files] of layout.images) {
    const size = await sizeOfCamera(tree, [...files.values()], { digit, drive, report })
    const placed = size && drive ? kittiCamera(drive.calibration, digit, size) : null
    const { egoFromRect } = rectSpaceAt(null, 0)
    const camera = placed ?? { egoFromSensor: egoFromRect, model: null }
    cameras.push({ modality: 'camera', id: sensorId(`image_0${digit}`), ...camera, extras: {} })
  }
  if (cameras.length > 0 && drive === null) {
    const message = kittiTexts.noCalibration
    report.notices.push({ file: layout.root, place: WHOLE, message })
  }
  return cameras
}

type OneCamera = Omit<Source, 'layout'> & { readonly digit: string }

/** The size of a camera's images, by the first that can be read, else by the calibration. */
async function sizeOfCamera(
  tree: FileTree,
  files: readonly string[],
  { digit, drive, report }: OneCamera,
): Promise<ImageSize | null> {
  for (const file of files) {
    const size = await imageSizeIn(tree, file)
    if (!isRefusal(size)) return size
    report.refused.push(size)
  }
  return drive && rectifiedSize(drive.cameras, digit)
}

type Frames = Source & { readonly names: readonly string[]; readonly cameras: readonly Camera[] }

async function readFrames(tree: FileTree, { layout, drive, report, names, cameras }: Frames) {
  const { poses, origin, projection, refused } = await readPoses(
    tree,
    layout,
    drive?.calibration ?? null,
  )
  const { times, refused: badTimes } = await readTimes(tree, layout)
  report.refused.push(...refused, ...badTimes)
  const unreadable = new Set(report.refused.map(({ file }) => file))
  const frames = names.map((name): ImportedFrame => {
    const sweep = layout.sweeps.get(name)
    return {
      name,
      timeUs: times[Number(name)] ?? null,
      worldFromEgo: poses.get(name) ?? null,
      sweeps: sweep === undefined ? [] : [sweepIn(tree, sweep, VELODYNE)],
      images: cameras.flatMap(({ id }) => {
        const file = layout.images.get(id.slice(-1))?.get(name)
        const isGood = file !== undefined && !unreadable.has(file)
        return isGood ? [imageIn(tree, file, { sensorId: id, calibration: null })] : []
      }),
      extras: {},
    }
  })
  return { frames, origin, projection }
}

async function readTracklets(
  tree: FileTree,
  layout: RawLayout,
  report: Report,
): Promise<TrackletFile | null> {
  const file = layout.tracklets
  if (file === null) return null
  try {
    const tracklets = parseTracklets(decodeText(await tree.read(file), file), file)
    report.refused.push(...tracklets.refused)
    report.notices.push(...tracklets.notices)
    return tracklets
  } catch (error) {
    report.refused.push(refusalOf(error, file))
    return null
  }
}

/** Frame names where there are no sensor files: those of the clip the labels are for, or numbers. */
function namesOf(tracklets: TrackletFile | null, { onto }: ReadOptions): readonly string[] {
  if (onto) return onto.frames.map(({ name }) => name)
  const ends = tracklets?.tracklets.map(({ firstFrame, poses }) => firstFrame + poses.length) ?? []
  // A frame number in the millions is a lie of the file, not a drive of weeks.
  const count = Math.min(100_000, Math.max(0, ...ends))
  return Array.from({ length: count }, (_, frame) => String(frame).padStart(10, '0'))
}

type Place = {
  readonly layout: RawLayout
  readonly names: readonly string[]
  readonly report: Report
  readonly options: ReadOptions
}

function takeTracklets(tracklets: TrackletFile, { layout, names, report, options }: Place) {
  const byNumber = new Map(names.map((name, index) => [Number(name), index]))
  const isNumbered = names.every((name) => /^\d+$/.test(name))
  const frameOf = (frame: number): number | null =>
    (isNumbered ? byNumber.get(frame) : frame < names.length ? frame : undefined) ?? null
  // Tracklets alone are in the lidar space of the clip they are for.
  const lidar = layout.frames.length > 0 ? null : options.onto?.sensors.find(isLidar)
  const egoFromLidar = lidar?.egoFromSensor ?? IDENTITY_POSE
  const { records, outside } = recordsOfTracklets(tracklets, { frameOf, egoFromLidar })
  if (outside > 0) {
    const message = kittiTexts.outsidePoses({ count: outside })
    report.notices.push({ file: layout.tracklets ?? '', place: WHOLE, message })
  }
  return records
}

type Labels = Source & { readonly frames: readonly ImportedFrame[] }

async function labelsOf(
  tree: FileTree,
  { layout, frames, drive, report }: Labels,
): Promise<RawLabels> {
  const calibration = drive?.calibration ?? null
  const labels = await readRawLabels(tree, { layout, frames, calibration })
  report.refused.push(...labels.refused)
  report.notices.push(...labels.notices)
  return labels
}

function skipLabels(layout: RawLayout, report: Report): null {
  const message = kittiTexts.trackletsHold
  report.notices.push({ file: `${layout.root}label_2`, place: WHOLE, message })
  return null
}

function isLidar(sensor: Sensor): sensor is Lidar {
  return sensor.modality === 'lidar'
}
