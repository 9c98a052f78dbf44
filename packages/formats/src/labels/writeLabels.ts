import type { AnnotationRecord, Clip, CuboidRecord, Frame, Json } from '@trueline/annotation'
import {
  compose,
  IDENTITY_POSE,
  invert,
  type Pose,
  tiltOf,
  transformCuboid,
} from '@trueline/geometry'
import type { Exported, ExportSource, Loss, OutputFile } from '../codec.ts'
import { boxes2dLost } from '../entries/boxLosses.ts'
import { entryTexts } from '../entries/entryTexts.ts'
import {
  type EntryRecords,
  entryWriterOf,
  groupEntries,
  type WrittenEntry,
} from '../entries/writeEntries.ts'
import { isList, isObject, type JsonObject } from '../jsonAt.ts'
import { lossFields } from '../lossFields.ts'
import { egoFromMap } from '../mapSpace.ts'
import { plainNumber } from '../plainNumber.ts'
import { plainText } from '../plainText.ts'
import { END_OF_LIST, holeAt } from '../skeleton.ts'
import { printSourceJson } from '../sourceJson.ts'
import { partAt, withPart } from './jsonPath.ts'
import type { FreshDocument, JsonPath, LabelDialect } from './labelDialect.ts'

/** Boxes that lean less are upright but for what arithmetic leaves. */
const UPRIGHT = 1e-4

/** A clip's boxes in a dialect; what was read and not changed stands as its source had it. */
export function writeLabels(source: ExportSource, dialect: LabelDialect): Exported {
  return { files: writeFiles(source, dialect), losses: lossesOf(source, dialect) }
}

/** A document, and what goes into it. */
type Planned = FreshDocument & {
  readonly context: Json
  readonly items: ReadonlyMap<number, { readonly list: Json; readonly before: Json | undefined }>
}

async function* writeFiles(
  source: ExportSource,
  dialect: LabelDialect,
): AsyncGenerator<OutputFile> {
  const { clip, records } = source
  const grouped = groupEntries(records, {
    codec: dialect.id,
    freshId: ({ id, number }) => dialect.freshId(id, number),
  })
  for (const planned of plan(clip, records, dialect)) {
    yield await Promise.resolve(fileOf(clip, { dialect, planned, grouped }))
  }
}

function plan(
  clip: Clip,
  records: readonly AnnotationRecord[],
  dialect: LabelDialect,
): readonly Planned[] {
  const kept = clip.extras[dialect.id]
  if (!isList(kept)) {
    const named = records.flatMap((one) => (one.kind === 'track' ? [one.category] : []))
    return dialect.fresh(clip, [...new Set(named)]).map((one) => {
      const lists = one.lists.map(({ frame }) => {
        return [frame, { list: [END_OF_LIST], before: undefined }] as const
      })
      return { ...one, context: dialect.contextOf(one.document), items: new Map(lists) }
    })
  }
  return kept.filter(isObject).map(({ file, value, context }, document): Planned => {
    const lists = clip.frames.flatMap((frame, index) => {
      const list = keptList(frame, dialect)
      return list?.document === document ? [{ frame: index, ...list }] : []
    })
    return {
      path: plainText(file),
      document: value ?? null,
      context: context ?? null,
      lists: lists.filter(({ items }) => items !== null),
      items: new Map(lists.map(({ frame, items, before }) => [frame, { list: items, before }])),
    }
  })
}

type KeptList = {
  readonly document: number
  readonly path: JsonPath
  readonly items: Json
  readonly before: Json | undefined
}

function keptList({ extras }: Frame, { id }: LabelDialect): KeptList | null {
  const kept = extras[id]
  if (!isObject(kept) || !isList(kept.path)) return null
  const path = kept.path.flatMap((key) =>
    typeof key === 'string' || typeof key === 'number' ? [key] : [],
  )
  return {
    document: plainNumber(kept.document),
    path,
    items: kept.items ?? null,
    before: kept.before,
  }
}

type File = {
  readonly dialect: LabelDialect
  readonly planned: Planned
  readonly grouped: EntryRecords
}

function fileOf(clip: Clip, { dialect, planned, grouped }: File): OutputFile {
  const writer = entryWriterOf(grouped, {
    format: dialect.format(planned.document, planned.context),
    egoFromSource: (frame) => sourceInEgo(clip, dialect, frame),
  })
  const written: WrittenEntry[] = []
  let document = planned.document
  for (const { frame, path } of planned.lists) {
    const left = new Map<string, CuboidRecord>(writer.ofFrame(frame).map((one) => [one.id, one]))
    const write = (cuboid: CuboidRecord): JsonObject => {
      const one = writer.write(cuboid)
      written.push(one)
      left.delete(cuboid.id)
      return one.json
    }
    const { list, before } = planned.items.get(frame) ?? { list: [], before: undefined }
    const items = (isList(list) ? list : []).flatMap((item): readonly Json[] => {
      const id = holeAt(item)
      const cuboid = id === null ? undefined : left.get(id)
      if (cuboid !== undefined) return [write(cuboid)]
      if (id !== null) return []
      const isEnd = JSON.stringify(item) === JSON.stringify(END_OF_LIST)
      return isEnd ? [...left.values()].map(write) : [item]
    })
    const isAbsent = items.length === 0 && partAt(document, path) === undefined
    if (!isAbsent) document = withPart(document, path, dialect.list.write(items, before))
  }
  const whole = dialect.finish(document, written)
  const bytes =
    dialect.container?.print(whole) ?? new TextEncoder().encode(printSourceJson(whole, ' '))
  // Pickles are read, never written.
  return { path: planned.path.replace(/\.(pkl|pkl\.gz|pickle)$/i, '.json'), bytes }
}

function sourceInEgo(clip: Clip, dialect: LabelDialect, frame: number): Pose {
  if (dialect.space === 'map') {
    return egoFromMap(clip.frames[frame]?.worldFromEgo ?? null, clip.worldOrigin)
  }
  if (dialect.space === 'ego') return dialect.lidarFromSource
  const lidar = clip.sensors.find(({ modality }) => modality === 'lidar')
  const egoFromLidar = lidar?.egoFromSensor ?? IDENTITY_POSE
  // A clip of this very format has the format's own axes for its lidar.
  return clip.format === dialect.id ? egoFromLidar : compose(egoFromLidar, dialect.lidarFromSource)
}

function lossesOf({ clip, records }: ExportSource, dialect: LabelDialect): readonly Loss[] {
  const { id, holds, hasCategory } = dialect
  const cuboids = records.filter((one) => one.kind === 'cuboid')
  // A box upright on the road may lean in the axes of the file.
  const spaces = new Map<number, Pose>()
  const spaceOf = (frame: number): Pose => {
    const space = spaces.get(frame) ?? invert(sourceInEgo(clip, dialect, frame))
    spaces.set(frame, space)
    return space
  }
  const leans = (cuboid: CuboidRecord): boolean =>
    tiltOf(transformCuboid(spaceOf(cuboid.frame), cuboid).rotation) > UPRIGHT
  const fresh = cuboids.filter(({ extras }) => extras[id] === undefined)
  const all: readonly (Loss & { readonly isHeld: boolean })[] = [
    { ...boxes2dLost(records), isHeld: false },
    {
      record: 'cuboid',
      field: lossFields.score,
      count: fresh.filter(({ score }) => score !== null).length,
      why: entryTexts.noField,
      isHeld: holds.score,
    },
    {
      record: 'cuboid',
      field: lossFields.attributes,
      count: fresh.filter(({ attributes }) => Object.keys(attributes).length > 0).length,
      why: entryTexts.noField,
      isHeld: holds.attributes,
    },
    {
      record: 'cuboid',
      field: lossFields.pitchAndRoll,
      count: holds.tilt ? 0 : fresh.filter(leans).length,
      why: entryTexts.yawOnly,
      isHeld: holds.tilt,
    },
    {
      record: 'track',
      field: lossFields.category,
      count: records.filter((one) => {
        return one.kind === 'track' && !hasCategory(one.category)
      }).length,
      why: entryTexts.otherCategories,
      isHeld: false,
    },
    {
      record: 'track',
      field: lossFields.id,
      count: fresh.length === 0 ? 0 : records.filter(({ kind }) => kind === 'track').length,
      why: entryTexts.noField,
      isHeld: holds.ids,
    },
  ]
  return all.flatMap(({ isHeld, ...loss }) => (isHeld || loss.count === 0 ? [] : [loss]))
}
