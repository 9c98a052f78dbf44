import type { AnnotationRecord, Box2d, Clip, CuboidRecord, Frame, Json } from '@trueline/annotation'
import { IDENTITY_POSE, invert, type Pose, transformCuboid } from '@trueline/geometry'
import { POINT_STRIDE } from '@trueline/pointcloud'
import type { Exported, ExportSource, Loss, OutputFile, WriteOptions } from '../codec.ts'
import { entryTexts } from '../entries/entryTexts.ts'
import { type EntryWriter, openEntryWriter } from '../entries/writeEntries.ts'
import { isList, isObject, type JsonObject } from '../jsonAt.ts'
import { lossFields } from '../lossFields.ts'
import { writeNpz } from '../npy/writeNpz.ts'
import { plainText } from '../plainText.ts'
import { END_OF_LIST, fillHoles, holeAt } from '../skeleton.ts'
import { numberText, printSourceJson } from '../sourceJson.ts'
import { tokenOf } from '../token.ts'
import { boxFormat, type Classes } from './box3d.ts'
import { encodeBox2d } from './boxes2d.ts'
import { dgpTexts as say } from './dgpTexts.ts'
import { boxSensor, freshScene, ontologyOf, pathsOf, type SceneFiles } from './freshScene.ts'
import { DGP } from './names.ts'
import { classesOf } from './scene.ts'

/** The scene of a clip; what was read and not changed stands as its source had it. */
export function writeDgp(source: ExportSource, options: WriteOptions): Exported {
  return { files: writeFiles(source, options), losses: lossesOf(source, options) }
}

async function* writeFiles(
  source: ExportSource,
  options: WriteOptions,
): AsyncGenerator<OutputFile> {
  const { clip, records } = source
  const { name, scene, beside } = sceneOf(clip, records)
  yield jsonFile(name, scene)
  for (const [path, value] of Object.entries(beside)) yield jsonFile(path, value)
  const classes = classesOf(Object.values(beside))
  const boxes = openBoxes(source, classes)
  for (const [index, frame] of clip.frames.entries()) {
    for (const { path, ...file } of filesOf(clip, frame)) {
      yield jsonFile(path, boxes.fill(file, index))
    }
  }
  if (!options.withSensors) return
  for (const [index, frame] of clip.frames.entries()) {
    yield* writeSensors(source, { scene, frame, index })
  }
}

function jsonFile(path: string, value: Json): OutputFile {
  return { path, bytes: new TextEncoder().encode(printSourceJson(value, '  ')) }
}

/** What the reader kept of a clip or frame. */
function keptOf(extras: Clip['extras']): JsonObject {
  const kept = extras[DGP]
  return isObject(kept) ? kept : {}
}

/** The files beside a clip's boxes; the ontology with the categories that people added. */
function sceneOf(
  clip: Clip,
  records: readonly AnnotationRecord[],
): SceneFiles & { readonly name: string } {
  const categories = new Set(
    records.flatMap((record) => ('category' in record ? [record.category] : [])),
  )
  const { scene, beside, file } = keptOf(clip.extras)
  if (!isObject(scene) || !isObject(beside)) {
    const name = `scene_${tokenOf(`scene ${clip.name}`)}.json`
    return { name, ...freshScene(clip, [...categories]) }
  }
  const files = Object.fromEntries(
    Object.entries(beside).flatMap(([path, value]) => (isObject(value) ? [[path, value]] : [])),
  )
  const known = classesOf(Object.values(files))
  const added = [...categories].filter((name) => known.idOf(name) === null)
  const ontology = Object.keys(files).find((path) => path.startsWith('ontology/'))
  const name = plainText(file)
  if (added.length === 0 || ontology === undefined) return { name, scene, beside: files }
  const { items } = files[ontology] ?? {}
  const words = ontologyOf(added, isList(items) ? items.filter(isObject) : [])
  return { name, scene, beside: { ...files, [ontology]: { ...files[ontology], ...words } } }
}

/** A file of boxes while it is written. */
type BoxFile = { readonly kind: string; readonly sensor: string; readonly skeleton: Json }

function filesOf(clip: Clip, frame: Frame): readonly (BoxFile & { readonly path: string })[] {
  const { files } = keptOf(frame.extras)
  if (isList(files)) {
    return files.filter(isObject).map(({ path, kind, sensor, skeleton }) => ({
      path: plainText(path),
      kind: plainText(kind),
      sensor: plainText(sensor),
      skeleton: skeleton ?? null,
    }))
  }
  const sensor = boxSensor(clip)
  if (sensor === undefined) return []
  const skeleton = { annotations: [END_OF_LIST] }
  return [{ path: pathsOf(sensor, frame).boxes, kind: 'lidar', sensor: sensor.id, skeleton }]
}

type Boxes = { readonly fill: (file: BoxFile, frame: number) => Json }

function openBoxes({ clip, records }: ExportSource, classes: Classes): Boxes {
  const poseOf = (sensor: string): Pose =>
    clip.sensors.find(({ id }) => id === sensor)?.egoFromSensor ?? IDENTITY_POSE
  const main = boxSensor(clip)
  const writer = openEntryWriter(records, {
    format: boxFormat(classes),
    egoFromSource: () => main?.egoFromSensor ?? IDENTITY_POSE,
    freshId: ({ number }) => String(number),
  })
  const boxes2d = new Map<string, Box2d>(
    records.flatMap((record) => (record.kind === 'box2d' ? [[record.id, record]] : [])),
  )
  const fill2d = (skeleton: Json): Json =>
    fillHoles(skeleton, {
      record: (id) => {
        const box = boxes2d.get(id)
        return box === undefined ? null : encodeBox2d(box)
      },
      rest: () => [],
    })
  return {
    fill: ({ kind, sensor, skeleton }, frame) => {
      if (kind === 'image') return fill2d(skeleton)
      if (kind === 'lidar') return writer.fill(skeleton, frame)
      const image = clip.frames[frame]?.images.find(({ sensorId }) => sensorId === sensor)
      const egoFromCamera = image?.calibration?.egoFromSensor ?? poseOf(sensor)
      return fillCamera(skeleton, {
        writer,
        frame,
        egoFromCamera,
        known: knownIn(clip, frame),
        classes,
      })
    },
  }
}

/** The ids of the boxes that a frame's lidar files came with. */
function knownIn({ frames }: Clip, frame: number): ReadonlySet<string> {
  const { files } = keptOf(frames[frame]?.extras ?? {})
  const lists = (isList(files) ? files : []).flatMap((file) => {
    if (!isObject(file) || file.kind !== 'lidar' || !isObject(file.skeleton)) return []
    const { annotations } = file.skeleton
    return isList(annotations) ? annotations : []
  })
  return new Set(lists.flatMap((item) => holeAt(item) ?? []))
}

type CameraParts = {
  readonly writer: EntryWriter
  readonly frame: number
  readonly egoFromCamera: Pose
  readonly known: ReadonlySet<string>
  readonly classes: Classes
}

/** A camera's file of 3D boxes after those of the lidar: gone and changed ones follow them. */
function fillCamera(skeleton: Json, parts: CameraParts): Json {
  if (!isObject(skeleton) || !isList(skeleton.annotations)) return skeleton
  const byId = new Map<string | null, CuboidRecord>()
  for (const cuboid of parts.writer.ofFrame(parts.frame)) {
    byId.set(parts.writer.write(cuboid).entry.objectId, cuboid)
  }
  const annotations = skeleton.annotations.flatMap((source): readonly Json[] => {
    if (!isObject(source)) return [source]
    const id = numberText(source.instance_id)
    const cuboid = byId.get(id)
    if (cuboid === undefined) return parts.known.has(`${DGP}:${id}@${parts.frame}`) ? [] : [source]
    const { entry, isUnchanged } = parts.writer.write(cuboid)
    if (isUnchanged) return [source]
    const own = transformCuboid(invert(parts.egoFromCamera), cuboid)
    return [boxFormat(parts.classes).encode({ ...entry, cuboid: own }, source)]
  })
  return { ...skeleton, annotations }
}

type SensorParts = { readonly scene: JsonObject; readonly frame: Frame; readonly index: number }

async function* writeSensors(
  source: ExportSource,
  { scene, frame, index }: SensorParts,
): AsyncGenerator<OutputFile> {
  const paths = keptOf(frame.extras).files === undefined ? null : filenames(scene, index)
  for (const sensor of source.clip.sensors) {
    const path = paths === null ? pathsOf(sensor, frame).data : paths.get(sensor.id)
    if (path === undefined) continue
    if (sensor.modality === 'lidar') {
      const sweep = await source.readSweep(index, sensor.id)
      if (sweep)
        yield { path, bytes: writeNpz('data', Float64Array.from(sweep.points), POINT_STRIDE) }
    } else {
      const bytes = await source.readImage(index, sensor.id)
      if (bytes) yield { path, bytes }
    }
  }
}

/** The files of a sample by sensor, as the scene names them. */
function filenames(scene: JsonObject, index: number): ReadonlyMap<string, string> {
  const samples = isList(scene.samples) ? scene.samples : []
  const sample = samples[index]
  const keys = isObject(sample) && isList(sample.datum_keys) ? sample.datum_keys : []
  const data = (isList(scene.data) ? scene.data : []).filter(isObject)
  return new Map(
    data.flatMap(({ key, id, datum }) => {
      if (key === undefined || !keys.includes(key) || !isObject(id) || !isObject(datum)) return []
      const value = datum.point_cloud ?? datum.image
      return isObject(value) ? [[plainText(id.name), plainText(value.filename)] as const] : []
    }),
  )
}

function lossesOf({ clip, records }: ExportSource, { withSensors }: WriteOptions): readonly Loss[] {
  const cuboids = records.filter((record) => record.kind === 'cuboid')
  const isElsewhere = ({ extras }: Pick<Clip, 'extras'>): boolean => extras[DGP] === undefined
  const cameras = withSensors ? clip.sensors.filter((one) => one.modality === 'camera') : []
  const all: readonly Loss[] = [
    {
      record: 'box2d',
      field: lossFields.all,
      count: records.filter((one) => one.kind === 'box2d' && isElsewhere(one)).length,
      why: say.newBox2d,
    },
    {
      record: 'cuboid',
      field: lossFields.score,
      count: cuboids.filter(({ score }) => score !== null).length,
      why: entryTexts.noField,
    },
    {
      record: 'cuboid',
      field: lossFields.attributes,
      count: cuboids.filter((one) => {
        return isElsewhere(one) && Object.values(one.attributes).some((v) => typeof v !== 'string')
      }).length,
      why: say.textAttributes,
    },
    {
      record: 'cuboid',
      field: entryTexts.points,
      count: cuboids.filter((one) => isElsewhere(one) && one.pointCount === null).length,
      why: entryTexts.uncounted,
    },
    {
      record: 'track',
      field: lossFields.attributes,
      count: records.filter((one) => one.kind === 'track' && Object.keys(one.attributes).length > 0)
        .length,
      why: entryTexts.byFrame,
    },
    {
      record: 'sensor',
      field: lossFields.distortion,
      count: cameras.filter(({ model }) => model !== null && model.lens !== 'pinhole').length,
      why: say.noDistortion,
    },
  ]
  return all.filter(({ count }) => count > 0)
}
