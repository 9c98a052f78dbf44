import {
  type AnnotationRecord,
  type Camera,
  type Json,
  type Sensor,
  verbatim,
} from '@trueline/annotation'
import { type ImageSize, subtract, ZERO } from '@trueline/geometry'
import { readKittiBin } from '../bin/readBin.ts'
import type { FileTree, ImportedClip, ImportedFrame, ImportedSweep, ReadOptions } from '../codec.ts'
import { IMAGE_HEADER_BYTES, readImageHeader } from '../imageSize.ts'
import { below, isObject } from '../jsonAt.ts'
import { tellMirrored } from '../maps/tellMirrored.ts'
import { readAnySweep } from '../pointclouds/readSweep.ts'
import type { OpenReport } from '../refuse.ts'
import { WHOLE } from '../sharedTexts.ts'
import { indentOf, parseJsonText, printSourceJson } from '../sourceJson.ts'
import { attributesSeen, sourceOntology } from '../sourceOntology.ts'
import { decodeText } from '../text.ts'
import { findDocument } from './findDocument.ts'
import { readFixed } from './fixed/readFixed.ts'
import type { KeptDocument, KeptFrame } from './kept.ts'
import { filesByStream, type Matched, matchFiles } from './matchFiles.ts'
import { OPENLABEL } from './names.ts'
import { openlabelTexts } from './openlabelTexts.ts'
import { type Document, type DocumentFrame, readDocument } from './readDocument.ts'
import { calibrationAt, sensorsOf } from './sensors.ts'
import { streamNames } from './streams.ts'
import { timeUsOf } from './timestamp.ts'

/**
 * The clip of an OpenLABEL document, with the sweeps and images that lie beside it.
 *
 * @throws {BadInputError} when there is no document, or it is no OpenLABEL.
 */
export async function readClip(tree: FileTree, options: ReadOptions): Promise<ImportedClip> {
  const report: OpenReport = { refused: [], notices: [] }
  const file = await findDocument(tree, report)
  const text = decodeText(await tree.read(file), file)
  const document = readDocument(parseJsonText(text, file), { file, onto: options.onto, report })
  const { records } = document
  const cameraNames = imagesNamed(records)
  const hasSweeps = tree.files.some(({ path }) => /\.(pcd|bin)$/i.test(path))
  const images = filesByStream(
    tree,
    [...new Set([...streamNames(document.root, 'camera'), ...cameraNames])],
    'image',
  )
  const sizes = await imageSizes(tree, images)
  const setting = { file, report, sizes, hasSweeps, imagesNamed: cameraNames }
  const sensors = sensorsOf(document, setting)
  for (const [system, axes] of Object.entries(document.conventions.axes)) {
    const message = openlabelTexts.readWith({
      system: system || openlabelTexts.egoSpace,
      axes: AXES_TOLD[axes],
    })
    report.notices.push({ file, place: verbatim('/openlabel'), message })
  }
  const files = matchAll(tree, document, { sensors, images, report })
  const framed = framesOf(tree, document, { sensors, files, setting })
  const hasPoses = framed.frames.some(({ worldFromEgo }) => worldFromEgo !== null)
  const { spaces } = document
  const fixedSetting = { file, report, worlds: [spaces.world ?? spaces.ego] }
  const fixed = readFixed(document.root, fixedSetting, hasPoses ? framed.worldOrigin : null)
  tellMirrored(fixed.records, { file, report })
  const [name = options.name] = nameOf(document)
  return {
    clip: {
      name,
      frames: framed.frames,
      worldOrigin: hasPoses ? framed.worldOrigin : fixed.origin,
      sensors,
      ontology: ontologyOf(records),
      format: OPENLABEL,
      extras: { [OPENLABEL]: keep(document, { file, indent: indentOf(text) }) },
    },
    records: [...records, ...fixed.records],
    report: { ...report, suggestions: [] },
  }
}

const AXES_TOLD = {
  standard: openlabelTexts.standardAxes,
  camera: openlabelTexts.cameraAxes,
  kognic: openlabelTexts.kognicAxes,
}

function keep(document: Document, source: Pick<KeptDocument, 'file' | 'indent'>): Json {
  const { conventions, statics, tracked, skeleton, records } = document
  const example = (kind: 'cuboid' | 'box2d'): string | null => {
    const record = records.find(
      (one) => one.kind === kind && 'extras' in one && OPENLABEL in one.extras,
    )
    const text = record && 'extras' in record ? record.extras[OPENLABEL] : undefined
    return typeof text === 'string' ? text : null
  }
  return {
    ...source,
    document: printSourceJson(skeleton),
    axes: conventions.axes,
    statics,
    tracked,
    examples: { cuboid: example('cuboid'), box: example('box2d') },
  }
}

function nameOf({ root }: Document): readonly string[] {
  const metadata = root.metadata as { readonly name?: Json } | undefined
  return typeof metadata?.name === 'string' && metadata.name !== '' ? [metadata.name] : []
}

function imagesNamed(records: readonly AnnotationRecord[]): readonly string[] {
  return [
    ...new Set(records.flatMap((one): string[] => (one.kind === 'box2d' ? [one.sensorId] : []))),
  ]
}

async function imageSizes(
  tree: FileTree,
  images: ReadonlyMap<string, readonly string[]>,
): Promise<ReadonlyMap<string, ImageSize>> {
  const sizes = new Map<string, ImageSize>()
  for (const [camera, [first]] of images) {
    if (first === undefined) continue
    const range = { offset: 0, bytes: IMAGE_HEADER_BYTES }
    const header = readImageHeader(await tree.read(first, range))
    if (header) sizes.set(camera, { widthPx: header.widthPx, heightPx: header.heightPx })
  }
  return sizes
}

function ontologyOf(records: readonly AnnotationRecord[]) {
  const tracks = records.filter((record) => record.kind === 'track')
  const cuboids = records.filter((record) => record.kind === 'cuboid')
  const boxes = records.filter((record) => record.kind === 'box2d')
  const categories = [...tracks, ...boxes].map(({ category }) => category)
  return sourceOntology(categories, [
    ...attributesSeen(
      'track',
      tracks.map(({ attributes }) => attributes),
    ),
    ...attributesSeen(
      'cuboid',
      cuboids.map(({ attributes }) => attributes),
    ),
  ])
}

type Files = ReadonlyMap<string, Matched>

function matchAll(
  tree: FileTree,
  { frames }: Document,
  args: {
    readonly sensors: readonly Sensor[]
    readonly images: ReadonlyMap<string, readonly string[]>
    readonly report: OpenReport
  },
): Files {
  const lidars = args.sensors.filter(({ modality }) => modality === 'lidar').map(({ id }) => id)
  const sweeps = filesByStream(tree, lidars, 'sweep')
  const matched = new Map(
    [...sweeps, ...args.images].map(([id, paths]) => [id, matchFiles(paths, frames, id)] as const),
  )
  for (const [id, { unmatched }] of matched) {
    if (unmatched.length === 0) continue
    const message = openlabelTexts.frameless({ count: unmatched.length - 1, sensor: id })
    args.report.notices.push({ file: unmatched[0] ?? '', place: WHOLE, message })
  }
  return matched
}

function framesOf(
  tree: FileTree,
  document: Document,
  args: {
    readonly sensors: readonly Sensor[]
    readonly files: Files
    readonly setting: Parameters<typeof sensorsOf>[1]
  },
): Pick<ImportedClip['clip'], 'frames' | 'worldOrigin'> {
  const { frames, root } = document
  const { files, sensors, setting } = args
  const poses = frames.map(({ spaces }) => spaces.worldFromEgo)
  const worldOrigin = poses.find((pose) => pose !== null)?.translation ?? ZERO
  const fileOf = (id: string, index: number) => files.get(id)?.byFrame.get(index)
  const names = frameNames(frames)
  const made = frames.map((frame, index): ImportedFrame => {
    const pose = poses[index] ?? null
    const own = { ...frame, place: placeOf(frame, setting.file) }
    const present = sensors.filter(({ id }) => fileOf(id, index) !== undefined)
    const kept: KeptFrame = {
      key: frame.key,
      frame: printSourceJson(frame.skeleton),
      files: Object.fromEntries(present.map(({ id }) => [id, fileOf(id, index) ?? ''])),
    }
    return {
      name: names[index] ?? String(index),
      timeUs: timeOf(frame, document.conventions.isKognic),
      worldFromEgo: pose && { ...pose, translation: subtract(pose.translation, worldOrigin) },
      sweeps: present
        .filter(({ modality }) => modality === 'lidar')
        .map(({ id }) => sweepOf(tree, fileOf(id, index) ?? '', id)),
      images: present
        .filter((sensor): sensor is Camera => sensor.modality === 'camera')
        .map((camera) => {
          const path = fileOf(camera.id, index) ?? ''
          const calibration = calibrationAt(camera, own, { ...setting, root })
          return { sensorId: camera.id, file: path, calibration, read: () => tree.read(path) }
        }),
      extras: { [OPENLABEL]: kept },
    }
  })
  return { frames: made, worldOrigin }
}

/** The frames' `external_id`, where each that has one has its own; else their numbers. */
function frameNames(frames: readonly DocumentFrame[]): readonly string[] {
  const keys = frames.map(({ key }) => key ?? '0')
  const names = frames.map(({ skeleton }, index) => {
    const properties = skeleton.frame_properties
    const id = isObject(properties) ? properties.external_id : undefined
    return typeof id === 'string' && id !== '' ? id : (keys[index] ?? '')
  })
  return new Set(names).size === names.length ? names : keys
}

function placeOf({ key }: DocumentFrame, file: string) {
  return below({ file, pointer: '/openlabel/frames' }, key ?? '', 'frame_properties', 'streams')
}

function timeOf({ skeleton }: DocumentFrame, isKognic: boolean): number | null {
  const properties = skeleton.frame_properties as { readonly timestamp?: Json } | undefined
  return timeUsOf(properties?.timestamp, isKognic ? 'ms' : 's')
}

function sweepOf(tree: FileTree, file: string, sensorId: ImportedSweep['sensorId']): ImportedSweep {
  const read = async () => {
    const bytes = await tree.read(file)
    return /\.bin$/i.test(file) ? readKittiBin(bytes, file) : readAnySweep(bytes, file)
  }
  return { sensorId, file, read }
}
