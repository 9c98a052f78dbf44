import { type Camera, type Json, type Lidar, type Sensor, sensorId } from '@trueline/annotation'
import {
  compose,
  IDENTITY_POSE,
  type ImageSize,
  invert,
  type Pose,
  subtract,
  ZERO,
} from '@trueline/geometry'
import { BadInputError } from '../badInputError.ts'
import type {
  FileTree,
  ImportedClip,
  ImportedFrame,
  ImportedImage,
  ImportedSweep,
  ReadOptions,
} from '../codec.ts'
import { type EntryReader, openEntries } from '../entries/readEntries.ts'
import { IMAGE_HEADER_BYTES, readImageHeader } from '../imageSize.ts'
import {
  below,
  isList,
  isObject,
  type JsonObject,
  type JsonPlace,
  listAt,
  numbersAt,
  objectAt,
} from '../jsonAt.ts'
import { isPickled, JSON_OR_PICKLE } from '../labels/jsonOrPickle.ts'
import { plainNumber } from '../plainNumber.ts'
import { readAnySweep } from '../pointclouds/readSweep.ts'
import { poseAt } from '../poseAt.ts'
import { type OpenReport, tryOr } from '../refuse.ts'
import { WHOLE } from '../sharedTexts.ts'
import { END_OF_LIST } from '../skeleton.ts'
import { numberText } from '../sourceJson.ts'
import { sourceOntology } from '../sourceOntology.ts'
import { lettersOf } from '../text.ts'
import { infoTexts as say } from './infoTexts.ts'
import { instanceFormat, labelsIn } from './instance.ts'
import { MMDET3D_INFO } from './names.ts'

/** Enough of a file to see what it is: `metainfo` comes first. */
const HEAD_BYTES = 8192
const FILES = 40
const LIDAR = sensorId('lidar')

/** The info files of a tree, by their first bytes. */
export async function infoFiles(tree: FileTree): Promise<readonly string[]> {
  const found: string[] = []
  const named = tree.files.filter(({ path }) => JSON_OR_PICKLE.ending.test(path))
  for (const { path } of named.slice(0, FILES)) {
    const head = await tree.read(path, { offset: 0, bytes: HEAD_BYTES })
    const text = lettersOf(head)
    const isOne = isPickled(text)
      ? text.includes('metainfo')
      : /^\s*\{\s*"metainfo"/.test(text) && text.includes('"data_list"')
    if (isOne) found.push(path)
  }
  return found.toSorted((a, b) => Number(isPickledName(a)) - Number(isPickledName(b)))
}

function isPickledName(path: string): boolean {
  return !/\.json$/i.test(path)
}

/** The frames of an info file. @throws {BadInputError} when there is none, or its boxes are a camera’s. */
export async function readInfo(tree: FileTree, options: ReadOptions): Promise<ImportedClip> {
  const [file, ...others] = await infoFiles(tree)
  if (file === undefined) {
    throw new BadInputError({ file: '', place: WHOLE, found: say.noInfos, expected: say.infos })
  }
  const report: OpenReport = { refused: [], notices: [] }
  for (const other of others) {
    // A data set's infos come as a pickle; whoever made JSON of it has the same twice.
    if (isPickledName(other) && !isPickledName(file)) {
      report.notices.push({ file: other, place: WHOLE, message: say.oneFile({ file }) })
      continue
    }
    const expected = say.oneFile({ file })
    report.refused.push({ file: other, place: WHOLE, found: say.furtherFile, expected })
  }
  const top = { file, pointer: '' }
  const document = objectAt(await JSON_OR_PICKLE.parse(await tree.read(file), file), top)
  const metainfo = isObject(document.metainfo) ? document.metainfo : {}
  if (typeof metainfo.dataset === 'string' && /kitti/i.test(metainfo.dataset)) {
    throw new BadInputError({
      file,
      place: WHOLE,
      found: say.cameraBoxes,
      expected: say.lidarBoxes,
    })
  }
  const labels = labelsIn(metainfo)
  const entries = openEntries(instanceFormat(labels), report)
  const items = listAt(document.data_list, below(top, 'data_list')).map((item, index) => {
    return { item, place: below(top, 'data_list', index) }
  })
  const infos = await readItems(tree, items, { entries, report })
  const origin = infos.find(({ mapFromEgo }) => mapFromEgo)?.mapFromEgo?.translation ?? ZERO
  const { tracks, cuboids } = entries.records()
  const missing = infos.reduce((sum, info) => sum + info.missing, 0)
  if (missing > 0) {
    report.notices.push({ file, place: WHOLE, message: say.missing({ count: missing }) })
  }
  return {
    clip: {
      name: options.name,
      frames: infos.map(
        ({ mapFromEgo, frame }): ImportedFrame => ({
          ...frame,
          worldFromEgo: mapFromEgo && {
            ...mapFromEgo,
            translation: subtract(mapFromEgo.translation, origin),
          },
        }),
      ),
      sensors: sensorsOf(infos),
      ontology: sourceOntology([...labels.keys()]),
      worldOrigin: origin,
      format: MMDET3D_INFO,
      extras: { [MMDET3D_INFO]: { ...document, data_list: file } },
    },
    records: [...tracks, ...cuboids],
    report: { ...report, suggestions: [] },
  }
}

type Info = {
  readonly frame: Omit<ImportedFrame, 'worldFromEgo'>
  readonly mapFromEgo: Pose | null
  readonly egoFromLidar: Pose
  readonly cameras: readonly Camera[]
  readonly missing: number
}

type Item = { readonly item: Json; readonly place: JsonPlace }

type Reading = { readonly entries: EntryReader; readonly report: OpenReport }

async function readItems(
  tree: FileTree,
  items: readonly Item[],
  { entries, report }: Reading,
): Promise<readonly Info[]> {
  const pathByName = new Map(tree.files.map(({ path }) => [nameOf(path), path]))
  const locate = (path: Json | undefined): string | null =>
    typeof path === 'string' ? (pathByName.get(nameOf(path)) ?? null) : null
  const infos: Info[] = []
  for (const { item, place } of items) {
    const info = tryOr(report, () => objectAt(item, place))
    if (info === null) {
      infos.push(brokenInfo(item, infos.length))
      continue
    }
    infos.push(await readItem(tree, info, { place, locate, entries, report, index: infos.length }))
  }
  return infos
}

/** A frame of which nothing can be told but its place in the list. */
function brokenInfo(item: Json, index: number): Info {
  const extras = { [MMDET3D_INFO]: item }
  return {
    frame: { name: String(index), timeUs: null, sweeps: [], images: [], extras },
    mapFromEgo: null,
    egoFromLidar: IDENTITY_POSE,
    cameras: [],
    missing: 0,
  }
}

type ItemReading = Reading & {
  readonly place: JsonPlace
  readonly locate: (path: Json | undefined) => string | null
  readonly index: number
}

async function readItem(tree: FileTree, info: JsonObject, reading: ItemReading): Promise<Info> {
  const { place, locate, report, index } = reading
  const cloud = isObject(info.lidar_points) ? info.lidar_points : {}
  const cloudAt = below(place, 'lidar_points')
  const egoFromLidar = optionalPose(cloud.lidar2ego, below(cloudAt, 'lidar2ego'), report)
  const mapFromEgo = optionalPose(info.ego2global, below(place, 'ego2global'), report)
  const seen = await readCameras(tree, info, {
    ...reading,
    egoFromLidar: egoFromLidar ?? IDENTITY_POSE,
  })
  const sweep = locate(cloud.lidar_path)
  const asked = (cloud.lidar_path === undefined ? 0 : 1) + seen.length
  const found = (sweep === null ? 0 : 1) + seen.filter(({ image }) => image).length
  const token = info.token ?? info.sample_idx
  return {
    mapFromEgo,
    egoFromLidar: egoFromLidar ?? IDENTITY_POSE,
    cameras: seen.map(({ camera }) => camera),
    missing: asked - found,
    frame: {
      name: typeof token === 'string' ? token : (numberText(token) ?? String(index)),
      timeUs: timeOf(info.timestamp),
      sweeps: sweep === null ? [] : [sweepOf(tree, sweep)],
      images: seen.flatMap(({ image }) => (image === null ? [] : [image])),
      extras: { [MMDET3D_INFO]: takeInstances(info, reading, egoFromLidar ?? IDENTITY_POSE) },
    },
  }
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

function optionalPose(value: Json | undefined, place: JsonPlace, report: OpenReport): Pose | null {
  return value === undefined || value === null ? null : tryOr(report, () => poseAt(value, place))
}

/** Seconds, or microseconds where they are too many for seconds. */
function timeOf(value: Json | undefined): number | null {
  const time = plainNumber(value)
  if (!Number.isFinite(time) || time < 0) return null
  const timeUs = Math.round(time > 1e11 ? time : time * 1e6)
  return Number.isSafeInteger(timeUs) ? timeUs : null
}

function sweepOf(tree: FileTree, file: string): ImportedSweep {
  return { sensorId: LIDAR, file, read: async () => readAnySweep(await tree.read(file), file) }
}

/** An info with its good instances taken out. */
function takeInstances(info: JsonObject, reading: ItemReading, egoFromSource: Pose): Json {
  const { entries, place, index } = reading
  if (!isList(info.instances)) return info
  const left = info.instances.map((source, at) =>
    entries.take(source, { frame: index, place: below(place, 'instances', at), egoFromSource }),
  )
  return { ...info, instances: [...left, END_OF_LIST] }
}

type Seen = { readonly camera: Camera; readonly image: ImportedImage | null }

async function readCameras(
  tree: FileTree,
  info: JsonObject,
  reading: ItemReading & { readonly egoFromLidar: Pose },
): Promise<readonly Seen[]> {
  const seen: Seen[] = []
  for (const [name, value] of Object.entries(isObject(info.images) ? info.images : {})) {
    if (!isObject(value)) continue
    const place = below(reading.place, 'images', name)
    const file = reading.locate(value.img_path)
    const size = await sizeOf(tree, file, value)
    const camera = tryOr(reading.report, () => cameraOf(name, { value, place, size, reading }))
    if (camera === null) continue
    const { egoFromSensor, model } = camera
    const calibration = { egoFromSensor, model }
    const read = (): Promise<Uint8Array> => tree.read(file ?? '')
    const image = file === null ? null : { sensorId: camera.id, file, calibration, read }
    seen.push({ camera, image })
  }
  return seen
}

async function sizeOf(
  tree: FileTree,
  file: string | null,
  { width, height }: JsonObject,
): Promise<ImageSize | null> {
  if (typeof width === 'number' && typeof height === 'number') {
    return { widthPx: width, heightPx: height }
  }
  if (file === null) return null
  const header = readImageHeader(await tree.read(file, { offset: 0, bytes: IMAGE_HEADER_BYTES }))
  return header && { widthPx: header.widthPx, heightPx: header.heightPx }
}

type Placing = {
  readonly value: JsonObject
  readonly place: JsonPlace
  readonly size: ImageSize | null
  readonly reading: { readonly egoFromLidar: Pose }
}

/** A camera where it was when it fired: `lidar2cam` has the way between in it, `cam2ego` has not. */
function cameraOf(name: string, { value, place, size, reading }: Placing): Camera {
  const egoFromSensor =
    value.lidar2cam === undefined
      ? poseAt(value.cam2ego, below(place, 'cam2ego'))
      : compose(reading.egoFromLidar, invert(poseAt(value.lidar2cam, below(place, 'lidar2cam'))))
  const k = numbersAt(value.cam2img, below(place, 'cam2img'), [9, 12, 16])
  const columns = k.length === 9 ? 3 : 4
  const at = (row: number, column: number): number => k[row * columns + column] ?? 0
  const model = size && {
    lens: 'pinhole' as const,
    ...size,
    focalPx: [at(0, 0), at(1, 1)] as const,
    centerPx: [at(0, 2), at(1, 2)] as const,
  }
  return { modality: 'camera', id: sensorId(name), egoFromSensor, model, extras: {} }
}

function sensorsOf(infos: readonly Info[]): readonly Sensor[] {
  const egoFromSensor = infos[0]?.egoFromLidar ?? IDENTITY_POSE
  const lidar: Lidar = { modality: 'lidar', id: LIDAR, egoFromSensor, extras: {} }
  const cameras = new Map<string, Camera>()
  for (const camera of infos.flatMap((info) => info.cameras)) {
    if (!cameras.has(camera.id)) cameras.set(camera.id, camera)
  }
  return [lidar, ...cameras.values()]
}
