import type { Json, Sensor } from '@trueline/annotation'
import { type Pose, type Vec3, ZERO } from '@trueline/geometry'
import { BadInputError } from '../badInputError.ts'
import type { FileTree, ImportedClip, ImportedFrame, ReadOptions } from '../codec.ts'
import { openEntries } from '../entries/readEntries.ts'
import { below, isList, isObject, type JsonObject, listAt, unlike } from '../jsonAt.ts'
import { egoFromMap } from '../mapSpace.ts'
import { plainText } from '../plainText.ts'
import { type OpenReport, refuse, tryOr } from '../refuse.ts'
import { sharedTexts, WHOLE } from '../sharedTexts.ts'
import { END_OF_LIST, holeAt } from '../skeleton.ts'
import { sourceOntology } from '../sourceOntology.ts'
import { annotationFormat } from './annotation.ts'
import { NUSCENES } from './names.ts'
import { nuscenesTexts as say } from './nuscenesTexts.ts'
import { imagesOf, placeOf, sensorOf, sweepsOf } from './readSensors.ts'
import { type Moment, type Scene, sceneOf } from './scene.ts'
import { readTables, type Tables } from './tables.ts'
import { attributeDefinitions, type Vocabulary } from './vocabulary.ts'

/** The sensors and frames of a scene, without labels. */
export type BareScene = {
  readonly tables: Tables
  readonly scene: Scene
  readonly frames: readonly ImportedFrame[]
  readonly sensors: readonly Sensor[]
  readonly origin: Vec3
  readonly words: Vocabulary
  /** The map's space in a frame's ego space. */
  readonly egoFromMap: (frame: number) => Pose
  /** The frame of a sample's token. */
  readonly frameOf: (sample: Json | undefined) => number | null
}

/**
 * The clip of a scene of nuScenes tables.
 *
 * @throws {BadInputError} when there are no tables, or none of their samples has a sensor file.
 */
export async function readNuscenes(tree: FileTree, options: ReadOptions): Promise<ImportedClip> {
  const report: OpenReport = { refused: [], notices: [] }
  const bare = await readBareScene(tree, report)
  const { records, ...annotations } = readAnnotations(bare, report)
  const categories = records.flatMap((one) => (one.kind === 'track' ? [one.category] : []))
  const own = bare.words.categories.flatMap(({ name }) => (typeof name === 'string' ? [name] : []))
  return {
    clip: {
      ...clipOf(bare, options),
      ontology: sourceOntology([...categories, ...own], attributeDefinitions(bare.words)),
      extras: { [NUSCENES]: { ...keptOf(bare), ...annotations } },
    },
    records,
    report: { ...report, suggestions: [] },
  }
}

/** What a scene is but for its labels. */
export function clipOf(
  { scene, tables, frames, sensors, origin }: BareScene,
  options: ReadOptions,
): Pick<ImportedClip['clip'], 'name' | 'frames' | 'sensors' | 'worldOrigin' | 'format'> {
  const name = scene.row?.row.name
  const folder = tables.folder.split('/').at(-3)
  return {
    name: typeof name === 'string' && name !== '' ? name : (folder ?? options.name),
    frames,
    sensors,
    worldOrigin: origin,
    format: NUSCENES,
  }
}

/** The scene of a tree, its sensors and poses. @throws {BadInputError} when there is none. */
export async function readBareScene(tree: FileTree, report: OpenReport): Promise<BareScene> {
  const tables = await readTables(tree, report)
  const scene = sceneOf(tree, tables, report)
  const [first] = scene.moments
  if (first === undefined) {
    const file = `${tables.folder}sample.json`
    throw new BadInputError({ file, place: WHOLE, found: say.noSamples, expected: say.samples })
  }
  tellUnread(scene, tables, report)
  const origin = placeOf(first.reference, ZERO).worldFromEgo.translation
  const frames = scene.moments.map((moment): ImportedFrame => frameOfMoment(tree, moment, origin))
  const frameBySample = new Map(
    scene.moments.map(({ sample }, index) => [sample?.row.token, index]),
  )
  return {
    tables,
    scene,
    frames,
    sensors: sensorsOf(scene, report),
    origin,
    words: wordsOf(tables, frameBySample),
    frameOf: (sample) => (sample === undefined ? null : (frameBySample.get(sample) ?? null)),
    egoFromMap: (frame) => egoFromMap(frames[frame]?.worldFromEgo ?? null, origin),
  }
}

function frameOfMoment(tree: FileTree, moment: Moment, origin: Vec3): ImportedFrame {
  const { sample, reference, data } = moment
  const token = (sample ?? reference.row).row.token
  const kept = data.map(({ row, pose }) => ({ data: row.row, pose: pose.row }))
  return {
    name: plainText(token),
    timeUs: reference.timeUs,
    worldFromEgo: placeOf(reference, origin).worldFromEgo,
    sweeps: sweepsOf(tree, moment),
    images: imagesOf(tree, moment),
    extras: { [NUSCENES]: { sample: sample?.row ?? null, rows: kept } },
  }
}

function sensorsOf({ moments }: Scene, report: OpenReport): readonly Sensor[] {
  const sensors = new Map<string, Sensor>()
  for (const datum of moments.flatMap(({ data }) => data)) {
    if (sensors.has(datum.channel)) continue
    const sensor = tryOr(report, () => sensorOf(datum))
    if (sensor !== null) sensors.set(datum.channel, sensor)
  }
  return [...sensors.values()]
}

function tellUnread({ moments }: Scene, { folder }: Tables, report: OpenReport): void {
  const data = moments.flatMap((moment) => moment.data)
  const seen = data.filter(({ modality }) => modality === 'lidar' || modality === 'camera')
  const file = `${folder}sample_data.json`
  const radars = data.length - seen.length
  const missing = seen.filter((datum) => datum.file === null).length
  const tell = (message: ReturnType<typeof say.radars>): void => {
    report.notices.push({ file, place: WHOLE, message })
  }
  if (radars > 0) tell(say.radars({ count: radars }))
  if (missing > 0) tell(say.missingFiles({ count: missing }))
}

function wordsOf(tables: Tables, samples: ReadonlyMap<Json | undefined, number>): Vocabulary {
  const { annotations } = tables
  const used = new Set(
    (isList(annotations) ? annotations : []).flatMap((row) =>
      isObject(row) && samples.has(row.sample_token) ? [row.instance_token] : [],
    ),
  )
  const all = (name: Parameters<Tables['rowsOf']>[0]): readonly JsonObject[] =>
    tables.rowsOf(name).map(({ row }) => row)
  return {
    categories: all('category'),
    attributes: all('attribute'),
    visibilities: all('visibility'),
    instances: all('instance').filter(({ token }) => used.has(token)),
  }
}

/** The annotations of a scene's samples, their table without them, and each instance's tokens. */
function readAnnotations(bare: BareScene, report: OpenReport) {
  const { tables, words, frameOf, egoFromMap } = bare
  const entries = openEntries(annotationFormat(words), report)
  const skeleton: Json[] = []
  const chains = new Map<string, Json[]>()
  // Annotations of other scenes are none of this clip’s.
  const isOnly = tables.rowsOf('scene').length <= 1
  let strays = 0
  const top = { file: `${tables.folder}sample_annotation.json`, pointer: '' }
  const list =
    tables.annotations === undefined ? [] : tryOr(report, () => listAt(tables.annotations, top))
  for (const [index, value] of (list ?? []).entries()) {
    const place = below(top, index)
    const row = isObject(value) ? value : null
    const frame = frameOf(row?.sample_token)
    if (row !== null && frame === null) {
      strays += 1
      if (isOnly) skeleton.push(row)
    } else if (row === null || frame === null) {
      refuse(report, unlike(value, place, sharedTexts.anObject))
      skeleton.push(value)
    } else {
      const left = entries.take(row, { frame, place, egoFromSource: egoFromMap(frame) })
      skeleton.push(left)
      if (holeAt(left) === null) continue
      const instance = plainText(row.instance_token)
      const chain = chains.get(instance)
      if (chain) chain.push(row.token ?? null)
      else chains.set(instance, [row.token ?? null])
    }
  }
  if (strays > 0 && isOnly) {
    const message = say.ofNoSample({ count: strays })
    report.notices.push({ file: top.file, place: WHOLE, message })
  }
  const { tracks, cuboids } = entries.records()
  const left = list === null ? (tables.annotations ?? null) : [...skeleton, END_OF_LIST]
  return {
    records: [...tracks, ...cuboids],
    skeleton: left,
    chains: Object.fromEntries(chains),
  }
}

/** What the writer needs of the tables beside the rows that frames and records keep. */
function keptOf({ tables, scene, words }: BareScene): { readonly [key: string]: Json } {
  const rows = (name: Parameters<Tables['rowsOf']>[0]): readonly JsonObject[] =>
    tables.rowsOf(name).map(({ row }) => row)
  const isOf = (token: Json | undefined) => (row: JsonObject) => row.token === token
  const logs = rows('log').filter(isOf(scene.row?.row.log_token))
  return {
    folder: tables.folder,
    tables: {
      sensor: rows('sensor'),
      calibrated_sensor: rows('calibrated_sensor').filter(usedBy(scene, rows('scene').length <= 1)),
      scene: scene.row === null ? [] : [scene.row.row],
      log: logs.length > 0 ? logs : rows('log'),
      map: rows('map'),
      ...tables.others,
    },
    words,
  }
}

/** Of several scenes the calibrations of this one, of a single scene all. */
function usedBy({ moments }: Scene, isOnly: boolean): (row: JsonObject) => boolean {
  const used = new Set(
    moments.flatMap(({ data }) => data.map(({ calibration }) => calibration.row.token)),
  )
  return ({ token }) => isOnly || used.has(token)
}
