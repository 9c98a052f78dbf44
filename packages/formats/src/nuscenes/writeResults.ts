import type { CuboidRecord, Frame, Json } from '@trueline/annotation'
import type { Exported, ExportSource, Loss } from '../codec.ts'
import { boxes2dLost } from '../entries/boxLosses.ts'
import { entryTexts } from '../entries/entryTexts.ts'
import { type EntryWriter, openEntryWriter } from '../entries/writeEntries.ts'
import { isList, isObject, type JsonObject } from '../jsonAt.ts'
import { lossFields } from '../lossFields.ts'
import { fillHoles } from '../skeleton.ts'
import { numberOf, printSourceJson } from '../sourceJson.ts'
import { NUSCENES } from './names.ts'
import { resultFormat } from './resultEntry.ts'
import { nameOfAttributes, type ResultTask, resultName } from './resultNames.ts'
import { resultTexts as say } from './resultTexts.ts'
import { velocities } from './velocity.ts'
import { mapInEgo } from './writeNuscenes.ts'

/** The devkit refuses a file with more. */
const MOST_BOXES = 500

/** The result file of a clip: each sample with its boxes, unchanged ones as their source had them. */
export function writeResults(source: ExportSource, task: ResultTask): Exported {
  const known = new Set(
    source.records.flatMap((one) =>
      one.kind === 'track' && resultName(one.category, task) !== null ? [one.id] : [],
    ),
  )
  const cuboids = source.records.filter(
    (one): one is CuboidRecord =>
      one.kind === 'cuboid' && (known.has(one.trackId) || one.extras[task.codec] !== undefined),
  )
  const written = surest(cuboids)
  return {
    files: write(source, { task, cuboids: written }),
    losses: lossesOf(source, { task, named: cuboids, written }),
  }
}

type Parts = { readonly task: ResultTask; readonly cuboids: readonly CuboidRecord[] }

async function* write({ clip, records }: ExportSource, { task, cuboids }: Parts) {
  const tracks = records.filter((record) => record.kind === 'track')
  const writer = openEntryWriter([...tracks, ...cuboids], {
    format: resultFormat(task),
    egoFromSource: (frame) => mapInEgo(clip, frame),
    freshId: ({ number }) => String(number),
  })
  const speeds = velocities(clip, cuboids)
  const results: { [sample: string]: Json } = {}
  for (const [index, frame] of clip.frames.entries()) {
    const sample = sampleOf(frame)
    if (sample === null) continue
    results[sample] = boxesOf({ writer, task, frame, index }, (cuboid) => {
      const { json, isUnchanged } = writer.write(cuboid)
      if (isUnchanged) return json
      const [x, y] = speeds.get(cuboid.id) ?? []
      // The devkit takes NaN for a speed that nobody knows.
      const velocity =
        x === undefined || y === undefined ? [numberOf('NaN'), numberOf('NaN')] : [x, y]
      return { ...json, sample_token: sample, velocity }
    })
  }
  const head = clip.extras[task.codec]
  const { results: path, ...rest } = isObject(head) ? head : { ...FRESH }
  const document = { ...rest, results }
  const name = typeof path === 'string' ? path.slice(path.lastIndexOf('/') + 1) : 'results.json'
  const bytes = new TextEncoder().encode(printSourceJson(document, ' '))
  yield await Promise.resolve({ path: name, bytes })
}

const FRESH: JsonObject = {
  meta: {
    use_camera: false,
    use_lidar: true,
    use_radar: false,
    use_map: false,
    use_external: false,
  },
}

/** The sample of a frame; `null` for a sweep between two. */
function sampleOf({ name, extras }: Frame): string | null {
  const kept = extras[NUSCENES]
  if (!isObject(kept)) return name
  const token = isObject(kept.sample) ? kept.sample.token : null
  return typeof token === 'string' ? token : null
}

type FrameParts = {
  readonly writer: EntryWriter
  readonly task: ResultTask
  readonly frame: Frame
  readonly index: number
}

function boxesOf(
  { writer, task, frame, index }: FrameParts,
  write: (cuboid: CuboidRecord) => JsonObject,
): Json {
  const left = new Map<string, CuboidRecord>(writer.ofFrame(index).map((one) => [one.id, one]))
  const rest = (): readonly Json[] => [...left.values()].map(write)
  const kept = frame.extras[task.codec]
  if (kept === undefined) return rest()
  const list = fillHoles(kept, {
    record: (id) => {
      const cuboid = left.get(id)
      left.delete(id)
      return cuboid === undefined ? null : write(cuboid)
    },
    rest,
  })
  return isList(list) || left.size === 0 ? list : rest()
}

/** Those of each frame that a file may hold. */
function surest(cuboids: readonly CuboidRecord[]): readonly CuboidRecord[] {
  const counts = new Map<number, number>()
  return cuboids
    .toSorted((a, b) => (b.score ?? 1) - (a.score ?? 1))
    .filter(({ frame }) => {
      const count = (counts.get(frame) ?? 0) + 1
      counts.set(frame, count)
      return count <= MOST_BOXES
    })
}

function lossesOf(
  { clip, records }: ExportSource,
  args: {
    readonly task: ResultTask
    readonly named: readonly CuboidRecord[]
    readonly written: readonly CuboidRecord[]
  },
): readonly Loss[] {
  const { task, named, written } = args
  const cuboids = records.filter((record) => record.kind === 'cuboid')
  const between = written.filter(({ frame }) => {
    const one = clip.frames[frame]
    return one !== undefined && sampleOf(one) === null
  })
  const hasMore = ({ attributes }: CuboidRecord): boolean => {
    const held = task.idKey === null && nameOfAttributes(attributes) !== '' ? 1 : 0
    return Object.keys(attributes).length > held
  }
  const all: readonly Loss[] = [
    boxes2dLost(records),
    {
      record: 'cuboid',
      field: lossFields.all,
      count: cuboids.length - named.length,
      why: say.notAsked,
    },
    {
      record: 'cuboid',
      field: lossFields.all,
      count: named.length - written.length,
      why: say.most({ most: MOST_BOXES }),
    },
    { record: 'cuboid', field: lossFields.all, count: between.length, why: say.atSamples },
    {
      record: 'cuboid',
      field: lossFields.attributes,
      count: written.filter(hasMore).length,
      why: say.oneAttribute,
    },
    {
      record: 'track',
      field: lossFields.category,
      count: records.filter(
        (one) =>
          one.kind === 'track' && ![null, one.category].includes(resultName(one.category, task)),
      ).length,
      why: entryTexts.otherCategories,
    },
    {
      record: 'track',
      field: lossFields.id,
      count: task.idKey === null ? records.filter(({ kind }) => kind === 'track').length : 0,
      why: entryTexts.noField,
    },
  ]
  return all.filter(({ count }) => count > 0)
}
