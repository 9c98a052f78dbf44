import { type Camera, type Json, sensorId } from '@trueline/annotation'
import { IDENTITY_POSE, type ImageSize, invert, type Pose, ZERO } from '@trueline/geometry'
import { BadInputError } from '../badInputError.ts'
import type {
  FileTree,
  ImportedClip,
  ImportedFrame,
  Notice,
  ReadOptions,
  Refusal,
} from '../codec.ts'
import { refusalOf } from '../refuse.ts'
import { sharedTexts, WHOLE } from '../sharedTexts.ts'
import { sourceOntology } from '../sourceOntology.ts'
import { decodeText } from '../text.ts'
import {
  KITTI,
  type KittiCalibration,
  kittiCamera,
  objectCalibration,
  readCalibrationEntries,
  rectFromLidarOf,
} from './calibration.ts'
import { imageIn, imageSizeIn, isRefusal, isSameCalibration, sweepIn } from './kittiImages.ts'
import { kittiTexts } from './kittiTexts.ts'
import { KITTI_ATTRIBUTES } from './labelAttributes.ts'
import { readLabelFile } from './labelFile.ts'
import { type PlacedLabel, recordsOfLabels } from './labelRecords.ts'
import { type ObjectLayout, objectLayoutOf } from './objectLayout.ts'
import { folderOf, matchingName } from './paths.ts'
import { mainCameraOf, rectSpaceAt } from './rectSpace.ts'

/** The codec's id, and its key in extras. */
export const KITTI_OBJECT = 'kitti-object'

/** The lidar's name in every KITTI clip; its space is the ego's. */
export const VELODYNE = sensorId('velodyne')

type Report = { readonly refused: Refusal[]; readonly notices: Notice[] }
type Placement = { readonly egoFromSensor: Pose; readonly model: Camera['model'] }

/**
 * The frames and labels of a KITTI object folder, or of label files alone.
 *
 * @throws {BadInputError} when there is neither.
 */
export async function readObject(tree: FileTree, options: ReadOptions): Promise<ImportedClip> {
  const layout = objectLayoutOf(tree)
  if (layout.frames.length === 0) {
    const found = kittiTexts.notObject({ count: tree.files.length })
    throw new BadInputError({ file: '', place: WHOLE, found, expected: kittiTexts.objectParts })
  }
  const report: Report = { refused: [], notices: [] }
  for (const file of new Set(layout.passedOver.map(folderOf))) {
    report.notices.push({ file, place: WHOLE, message: kittiTexts.otherLabels })
  }
  for (const split of layout.otherSplits) {
    const found = kittiTexts.secondFolder
    report.refused.push({ file: split, place: WHOLE, found, expected: sharedTexts.oneForClip })
  }
  const calibrations = await readCalibrations(tree, layout, report)
  const { labels, labelFiles } = await readLabels(tree, layout, report)
  const { frames, cameras } = await readFrames(tree, layout, { calibrations, labelFiles, report })
  const named = frames.map((frame) => {
    // Labels for a clip are matched with its frames by name.
    const name =
      options.onto &&
      matchingName(
        options.onto.frames.map((one) => one.name),
        frame.name,
      )
    return { ...frame, name: name ?? frame.name }
  })
  const egoFromRect = rectSpaces(named, { calibrations, layout, options, report })
  const records = recordsOfLabels(labels, {
    codec: KITTI_OBJECT,
    egoFromRect,
    sensorId:
      cameras[0]?.id ?? (options.onto && mainCameraOf(options.onto)?.id) ?? sensorId('image_2'),
  })
  const shared = sharedCalibration(layout, calibrations)
  const lidar = {
    modality: 'lidar',
    id: VELODYNE,
    egoFromSensor: IDENTITY_POSE,
    extras: {},
  } as const
  return {
    clip: {
      name: options.name,
      frames: named,
      sensors: [lidar, ...cameras],
      ontology: sourceOntology(
        labels.map(({ label }) => label.type),
        KITTI_ATTRIBUTES,
      ),
      worldOrigin: ZERO,
      format: KITTI_OBJECT,
      extras: shared ? { [KITTI]: shared as Json } : {},
    },
    records,
    report: { ...report, suggestions: [] },
  }
}

type Calibrations = ReadonlyMap<string, KittiCalibration>

async function readCalibrations(
  tree: FileTree,
  layout: ObjectLayout,
  report: Report,
): Promise<Calibrations> {
  const calibrations = new Map<string, KittiCalibration>()
  for (const [frame, file] of layout.calibrations) {
    try {
      const entries = readCalibrationEntries(decodeText(await tree.read(file), file))
      calibrations.set(frame, objectCalibration(entries, file))
    } catch (error) {
      report.refused.push(refusalOf(error, file))
    }
  }
  return calibrations
}

async function readLabels(tree: FileTree, layout: ObjectLayout, report: Report) {
  const labels: PlacedLabel[] = []
  const labelFiles = new Map<string, string>()
  for (const [frame, name] of layout.frames.entries()) {
    const file = layout.labels.get(name)
    if (file === undefined) continue
    const read = await readLabelFile(tree, file)
    report.refused.push(...read.refused)
    labelFiles.set(name, file)
    for (const line of read.labels) {
      const id = `${file}:${line.line}`
      labels.push({ ...line, frame, id, track: id })
    }
  }
  return { labels, labelFiles }
}

type Parts = {
  readonly calibrations: Calibrations
  readonly labelFiles: ReadonlyMap<string, string>
  readonly report: Report
}

async function readFrames(tree: FileTree, layout: ObjectLayout, parts: Parts) {
  const { calibrations, labelFiles, report } = parts
  const cameras = new Map<string, Camera>()
  const shared = sharedCalibration(layout, calibrations)
  const frames: ImportedFrame[] = []
  for (const name of layout.frames) {
    const calibration = calibrations.get(name) ?? shared
    const images = []
    for (const [digit, byName] of layout.images) {
      const file = byName.get(name)
      if (file === undefined) continue
      const size = await imageSizeIn(tree, file)
      if (isRefusal(size)) {
        report.refused.push(size)
        continue
      }
      const id = sensorId(`image_${digit}`)
      const placed = placeCamera(calibration, digit, size)
      const camera = cameras.get(digit) ?? { modality: 'camera', id, ...placed, extras: {} }
      cameras.set(digit, camera)
      const { egoFromSensor, model } = camera
      const isUsual = isSameCalibration({ egoFromSensor, model }, placed)
      images.push(imageIn(tree, file, { sensorId: id, calibration: isUsual ? null : placed }))
    }
    const sweep = layout.sweeps.get(name)
    const labelFile = labelFiles.get(name)
    frames.push({
      name,
      timeUs: null,
      worldFromEgo: null,
      sweeps: sweep === undefined ? [] : [sweepIn(tree, sweep, VELODYNE)],
      images,
      extras: {
        ...(calibration && !shared ? { [KITTI]: calibration as Json } : {}),
        ...(labelFile === undefined ? {} : { [KITTI_OBJECT]: { labels: labelFile } }),
      },
    })
  }
  return { frames, cameras: [...cameras.values()] }
}

function placeCamera(
  calibration: KittiCalibration | null,
  digit: string,
  size: ImageSize,
): Placement {
  return (
    (calibration && kittiCamera(calibration, digit, size)) ?? {
      egoFromSensor: rectSpaceAt(null, 0).egoFromRect,
      model: null,
    }
  )
}

/** The one calibration of all frames; `null` where they differ or there is none. */
function sharedCalibration(
  layout: ObjectLayout,
  calibrations: Calibrations,
): KittiCalibration | null {
  const texts = new Set([...calibrations.values()].map((one) => JSON.stringify(one)))
  const isWhole = layout.calibrations.size === calibrations.size
  return texts.size === 1 && isWhole ? ([...calibrations.values()][0] ?? null) : null
}

type Spaces = Omit<Parts, 'labelFiles'> & {
  readonly layout: ObjectLayout
  readonly options: ReadOptions
}

/** The ego space from that of the labels, by frame; says so where it had to be guessed. */
function rectSpaces(
  frames: readonly ImportedFrame[],
  { calibrations, layout, options, report }: Spaces,
): (frame: number) => Pose {
  const shared = sharedCalibration(layout, calibrations)
  const poses = layout.frames.map((name, index) => {
    const own = calibrations.get(name) ?? shared
    if (own) return invert(rectFromLidarOf(own))
    const place = options.onto?.frames.findIndex((one) => one.name === frames[index]?.name) ?? -1
    const { egoFromRect, source } = rectSpaceAt(options.onto, place < 0 ? index : place)
    if (source !== 'kitti' && layout.labels.has(name)) {
      const message = source === 'camera' ? kittiTexts.asCamera : kittiTexts.asAxes
      report.notices.push({ file: layout.labels.get(name) ?? '', place: WHOLE, message })
    }
    return egoFromRect
  })
  return (frame) => poses[frame] ?? IDENTITY_POSE
}
