import { type Json, verbatim } from '@trueline/annotation'
import type { FileTree } from '../codec.ts'
import { below, numberAt } from '../jsonAt.ts'
import { plainNumber } from '../plainNumber.ts'
import { plainText } from '../plainText.ts'
import { type OpenReport, tryOr } from '../refuse.ts'
import { nuscenesTexts as say } from './nuscenesTexts.ts'
import { neededRow, type Row, type Tables } from './tables.ts'

/** One file of a sensor, with the rows it hangs on. */
export type Datum = {
  readonly row: Row
  readonly timeUs: number
  readonly channel: string
  readonly modality: string
  readonly calibration: Row
  readonly pose: Row
  readonly isKey: boolean
  readonly sample: Json
  /** Its path in the tree; `null` where it is not there. */
  readonly file: string | null
}

/** A moment of a scene. */
export type Moment = {
  /** The sample it is, or `null` between two of them. */
  readonly sample: Row | null
  /** What gives the moment its time and its ego pose. */
  readonly reference: Datum
  /** Each sensor's file of the moment. */
  readonly data: readonly Datum[]
}

/** A scene of a set of tables. */
export type Scene = {
  readonly row: Row | null
  readonly moments: readonly Moment[]
  /** The lidar whose sweeps are the moments; `null` where there is none. */
  readonly lidar: string | null
}

/** Cameras run at 12 Hz and lidars at 20: nothing of a moment is further from it than this. */
const SAME_MOMENT_US = 60_000

/**
 * The scene of the tables whose files are there, the first of several: a moment for each sample and
 * for each lidar sweep between samples whose file is there.
 */
export function sceneOf(tree: FileTree, tables: Tables, report: OpenReport): Scene {
  const locate = locator(tree, tables)
  const row = chosenScene(tables, locate, report)
  const samples = tables
    .rowsOf('sample')
    .filter(({ row: sample }) => row === null || sample.scene_token === row.row.token)
  const tokens = new Set(samples.map(({ row: sample }) => sample.token))
  const data = tables.rowsOf('sample_data').flatMap((one): readonly Datum[] => {
    if (!tokens.has(one.row.sample_token)) return []
    const datum = tryOr(report, () => datumOf(one, tables, locate))
    return datum === null ? [] : [datum]
  })
  const lidar = mainLidar(data)
  return { row, lidar, moments: momentsOf({ samples, data, lidar, report }) }
}

type Locate = (file: Json | undefined) => string | null

/** Finds the files that tables name, wherever the tree has its root. */
function locator(tree: FileTree, { folder }: Tables): Locate {
  const paths = new Set(tree.files.map(({ path }) => path))
  const byName = new Map(tree.files.map(({ path }) => [nameOf(path), path]))
  const root = folder.replace(/[^/]+\/$/, '')
  return (file) => {
    if (typeof file !== 'string' || file === '') return null
    if (paths.has(root + file)) return root + file
    return paths.has(file) ? file : (byName.get(nameOf(file)) ?? null)
  }
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

function chosenScene(tables: Tables, locate: Locate, report: OpenReport): Row | null {
  const scenes = tables.rowsOf('scene')
  if (scenes.length <= 1) return scenes[0] ?? null
  const sceneOfSample = new Map(
    tables.rowsOf('sample').map(({ row }) => [row.token, row.scene_token]),
  )
  const present = new Set<Json | undefined>()
  for (const { row } of tables.rowsOf('sample_data')) {
    const scene = sceneOfSample.get(row.sample_token)
    if (!present.has(scene) && locate(row.filename) !== null) present.add(scene)
  }
  const chosen = scenes.find(({ row }) => present.has(row.token)) ?? scenes[0] ?? null
  for (const { row, place } of scenes) {
    if (row === chosen?.row || !present.has(row.token)) continue
    const expected = say.oneScene({ scene: plainText(chosen?.row.name) })
    const found = say.furtherScene({ scene: plainText(row.name) })
    report.refused.push({ file: place.file, place: verbatim(place.pointer), found, expected })
  }
  return chosen
}

function datumOf(one: Row, tables: Tables, locate: Locate): Datum {
  const { row, place } = one
  const calibration = neededRow(tables, one, ['calibrated_sensor', 'calibrated_sensor_token'])
  const sensor = neededRow(tables, calibration, ['sensor', 'sensor_token'])
  return {
    row: one,
    timeUs: Math.round(numberAt(row.timestamp, below(place, 'timestamp'))),
    channel: plainText(sensor.row.channel),
    modality: plainText(sensor.row.modality),
    calibration,
    pose: neededRow(tables, one, ['ego_pose', 'ego_pose_token']),
    isKey: row.is_key_frame === true,
    sample: row.sample_token ?? null,
    file: locate(row.filename),
  }
}

function mainLidar(data: readonly Datum[]): string | null {
  const counts = new Map<string, number>()
  for (const { modality, channel } of data) {
    if (modality === 'lidar') counts.set(channel, (counts.get(channel) ?? 0) + 1)
  }
  if (counts.has('LIDAR_TOP')) return 'LIDAR_TOP'
  return [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? null
}

type Parts = {
  readonly samples: readonly Row[]
  readonly data: readonly Datum[]
  readonly lidar: string | null
  readonly report: OpenReport
}

function momentsOf({ samples, data, lidar, report }: Parts): readonly Moment[] {
  const bySample = new Map<Json, Datum[]>()
  const byChannel = new Map<string, Datum[]>()
  for (const datum of data) {
    if (datum.isKey) bySample.set(datum.sample, [...(bySample.get(datum.sample) ?? []), datum])
    if (datum.file !== null) {
      const channel = byChannel.get(datum.channel)
      if (channel) channel.push(datum)
      else byChannel.set(datum.channel, [datum])
    }
  }
  const keyed = samples.flatMap((sample): readonly Moment[] => {
    const own = bySample.get(sample.row.token ?? null) ?? []
    const time = plainNumber(sample.row.timestamp)
    const reference = own.find(({ channel }) => channel === lidar) ?? nearest(own, time)
    if (reference !== null) return [{ sample, reference, data: own }]
    const { file, pointer } = sample.place
    const expected = say.sensorFile
    report.refused.push({ file, place: verbatim(pointer), found: say.bareSample, expected })
    return []
  })
  const between = data.filter(
    ({ isKey, channel, file }) => !isKey && channel === lidar && file !== null,
  )
  const swept = between.map((reference): Moment => {
    const others = [...byChannel].flatMap(([channel, files]) => {
      const near = channel === lidar ? null : nearest(files, reference.timeUs)
      return near && Math.abs(near.timeUs - reference.timeUs) <= SAME_MOMENT_US ? [near] : []
    })
    return { sample: null, reference, data: [reference, ...others] }
  })
  return [...keyed, ...swept].toSorted((a, b) => a.reference.timeUs - b.reference.timeUs)
}

function nearest(data: readonly Datum[], timeUs: number): Datum | null {
  let best: Datum | null = null
  for (const datum of data) {
    const off = Math.abs(datum.timeUs - timeUs)
    if (best === null || off < Math.abs(best.timeUs - timeUs)) best = datum
  }
  return best
}
