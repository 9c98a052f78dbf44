import type { Clip, CuboidRecord, Frame, Json, Lidar } from '@trueline/annotation'
import {
  add,
  IDENTITY_POSE,
  invert,
  type Pose,
  tiltOf,
  toMatrix4,
  transformCuboid,
} from '@trueline/geometry'
import type { Exported, ExportSource, Loss, OutputFile } from '../codec.ts'
import { boxes2dLost } from '../entries/boxLosses.ts'
import { entryTexts } from '../entries/entryTexts.ts'
import { openEntryWriter } from '../entries/writeEntries.ts'
import { isList, isObject, type JsonObject } from '../jsonAt.ts'
import { lossFields } from '../lossFields.ts'
import { plainNumber } from '../plainNumber.ts'
import { END_OF_LIST } from '../skeleton.ts'
import { printSourceJson } from '../sourceJson.ts'
import { infoTexts as say } from './infoTexts.ts'
import { instanceFormat, labelsIn, UNLABELLED } from './instance.ts'
import { MMDET3D_INFO } from './names.ts'

/** Boxes that lean less are upright but for what poses in single precision leave. */
const UPRIGHT = 1e-4

/** The info file of a clip; what was read and not changed stands as its source had it. */
export function writeInfo(source: ExportSource): Exported {
  return { files: writeFiles(source), losses: lossesOf(source) }
}

async function* writeFiles({ clip, records }: ExportSource): AsyncGenerator<OutputFile> {
  const kept = clip.extras[MMDET3D_INFO]
  const { data_list: file, metainfo: known, ...rest } = isObject(kept) ? kept : {}
  const metainfo = isObject(known) ? known : { dataset: clip.name, info_version: '1.1' }
  const named = records.flatMap((one) => (one.kind === 'track' ? [one.category] : []))
  const categories = labelled(isObject(metainfo.categories) ? metainfo.categories : {}, named)
  const lidar = clip.sensors.find((one): one is Lidar => one.modality === 'lidar')
  const egoFromLidar = lidar?.egoFromSensor ?? IDENTITY_POSE
  const writer = openEntryWriter(records, {
    format: instanceFormat(labelsIn({ categories })),
    egoFromSource: () => egoFromLidar,
    freshId: () => null,
  })
  const items = clip.frames.map((frame, index) => {
    const own = frame.extras[MMDET3D_INFO]
    const info = own === undefined ? freshInfo(clip, { frame, index, egoFromLidar }) : own
    const hasList = isObject(info) && isList(info.instances)
    if (hasList || writer.ofFrame(index).length === 0) return writer.fill(info, index)
    return writer.fill({ ...(isObject(info) ? info : {}), instances: [END_OF_LIST] }, index)
  })
  const isSame = Object.keys(categories).length === 0
  const head = kept !== undefined && isSame ? (known ?? null) : { ...metainfo, categories }
  const document: Json = { metainfo: head, data_list: items, ...rest }
  const path =
    typeof file === 'string'
      ? file.slice(file.lastIndexOf('/') + 1).replace(/\.(pkl|pickle)$/i, '.json')
      : 'infos.json'
  const bytes = new TextEncoder().encode(printSourceJson(document, ' '))
  yield await Promise.resolve({ path, bytes })
}

/** Labels by name, those of new categories after those there are. */
function labelled(known: JsonObject, named: readonly string[]): JsonObject {
  const added = [...new Set(named)].filter(
    (name) => known[name] === undefined && name !== UNLABELLED,
  )
  const numbers = Object.values(known).map(plainNumber).filter(Number.isFinite)
  const next = Math.max(-1, ...numbers) + 1
  return { ...known, ...Object.fromEntries(added.map((name, index) => [name, next + index])) }
}

type Moment = { readonly frame: Frame; readonly index: number; readonly egoFromLidar: Pose }

function freshInfo(clip: Clip, { frame, index, egoFromLidar }: Moment): JsonObject {
  const { worldFromEgo, timeUs, name } = frame
  const mapFromEgo = worldFromEgo && {
    ...worldFromEgo,
    translation: add(worldFromEgo.translation, clip.worldOrigin),
  }
  return {
    sample_idx: index,
    token: name,
    ...(timeUs === null ? {} : { timestamp: timeUs / 1e6 }),
    ...(mapFromEgo === null ? {} : { ego2global: rowsOf(mapFromEgo) }),
    lidar_points: { num_pts_feats: 5, lidar_path: `${name}.bin`, lidar2ego: rowsOf(egoFromLidar) },
    instances: [END_OF_LIST],
  }
}

function rowsOf(pose: Pose): Json {
  const m = toMatrix4(pose)
  return [m.slice(0, 4), m.slice(4, 8), m.slice(8, 12), m.slice(12)]
}

function lossesOf({ clip, records }: ExportSource): readonly Loss[] {
  const cuboids = records.filter((one) => one.kind === 'cuboid')
  const fresh = cuboids.filter(({ extras }) => extras[MMDET3D_INFO] === undefined)
  const lidar = clip.sensors.find(({ modality }) => modality === 'lidar')
  const lidarFromEgo = invert(lidar?.egoFromSensor ?? IDENTITY_POSE)
  const leans = (cuboid: CuboidRecord): boolean =>
    tiltOf(transformCuboid(lidarFromEgo, cuboid).rotation) > UPRIGHT
  const all: readonly Loss[] = [
    boxes2dLost(records),
    {
      record: 'cuboid',
      field: lossFields.pitchAndRoll,
      count: fresh.filter(leans).length,
      why: say.byYaw,
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
      count: cuboids.filter(({ attributes }) => Object.keys(attributes).length > 0).length,
      why: entryTexts.noField,
    },
    {
      record: 'track',
      field: lossFields.id,
      count: fresh.length > 0 ? records.filter(({ kind }) => kind === 'track').length : 0,
      why: entryTexts.noField,
    },
  ]
  return all.filter(({ count }) => count > 0)
}
