import {
  type AnnotationRecord,
  type Clip,
  type CuboidRecord,
  type FrameRecord,
  isFrameRecord,
  type Track,
} from '@trueline/annotation'
import { writeKittiBin } from '../bin/writeBin.ts'
import type { Exported, ExportSource, Loss, OutputFile, WriteOptions } from '../codec.ts'
import { readImageHeader } from '../imageSize.ts'
import { lossFields } from '../lossFields.ts'
import { type ExportSpace, exportSpaceAt } from './exportSpace.ts'
import { isBadLine, type KittiLabel, parseLabel, printLabel } from './kittiLabel.ts'
import { kittiTexts } from './kittiTexts.ts'
import { changedCategories, leaningIn } from './labelLosses.ts'
import { stemOf } from './paths.ts'
import { isSameBox, isUnchanged, keptLineOf, labelOfBox, labelOfCuboid } from './printRecord.ts'
import { KITTI_OBJECT } from './readObject.ts'
import { mainCameraOf } from './rectSpace.ts'
import { writeObjectCalibration } from './writeCalibration.ts'

/**
 * KITTI label files, one a frame; of a clip whose labels came from KITTI only the frames that had a
 * file or have a label now. An unchanged label is the line it was read from.
 */
export function writeObject(source: ExportSource, options: WriteOptions): Exported {
  return { files: writeFiles(source, options), losses: lossesOf(source, options) }
}

async function* writeFiles(
  source: ExportSource,
  options: WriteOptions,
): AsyncGenerator<OutputFile> {
  const { clip, records } = source
  const byFrame = groupByFrame(records)
  const tracks = tracksIn(records)
  const files = clip.frames.map((frame) => labelFileOf(frame.extras[KITTI_OBJECT]))
  const isKitti = files.some((file) => file !== null)
  for (const [index, frame] of clip.frames.entries()) {
    const here = byFrame.get(index) ?? []
    const file = files[index] ?? null
    const isFrameRecord = !isKitti || file !== null || here.length > 0
    const space = exportSpaceAt(clip, index)
    const path = file ?? `label_2/${frame.name}.txt`
    if (isFrameRecord) {
      const lines = linesOfFrame(here, tracks, space)
      yield { path, bytes: encode(lines.map((line) => `${line}\n`).join('')) }
    }
    if (options.withSensors) yield* writeSensors(source, index, { space, path })
  }
}

function groupByFrame(
  records: readonly AnnotationRecord[],
): ReadonlyMap<number, readonly FrameRecord[]> {
  const groups = new Map<number, FrameRecord[]>()
  for (const record of records) {
    if (!isFrameRecord(record) || !isOwnBox(record)) continue
    const group = groups.get(record.frame)
    if (group) group.push(record)
    else groups.set(record.frame, [record])
  }
  return groups
}

/** A track's 2D box is the cuboid's to say; KITTI's own are regions without a track. */
function isOwnBox(record: FrameRecord): boolean {
  return record.kind === 'cuboid' || record.trackId === null
}

function tracksIn(records: readonly AnnotationRecord[]): ReadonlyMap<string, Track> {
  return new Map(records.flatMap((one) => (one.kind === 'track' ? [[one.id, one] as const] : [])))
}

/** The lines of a frame: those read in their old order, then the new ones. */
function linesOfFrame(
  records: readonly FrameRecord[],
  tracks: ReadonlyMap<string, Track>,
  space: ExportSpace,
): readonly string[] {
  return records
    .map((record) => {
      const kept = keptLineOf(record, KITTI_OBJECT)
      const label = kept ? parseLabel(kept.text.split(/\s+/)) : null
      const before = label === null || isBadLine(label) ? null : label
      const text = before && isStill(record, before, { tracks, space }) ? kept?.text : undefined
      return { line: kept?.line ?? Number.POSITIVE_INFINITY, text: text ?? print(record) }
    })
    .toSorted((a, b) => (a.line === b.line ? 0 : a.line - b.line))
    .map(({ text }) => text)

  function print(record: FrameRecord): string {
    if (record.kind === 'box2d') return printLabel(labelOfBox(record))
    return printLabel(labelOfCuboid(record, categoryOf(record, tracks), space))
  }
}

type Setting = { readonly tracks: ReadonlyMap<string, Track>; readonly space: ExportSpace }

function isStill(record: FrameRecord, before: KittiLabel, { tracks, space }: Setting): boolean {
  if (record.kind === 'box2d') return isSameBox(record, before)
  return isUnchanged({ ...record, category: categoryOf(record, tracks) }, before, space)
}

function categoryOf(cuboid: CuboidRecord, tracks: ReadonlyMap<string, Track>): string {
  return tracks.get(cuboid.trackId)?.category ?? 'Misc'
}

async function* writeSensors(
  source: ExportSource,
  index: number,
  { space, path }: { readonly space: ExportSpace; readonly path: string },
): AsyncGenerator<OutputFile> {
  const { clip } = source
  const name = stemOf(path)
  const root = path.includes('/')
    ? path
        .split('/')
        .slice(0, -2)
        .map((part) => `${part}/`)
        .join('')
    : ''
  yield {
    path: `${root}calib/${name}.txt`,
    bytes: encode(writeObjectCalibration(space.calibration)),
  }
  const lidar = clip.sensors.find(({ modality }) => modality === 'lidar')
  const sweep = lidar && (await source.readSweep(index, lidar.id))
  if (sweep) yield { path: `${root}velodyne/${name}.bin`, bytes: writeKittiBin(sweep) }
  const camera = mainCameraOf(clip)
  const image = camera && (await source.readImage(index, camera.id))
  if (image) {
    const kind = readImageHeader(image)?.mime.slice('image/'.length) ?? 'png'
    yield { path: `${root}image_2/${name}.${kind === 'jpeg' ? 'jpg' : kind}`, bytes: image }
  }
}

function lossesOf({ clip, records }: ExportSource, options: WriteOptions): readonly Loss[] {
  const cuboids = records.filter((record) => record.kind === 'cuboid')
  const tracks = records.filter((record) => record.kind === 'track')
  const fresh = cuboids.filter((cuboid) => keptLineOf(cuboid, KITTI_OBJECT) === null)
  const tilted = leaningIn(clip, fresh)
  // What is cut off by the image is worked out anew for a box from elsewhere.
  const hasOthers = (cuboid: CuboidRecord): boolean => {
    const known =
      keptLineOf(cuboid, KITTI_OBJECT) === null ? ['occluded'] : ['occluded', 'truncated']
    return Object.keys(cuboid.attributes).some((id) => !known.includes(id))
  }
  const withOthers = cuboids.filter(hasOthers)
  const cameras = clip.sensors.filter(({ modality }) => modality === 'camera').length
  const losses: readonly Loss[] = [
    { record: 'track', field: lossFields.id, count: tracks.length, why: kittiTexts.noIds },
    changedCategories(records),
    {
      record: 'cuboid',
      field: lossFields.pitchAndRoll,
      count: tilted.length,
      why: kittiTexts.yawOnly,
    },
    {
      record: 'cuboid',
      field: lossFields.attributes,
      count: withOthers.length,
      why: kittiTexts.twoAttributes,
    },
    {
      record: 'frame',
      field: lossFields.timeAndPose,
      count: clip.frames.filter((one) => one.timeUs !== null || one.worldFromEgo !== null).length,
      why: kittiTexts.noTimes,
    },
    {
      record: 'sensor',
      field: lossFields.camera,
      count: options.withSensors ? Math.max(0, cameras - 1) : 0,
      why: kittiTexts.leftCamera,
    },
    {
      record: 'sensor',
      field: lossFields.distortion,
      count: isDistorted(clip) && options.withSensors ? 1 : 0,
      why: kittiTexts.rectified,
    },
  ]
  return losses.filter(({ count }) => count > 0)
}

function isDistorted(clip: Clip): boolean {
  return (mainCameraOf(clip)?.model?.lens ?? 'pinhole') !== 'pinhole'
}

function labelFileOf(kept: Clip['extras'][string] | undefined): string | null {
  // Put there by the reader.
  return (kept as { labels?: string } | undefined)?.labels ?? null
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}
