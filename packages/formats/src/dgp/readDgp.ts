import { type Box2d, type Json, verbatim } from '@trueline/annotation'
import { IDENTITY_POSE, type Pose, subtract, type Vec3, ZERO } from '@trueline/geometry'
import { BadInputError } from '../badInputError.ts'
import type { FileTree, ImportedClip, ImportedFrame, ReadOptions } from '../codec.ts'
import { type EntryReader, openEntries } from '../entries/readEntries.ts'
import { below, isObject, listAt, objectAt } from '../jsonAt.ts'
import { plainText } from '../plainText.ts'
import { type OpenReport, refuse, tryOr } from '../refuse.ts'
import { WHOLE } from '../sharedTexts.ts'
import { END_OF_LIST, holeOf } from '../skeleton.ts'
import { parseSourceJson } from '../sourceJson.ts'
import { attributesSeen, sourceOntology } from '../sourceOntology.ts'
import { boxFormat, type Classes } from './box3d.ts'
import { decodeBox2d } from './boxes2d.ts'
import { readCalibration } from './calibration.ts'
import { dgpTexts as say } from './dgpTexts.ts'
import { DGP } from './names.ts'
import {
  egoPose,
  imageOf,
  type PlacedSample,
  referenceOf,
  sensorsOf,
  sweepOf,
} from './readSensors.ts'
import { classesOf, type Datum, readSceneFile, type Scene } from './scene.ts'
import { microsecondsAt } from './values.ts'

/** The types of annotations that are read, by their number in a scene. */
const BOX_2D = '0'
const BOX_3D = '1'

/** The clip of a DGP scene. @throws {BadInputError} when there is none, or none of its samples is good. */
export async function readDgp(tree: FileTree, options: ReadOptions): Promise<ImportedClip> {
  const report: OpenReport = { refused: [], notices: [] }
  const scene = await readSceneFile(tree, report)
  const calibrations = await readFiles(tree, {
    paths: scene.samples.map(({ calibrationKey }) => `calibration/${calibrationKey}.json`),
    scene,
    report,
  })
  const { ontologies } = scene.value
  const keys = Object.values(isObject(ontologies) ? ontologies : {}).map(plainText)
  const paths = keys.map((key) => `ontology/${key}.json`)
  const words = await readFiles(tree, { paths, scene, report })
  const classes = classesOf([...words.values()])
  const placed = placeSamples(scene, { calibrations, report })
  const [first] = placed.samples
  if (first === undefined) {
    const [bad] = report.refused
    const found = say.noScene
    throw new BadInputError(bad ?? { file: scene.file, place: WHOLE, found, expected: say.scene })
  }
  const boxes = await readBoxes(tree, { scene, placed, classes, report })
  return {
    clip: {
      name: scene.root.split('/').at(-2) ?? options.name,
      frames: placed.samples.map((sample, index) =>
        frameOf(tree, { scene, sample, report, kept: boxes.files.get(index) ?? [] }),
      ),
      sensors: sensorsOf(placed.samples),
      ontology: sourceOntology(
        boxes.categories,
        attributesSeen(
          'cuboid',
          boxes.cuboids.map(({ attributes }) => attributes),
        ),
      ),
      worldOrigin: placed.origin,
      format: DGP,
      extras: {
        [DGP]: {
          file: scene.file.slice(scene.root.length),
          scene: scene.value,
          beside: Object.fromEntries([...calibrations, ...words]),
        },
      },
    },
    records: [...boxes.tracks, ...boxes.cuboids, ...boxes.boxes2d],
    report: { ...report, suggestions: [] },
  }
}

type Files = {
  readonly paths: readonly string[]
  readonly scene: Scene
  readonly report: OpenReport
}

/** The JSON files of a scene that can be read, by their path in it. */
async function readFiles(
  tree: FileTree,
  { paths, scene, report }: Files,
): Promise<ReadonlyMap<string, Json>> {
  const found = new Map<string, Json>()
  const there = new Set(tree.files.map(({ path }) => path))
  for (const path of new Set(paths)) {
    const file = scene.root + path
    if (!there.has(file)) {
      const expected = say.annotationFile
      report.refused.push({ file, place: WHOLE, found: say.missingFile, expected })
      continue
    }
    try {
      found.set(path, parseSourceJson(await tree.read(file), file))
    } catch (error) {
      refuse(report, error)
    }
  }
  return found
}

type Placed = { readonly samples: readonly PlacedSample[]; readonly origin: Vec3 }

type Placing = {
  readonly calibrations: ReadonlyMap<string, Json>
  readonly report: OpenReport
}

function placeSamples(scene: Scene, { calibrations, report }: Placing): Placed {
  const sensors = new Map(
    [...calibrations].flatMap(([path, value]) => {
      const file = scene.root + path
      const read = tryOr(report, () => readCalibration(value, { file, pointer: '' }))
      return read === null ? [] : [[path, read] as const]
    }),
  )
  const samples = scene.samples.map((sample): PlacedSample => {
    const own = sensors.get(`calibration/${sample.calibrationKey}.json`) ?? new Map()
    const at = below(sample.place, 'id', 'timestamp')
    return {
      sample,
      sensors: own,
      worldFromEgo: tryOr(report, () => egoPose(sample, own)),
      timeUs: tryOr(report, () => microsecondsAt(sample.timestamp, at)),
    }
  })
  const origin = samples.find((one) => one.worldFromEgo)?.worldFromEgo?.translation ?? ZERO
  const start = samples.find((one) => one.timeUs !== null)?.timeUs ?? 0
  const isFar = samples.some(({ timeUs }) => timeUs !== null && !Number.isSafeInteger(timeUs))
  if (isFar) {
    const place = verbatim('/samples')
    report.notices.push({ file: scene.file, place, message: say.farTimes })
  }
  return {
    origin,
    samples: samples.map((one) => ({
      ...one,
      timeUs: one.timeUs === null || !isFar ? one.timeUs : one.timeUs - start,
      worldFromEgo: one.worldFromEgo && {
        ...one.worldFromEgo,
        translation: subtract(one.worldFromEgo.translation, origin),
      },
    })),
  }
}

/** An annotation file, what is kept of it. */
type KeptFile = {
  readonly path: string
  readonly kind: 'lidar' | 'camera' | 'image'
  readonly sensor: string
  readonly skeleton: Json
}

type Reading = {
  readonly scene: Scene
  readonly placed: Placed
  readonly classes: Classes
  readonly report: OpenReport
}

async function readBoxes(tree: FileTree, { scene, placed, classes, report }: Reading) {
  const entries = openEntries(boxFormat(classes), report)
  const files = new Map<number, KeptFile[]>()
  const images: { readonly frame: number; readonly at: number; readonly file: KeptFile }[] = []
  for (const [frame, { sample, sensors }] of placed.samples.entries()) {
    const kept: KeptFile[] = []
    for (const datum of sample.data) {
      const egoFromSensor = sensors.get(datum.name)?.egoFromSensor ?? IDENTITY_POSE
      for (const [type, path] of annotationsOf(datum)) {
        const value = (await readFiles(tree, { paths: [path], scene, report })).get(path)
        if (value === undefined) continue
        const kind = datum.kind === 'point_cloud' ? 'lidar' : type === BOX_3D ? 'camera' : 'image'
        const file = { path, kind, sensor: datum.name, skeleton: value } as const
        const place = { file: scene.root + path, pointer: '' }
        const context = { frame, egoFromSensor, place, entries, report }
        if (kind === 'image') images.push({ frame, at: kept.length, file })
        kept.push(kind === 'lidar' ? { ...file, skeleton: takeBoxes(value, context) } : file)
      }
    }
    files.set(frame, kept)
  }
  const { tracks, cuboids } = entries.records()
  const known = new Set<string>(tracks.map(({ id }) => id))
  const boxes2d: Box2d[] = []
  for (const { frame, at, file } of images) {
    const place = { file: scene.root + file.path, pointer: '' }
    const context = { frame, place, classes, report, known, camera: file.sensor }
    const skeleton = takeBoxes2d(file.skeleton, context, boxes2d)
    files.get(frame)?.splice(at, 1, { ...file, skeleton })
  }
  const categories = [...tracks, ...boxes2d].map(({ category }) => category)
  return { tracks, cuboids, boxes2d, files, categories }
}

/** The files of a datum's boxes, by type. */
function annotationsOf({ value, kind }: Datum): readonly (readonly [string, string])[] {
  const { annotations } = value
  return Object.entries(isObject(annotations) ? annotations : {}).flatMap(([type, path]) => {
    const isRead = type === BOX_3D || (type === BOX_2D && kind === 'image')
    return isRead && typeof path === 'string' ? [[type, path] as const] : []
  })
}

type Taking = {
  readonly frame: number
  readonly egoFromSensor: Pose
  readonly place: { readonly file: string; readonly pointer: string }
  readonly entries: EntryReader
  readonly report: OpenReport
}

function takeBoxes(value: Json, { frame, egoFromSensor, place, entries, report }: Taking): Json {
  const listPlace = below(place, 'annotations')
  const found = tryOr(report, () => {
    const file = objectAt(value, place)
    return { file, list: listAt(file.annotations, listPlace) }
  })
  if (found === null) return value
  const left = found.list.map((source, index) =>
    entries.take(source, { frame, place: below(listPlace, index), egoFromSource: egoFromSensor }),
  )
  return { ...found.file, annotations: [...left, END_OF_LIST] }
}

type Taking2d = {
  readonly frame: number
  readonly place: { readonly file: string; readonly pointer: string }
  readonly classes: Classes
  readonly report: OpenReport
  readonly known: ReadonlySet<string>
  readonly camera: string
}

/** Adds a file's 2D boxes to `boxes` and returns the file without them. */
function takeBoxes2d(value: Json, context: Taking2d, boxes: Box2d[]): Json {
  const { frame, place, classes, report, known, camera } = context
  const listPlace = below(place, 'annotations')
  const found = tryOr(report, () => {
    const file = objectAt(value, place)
    return { file, list: listAt(file.annotations, listPlace) }
  })
  if (found === null) return value
  const left = found.list.map((source, index): Json => {
    const at = below(listPlace, index)
    const box = tryOr(report, () =>
      decodeBox2d(objectAt(source, at), {
        frame,
        camera,
        index,
        place: at,
        classes,
        tracks: known,
      }),
    )
    if (box === null) return source
    boxes.push(box)
    return holeOf(box.id)
  })
  return { ...found.file, annotations: left }
}

type Framing = {
  readonly scene: Scene
  readonly sample: PlacedSample
  readonly kept: readonly KeptFile[]
  readonly report: OpenReport
}

function frameOf(tree: FileTree, { scene, sample, kept, report }: Framing): ImportedFrame {
  const reference = referenceOf(sample.sample)
  const stem = /([^/]+)\.\w+$/.exec(plainText(reference?.value.filename))?.[1]
  const there = new Set(tree.files.map(({ path }) => path))
  const present = sample.sample.data.filter(({ value }) =>
    there.has(scene.root + plainText(value.filename)),
  )
  return {
    name: stem ?? plainText(sample.sample.timestamp),
    timeUs: sample.timeUs,
    worldFromEgo: sample.worldFromEgo,
    sweeps: present.flatMap((datum) =>
      datum.kind === 'image' ? [] : [sweepOf(tree, scene, datum)],
    ),
    images: present.flatMap((datum) => {
      if (datum.kind !== 'image') return []
      const image = tryOr(report, () => imageOf(tree, { scene, sample, datum }))
      return image === null ? [] : [image]
    }),
    extras: { [DGP]: { files: kept } },
  }
}
