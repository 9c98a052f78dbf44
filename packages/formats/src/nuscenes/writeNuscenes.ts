import type { Clip, CuboidRecord, Frame, Json, Track } from '@trueline/annotation'
import { compose, invert, type Pose } from '@trueline/geometry'
import { writeNuscenesBin } from '../bin/writeBin.ts'
import type { Exported, ExportSource, OutputFile, WriteOptions } from '../codec.ts'
import { type EntryWriter, keptEntry, openEntryWriter } from '../entries/writeEntries.ts'
import { isList, isObject, type JsonObject } from '../jsonAt.ts'
import { egoFromMap } from '../mapSpace.ts'
import { moved } from '../moveSweep.ts'
import { writePcd } from '../pcd/writePcd.ts'
import { plainText } from '../plainText.ts'
import { poseOfRow } from '../quantities.ts'
import { END_OF_LIST, fillHoles } from '../skeleton.ts'
import { printSourceJson } from '../sourceJson.ts'
import { tokenOf } from '../token.ts'
import { annotationFormat } from './annotation.ts'
import { chainsBefore, relinked } from './chains.ts'
import { type FrameRows, freshFrameRows, freshSensorTables } from './freshRows.ts'
import { lossesOfTables } from './losses.ts'
import { NUSCENES, OWN_TABLES } from './names.ts'
import { asVocabulary, instancesByToken, OWN_VOCABULARY, type Vocabulary } from './vocabulary.ts'

/**
 * The tables of a clip: rows that were read and not changed stand as their source had them. With
 * sensors also the files of its samples and sweeps.
 */
export function writeNuscenes(source: ExportSource, options: WriteOptions): Exported {
  const kept = keptOf(source.clip)
  const frames = source.clip.frames.map((frame, index) => rowsOfFrame(source.clip, frame, index))
  const words = asVocabulary(kept.words) ?? OWN_VOCABULARY
  return {
    files: writeFiles(source, { options, kept, frames, words }),
    losses: lossesOfTables(source, { frames, words }),
  }
}

type Parts = {
  readonly options: WriteOptions
  readonly kept: JsonObject
  readonly frames: readonly FrameRows[]
  readonly words: Vocabulary
}

async function* writeFiles(source: ExportSource, parts: Parts): AsyncGenerator<OutputFile> {
  const { kept, frames, options } = parts
  const folder = typeof kept.folder === 'string' ? kept.folder.split('/').at(-2) : OWN_TABLES
  const tables = { ...sensorTables(source.clip, parts), ...labelTables(source, parts) }
  for (const [name, rows] of Object.entries(tables)) {
    const text = printSourceJson(rows, ' ')
    yield { path: `${folder}/${name}.json`, bytes: new TextEncoder().encode(text) }
  }
  if (!options.withSensors) return
  for (const [index, { rows }] of frames.entries()) yield* writeSensors(source, { index, rows })
}

/** What the reader kept of a clip. */
function keptOf({ extras }: Pick<Clip, 'extras'>): JsonObject {
  const kept = extras[NUSCENES]
  return isObject(kept) ? kept : {}
}

/** A frame's rows, as they were read or anew. */
function rowsOfFrame(clip: Clip, frame: Frame, index: number): FrameRows {
  const kept = frame.extras[NUSCENES]
  if (!isObject(kept)) return freshFrameRows(clip, frame, index)
  const rows = isList(kept.rows) ? kept.rows : []
  return {
    sample: isObject(kept.sample) ? kept.sample : null,
    rows: rows.flatMap((row) =>
      isObject(row) && isObject(row.data) && isObject(row.pose)
        ? [{ data: row.data, pose: row.pose }]
        : [],
    ),
  }
}

type TableSet = { readonly [name: string]: Json }

function sensorTables(clip: Clip, { kept, frames, words }: Parts): TableSet {
  const poses = new Map(
    frames.flatMap(({ rows }) => rows.map(({ pose }) => [pose.token, pose] as const)),
  )
  return {
    ...(isObject(kept.tables) ? kept.tables : freshSensorTables(clip)),
    attribute: words.attributes,
    visibility: words.visibilities,
    sample: frames.flatMap(({ sample }) => (sample === null ? [] : [sample])),
    sample_data: frames.flatMap(({ rows }) => rows.map(({ data }) => data)),
    ego_pose: [...poses.values()],
  }
}

/** The tables of the labels: annotations, their instances and categories. */
function labelTables({ clip, records }: ExportSource, { kept, frames, words }: Parts): TableSet {
  const writer = openEntryWriter(records, {
    format: annotationFormat(words),
    egoFromSource: (frame) => mapInEgo(clip, frame),
    freshId: ({ id }) => tokenOf(`instance ${id}`),
  })
  const before = chainsBefore(kept)
  const byInstance = annotationsByInstance(writer, frames)
  const categories = [...words.categories]
  const tokenOfCategory = (name: string): Json => {
    const known = categories.find((row) => row.name === name)
    if (known?.token !== undefined) return known.token
    const token = tokenOf(`category ${name}`)
    categories.push({ token, name, description: '' })
    return token
  }
  const instances = instancesByToken(words)
  const chains = [...byInstance].map(([token, { ids, rows: annotations, track }]) => {
    const known = instances.get(token)
    const category = track?.category ?? 'Unknown'
    const instance =
      known?.category === category
        ? known.row
        : { ...known?.row, token, category_token: tokenOfCategory(category) }
    return { ids, ...relinked({ instance, annotations, before: before(token) }) }
  })
  const rows = new Map(
    chains.flatMap(({ ids, annotations }) =>
      annotations.map((row, index) => [ids[index], row] as const),
    ),
  )
  const table = fillHoles(kept.skeleton === undefined ? [END_OF_LIST] : kept.skeleton, {
    record: (id) => {
      const row = rows.get(id) ?? null
      rows.delete(id)
      return row
    },
    rest: () => [...rows.values()],
  })
  return {
    // Of a table that was none nothing can be kept beside labels.
    sample_annotation: isList(table) || rows.size === 0 ? table : [...rows.values()],
    instance: chains.map(({ instance }) => instance),
    category: categories,
  }
}

/** The map's space in a frame's ego space. */
export function mapInEgo({ frames, worldOrigin }: Clip, frame: number): Pose {
  return egoFromMap(frames[frame]?.worldFromEgo ?? null, worldOrigin)
}

type Written = {
  readonly ids: string[]
  readonly rows: JsonObject[]
  readonly track: Track | null
}

function annotationsByInstance(
  writer: EntryWriter,
  frames: readonly FrameRows[],
): ReadonlyMap<string, Written> {
  const byInstance = new Map<string, Written>()
  for (const [index, { sample }] of frames.entries()) {
    if (sample === null) continue
    for (const cuboid of writer.ofFrame(index)) {
      const row = annotationRow(writer, cuboid, sample)
      const token = plainText(row.instance_token)
      const written = byInstance.get(token) ?? { ids: [], rows: [], track: writer.trackOf(cuboid) }
      written.ids.push(cuboid.id)
      written.rows.push(row)
      byInstance.set(token, written)
    }
  }
  return byInstance
}

function annotationRow(writer: EntryWriter, cuboid: CuboidRecord, sample: JsonObject): JsonObject {
  const { json } = writer.write(cuboid)
  if (keptEntry(cuboid, NUSCENES) !== null) return json
  return { ...json, token: tokenOf(`annotation ${cuboid.id}`), sample_token: sample.token ?? '' }
}

async function* writeSensors(
  source: ExportSource,
  { index, rows }: { readonly index: number; readonly rows: FrameRows['rows'] },
): AsyncGenerator<OutputFile> {
  const frame = source.clip.frames[index]
  for (const { data, pose } of rows) {
    const path = plainText(data.filename)
    const sensor = source.clip.sensors.find(({ id }) => {
      return path.split('/').includes(id) || isCalibratedBy(source.clip, id, data)
    })
    if (sensor === undefined || frame === undefined || path === '') continue
    if (sensor.modality === 'camera') {
      const bytes = await source.readImage(index, sensor.id)
      if (bytes) yield { path, bytes }
      continue
    }
    const sweep = await source.readSweep(index, sensor.id)
    if (sweep === null) continue
    const motion = motionBack(pose, mapInEgo(source.clip, index), sensor.egoFromSensor)
    const own = motion === null ? sweep : moved(sweep, motion)
    yield { path, bytes: /\.pcd$/.test(path) ? writePcd(own) : writeNuscenesBin(own) }
  }
}

function isCalibratedBy({ sensors }: Clip, id: string, data: JsonObject): boolean {
  const kept = sensors.find((sensor) => sensor.id === id)?.extras[NUSCENES]
  return isObject(kept) && kept.token === data.calibrated_sensor_token
}

/** A sensor's space at its own time from that at its frame's; `null` where the two are one. */
function motionBack(row: JsonObject, egoFromMap: Pose, egoFromSensor: Pose): Pose | null {
  const mapFromEgo = poseOfRow(row, { file: 'ego_pose.json', pointer: '' })
  const frameFromOwn = compose(egoFromMap, mapFromEgo)
  if (isStill(frameFromOwn)) return null
  return compose(invert(egoFromSensor), compose(invert(frameFromOwn), egoFromSensor))
}

function isStill({ translation, rotation }: Pose): boolean {
  return (
    Math.hypot(...translation) < 1e-6 && Math.hypot(rotation[0], rotation[1], rotation[2]) < 1e-9
  )
}
