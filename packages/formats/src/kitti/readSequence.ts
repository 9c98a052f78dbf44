import { type Camera, type Json, type Message, sensorId } from '@trueline/annotation'
import { IDENTITY_POSE, invert, type Pose, ZERO } from '@trueline/geometry'
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
import { imageIn, imageSizeIn, isRefusal, sweepIn } from './kittiImages.ts'
import type { BadLine, KittiLabel } from './kittiLabel.ts'
import { kittiTexts } from './kittiTexts.ts'
import { KITTI_ATTRIBUTES } from './labelAttributes.ts'
import { readLines } from './labelFile.ts'
import { type PlacedLabel, recordsOfLabels } from './labelRecords.ts'
import { VELODYNE } from './readObject.ts'
import { mainCameraOf, rectSpaceAt } from './rectSpace.ts'
import { type SequenceLayout, sequenceLayoutOf } from './sequenceLayout.ts'

/** A row of a file that holds a whole sequence. */
export type SequenceRow = {
  readonly frame: number
  /** The object's number; `null` where the format has none. */
  readonly track: string | null
  readonly label: KittiLabel
}

/** A format of a file a sequence. */
export type SequenceFormat = {
  readonly codec: string
  readonly parse: (line: string) => SequenceRow | BadLine
}

type Report = { readonly refused: Refusal[]; readonly notices: Notice[] }
type Row = SequenceRow & { readonly file: string; readonly text: string; readonly line: number }

/** Frames that labels alone may speak of: more is a lie of the file. */
const MOST_FRAMES = 100_000

/**
 * One sequence of a tree.
 *
 * @throws {BadInputError} when it has neither frames nor a good row.
 */
export async function readSequence(
  tree: FileTree,
  options: ReadOptions,
  format: SequenceFormat,
): Promise<ImportedClip> {
  const layout = sequenceLayoutOf(tree)
  if (layout === null) {
    const found = kittiTexts.notSequence({ count: tree.files.length })
    throw new BadInputError({ file: '', place: WHOLE, found, expected: kittiTexts.sequenceFile })
  }
  const report: Report = { refused: [], notices: [] }
  for (const file of layout.others) {
    const found = kittiTexts.secondSequence
    report.refused.push({ file, place: WHOLE, found, expected: sharedTexts.oneForClip })
  }
  const rows = await readRows(tree, layout, { format, report })
  const calibration = await readCalibration(tree, layout, report)
  const names = frameNames(layout, rows, options)
  if (names.length === 0) {
    const [bad] = report.refused
    const file = layout.labels[0] ?? ''
    const found = kittiTexts.noRows
    throw new BadInputError(bad ?? { file, place: WHOLE, found, expected: kittiTexts.labels })
  }
  const cameras = await readCameras(tree, layout, { calibration, report })
  const labels = placeRows(rows, { layout, names, report })
  const spaces = spacesOf(names.length, { calibration, options, layout, report })
  const records = recordsOfLabels(labels, {
    codec: format.codec,
    egoFromRect: (frame) => spaces[frame] ?? IDENTITY_POSE,
    sensorId:
      cameras[0]?.id ?? (options.onto && mainCameraOf(options.onto)?.id) ?? sensorId('image_02'),
  })
  const lidar = { modality: 'lidar', id: VELODYNE, egoFromSensor: IDENTITY_POSE } as const
  return {
    clip: {
      name: options.name,
      frames: names.map((name) => frameOf(tree, name, { layout, cameras })),
      sensors: [{ ...lidar, extras: {} }, ...cameras],
      ontology: sourceOntology(
        rows.map(({ label }) => label.type),
        KITTI_ATTRIBUTES,
      ),
      worldOrigin: ZERO,
      format: format.codec,
      extras: {
        ...(calibration ? { [KITTI]: calibration as Json } : {}),
        [format.codec]: { labels: layout.labels },
      },
    },
    records,
    report: { ...report, suggestions: [] },
  }
}

type Reading = { readonly format: SequenceFormat; readonly report: Report }

async function readRows(
  tree: FileTree,
  layout: SequenceLayout,
  { format, report }: Reading,
): Promise<readonly Row[]> {
  const rows: Row[] = []
  for (const file of layout.labels) {
    const read = await readLines(tree, file)
    if ('refused' in read) {
      report.refused.push(read.refused)
      continue
    }
    for (const { text, number } of read.lines) {
      const row = format.parse(text)
      if ('expected' in row) {
        report.refused.push({ file, place: sharedTexts.line({ number }), ...row })
      } else {
        const { frame, track, label } = row
        rows.push({ frame, track, label, file, text, line: number })
      }
    }
  }
  return rows
}

async function readCalibration(
  tree: FileTree,
  { calibration: file }: SequenceLayout,
  report: Report,
): Promise<KittiCalibration | null> {
  if (file === null) return null
  try {
    return objectCalibration(readCalibrationEntries(decodeText(await tree.read(file), file)), file)
  } catch (error) {
    report.refused.push(refusalOf(error, file))
    return null
  }
}

/** The sensors' frames; else those of the clip the labels are for; else as many as the rows need. */
function frameNames(
  layout: SequenceLayout,
  rows: readonly Row[],
  { onto }: ReadOptions,
): readonly string[] {
  if (layout.frames.length > 0) return layout.frames
  if (onto) return onto.frames.map(({ name }) => name)
  const count = rows.reduce((most, { frame }) => Math.max(most, frame + 1), 0)
  const frames = Array.from({ length: Math.min(count, MOST_FRAMES) }, (_, frame) => frame)
  return frames.map((frame) => String(frame).padStart(6, '0'))
}

type Cameras = { readonly calibration: KittiCalibration | null; readonly report: Report }

async function readCameras(
  tree: FileTree,
  layout: SequenceLayout,
  { calibration, report }: Cameras,
): Promise<readonly Camera[]> {
  const cameras: Camera[] = []
  for (const [digit, files] of layout.images) {
    const size = await imageSizeIn(tree, [...files.values()][0] ?? '')
    if (isRefusal(size)) report.refused.push(size)
    const placed = calibration && !isRefusal(size) ? kittiCamera(calibration, digit, size) : null
    const { egoFromRect: egoFromSensor } = rectSpaceAt(null, 0)
    const id = sensorId(`image_0${digit}`)
    cameras.push({
      modality: 'camera',
      id,
      ...(placed ?? { egoFromSensor, model: null }),
      extras: {},
    })
  }
  return cameras
}

type Placing = {
  readonly layout: SequenceLayout
  readonly names: readonly string[]
  readonly report: Report
}

/** The rows on their frames, by number where frames are numbered; a track's second one is refused. */
function placeRows(rows: readonly Row[], { layout, names, report }: Placing) {
  const isNumbered = names.every((name) => /^\d+$/.test(name))
  const byNumber = new Map(names.map((name, index) => [isNumbered ? Number(name) : index, index]))
  const seen = new Set<string>()
  const labels: PlacedLabel[] = []
  for (const { file, text, line, label, track, frame: number } of rows) {
    const frame = byNumber.get(number)
    const refuse = (found: Message, expected: Message): void => {
      report.refused.push({ file, place: sharedTexts.line({ number: line }), found, expected })
    }
    if (frame === undefined) {
      refuse(kittiTexts.frame({ number }), kittiTexts.frameHere({ count: names.length }))
      continue
    }
    const key = `${frame} ${track}`
    if (track !== null && label.box !== null && seen.has(key)) {
      refuse(kittiTexts.objectAgain({ track, frame: number }), kittiTexts.onceAFrame)
      continue
    }
    seen.add(key)
    const id = layout.labels.length > 1 ? `${file}:${line}` : `${layout.sequence}:${line}`
    labels.push({ frame, label, text, line, id, track: track ?? id })
  }
  return labels
}

type Spaces = Cameras & { readonly options: ReadOptions; readonly layout: SequenceLayout }

/** The ego space from the labels', a pose a frame. */
function spacesOf(
  count: number,
  { calibration, options, layout, report }: Spaces,
): readonly Pose[] {
  if (calibration) {
    const egoFromRect = invert(rectFromLidarOf(calibration))
    return Array.from({ length: count }, () => egoFromRect)
  }
  const spaces = Array.from({ length: count }, (_, frame) => rectSpaceAt(options.onto, frame))
  const source = spaces[0]?.source ?? 'axes'
  if (source !== 'kitti') {
    const message = source === 'camera' ? kittiTexts.asCamera : kittiTexts.asAxes
    report.notices.push({ file: layout.labels[0] ?? '', place: WHOLE, message })
  }
  return spaces.map(({ egoFromRect }) => egoFromRect)
}

type Sensors = { readonly layout: SequenceLayout; readonly cameras: readonly Camera[] }

function frameOf(tree: FileTree, name: string, { layout, cameras }: Sensors): ImportedFrame {
  const sweep = layout.sweeps.get(name)
  return {
    name,
    timeUs: null,
    worldFromEgo: null,
    sweeps: sweep === undefined ? [] : [sweepIn(tree, sweep, VELODYNE)],
    images: cameras.flatMap(({ id }) => {
      const file = layout.images.get(id.slice(-1))?.get(name)
      return file === undefined ? [] : [imageIn(tree, file, { sensorId: id, calibration: null })]
    }),
    extras: {},
  }
}
