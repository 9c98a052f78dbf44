import { type Clip, type Json, verbatim } from '@trueline/annotation'
import { type Pose, type Vec3, ZERO } from '@trueline/geometry'
import { BadInputError } from '../badInputError.ts'
import type { FileTree, ImportedClip, ImportedFrame, ReadOptions } from '../codec.ts'
import { type EntryReader, openEntries } from '../entries/readEntries.ts'
import { below, isList, isObject, type JsonObject, listAt, objectAt } from '../jsonAt.ts'
import { egoFromMap } from '../mapSpace.ts'
import { type OpenReport, tryOr } from '../refuse.ts'
import { WHOLE } from '../sharedTexts.ts'
import { END_OF_LIST } from '../skeleton.ts'
import { parseSourceJson } from '../sourceJson.ts'
import { attributesSeen, sourceOntology } from '../sourceOntology.ts'
import { lettersOf } from '../text.ts'
import { NUSCENES } from './names.ts'
import { clipOf, readBareScene } from './readNuscenes.ts'
import { resultFormat } from './resultEntry.ts'
import type { ResultTask } from './resultNames.ts'
import { resultTexts as say } from './resultTexts.ts'
import { tableFolders } from './tables.ts'

/** Enough of a file to see whose results it holds. */
const HEAD_BYTES = 4096
/** How many files are looked into. */
const FILES = 40

/** The result files of a task in a tree, by their first bytes. */
export async function resultFiles(tree: FileTree, task: ResultTask): Promise<readonly string[]> {
  const found: string[] = []
  const candidates = tree.files.filter(({ path }) => /\.json$/i.test(path))
  for (const { path } of candidates.slice(0, FILES)) {
    const head = await tree.read(path, { offset: 0, bytes: HEAD_BYTES })
    const text = lettersOf(head)
    if (/"results"\s*:/.test(text) && text.includes(`"${task.nameKey}"`)) found.push(path)
  }
  return found
}

/**
 * The boxes of a result file, on the frames of the tables beside it, of the clip they are for, or on
 * frames without poses.
 *
 * @throws {BadInputError} when there is no result file, or it holds no results.
 */
export async function readResults(
  tree: FileTree,
  { task, options }: { readonly task: ResultTask; readonly options: ReadOptions },
): Promise<ImportedClip> {
  const [file, ...others] = await resultFiles(tree, task)
  if (file === undefined) {
    const expected = say.fileOf({ key: task.nameKey })
    throw new BadInputError({ file: '', place: WHOLE, found: say.noResults, expected })
  }
  const report: OpenReport = { refused: [], notices: [] }
  for (const other of others) {
    const expected = say.oneFile({ file })
    report.refused.push({ file: other, place: WHOLE, found: say.furtherFile, expected })
  }
  const document = objectAt(parseSourceJson(await tree.read(file), file), { file, pointer: '' })
  const results = objectAt(document.results, { file, pointer: '/results' })
  const base = await baseOf(tree, { results, options, report })
  const entries = openEntries(resultFormat(task), report)
  const kept = takeResults(results, { base, entries, file, report })
  const { tracks, cuboids } = entries.records()
  const attributes = cuboids.map((cuboid) => cuboid.attributes)
  return {
    clip: {
      ...base.clip,
      frames: base.clip.frames.map((frame, index) => {
        const list = kept.get(index)
        return list ? { ...frame, extras: { ...frame.extras, [task.codec]: list } } : frame
      }),
      ontology: sourceOntology(
        tracks.map(({ category }) => category),
        attributesSeen('cuboid', attributes),
      ),
      format: task.codec,
      extras: { ...base.clip.extras, [task.codec]: { ...document, results: file } },
    },
    records: [...tracks, ...cuboids],
    report: { ...report, suggestions: [] },
  }
}

/** Frames that results lie on. */
type Base = {
  readonly clip: Omit<ImportedClip['clip'], 'ontology'>
  readonly frameOf: (sample: string) => number | null
  readonly egoFromMap: (frame: number) => Pose
}

type Source = {
  readonly results: JsonObject
  readonly options: ReadOptions
  readonly report: OpenReport
}

async function baseOf(tree: FileTree, { results, options, report }: Source): Promise<Base> {
  if (tableFolders(tree).length > 0) {
    const bare = await readBareScene(tree, report)
    const clip = { ...clipOf(bare, options), extras: {} }
    return { clip, frameOf: bare.frameOf, egoFromMap: bare.egoFromMap }
  }
  if (options.onto !== null) return baseOnto(options.onto, results, report)
  report.notices.push({ file: '', place: WHOLE, message: say.noTables })
  return bareBase(results, options)
}

/** Samples are frames of their token; where none is, those of their place. */
function baseOnto(onto: Clip, results: JsonObject, report: OpenReport): Base {
  const indexBySample = new Map<string, number>()
  for (const [index, { name, extras }] of onto.frames.entries()) {
    const kept = extras[NUSCENES]
    const sample = isObject(kept) && isObject(kept.sample) ? kept.sample.token : undefined
    indexBySample.set(typeof sample === 'string' ? sample : name, index)
  }
  const frames = onto.frames.map((frame): ImportedFrame => ({ ...frame, sweeps: [], images: [] }))
  const mapInEgo = (frame: number): Pose =>
    egoFromMap(onto.frames[frame]?.worldFromEgo ?? null, onto.worldOrigin)
  const samples = Object.keys(results)
  const areNamed = samples.length === 0 || samples.some((sample) => indexBySample.has(sample))
  if (!areNamed) report.notices.push({ file: '', place: WHOLE, message: say.byPlace })
  const placeBySample = new Map(samples.map((sample, index) => [sample, index]))
  const placeOf = (sample: string): number | null => {
    const index = (areNamed ? indexBySample : placeBySample).get(sample)
    return index !== undefined && index < frames.length ? index : null
  }
  return { clip: { ...onto, frames }, frameOf: placeOf, egoFromMap: mapInEgo }
}

/** A frame for each sample, without poses; the world begins at the first box. */
function bareBase(results: JsonObject, options: ReadOptions): Base {
  const samples = Object.keys(results)
  const origin = firstPlace(results) ?? ZERO
  const bare = { timeUs: null, worldFromEgo: null, sweeps: [], images: [], extras: {} }
  return {
    clip: {
      name: options.name,
      frames: samples.map((name) => ({ name, ...bare })),
      sensors: [],
      worldOrigin: origin,
      format: '',
      extras: {},
    },
    frameOf: (sample) => {
      const index = samples.indexOf(sample)
      return index < 0 ? null : index
    },
    egoFromMap: () => egoFromMap(null, origin),
  }
}

function firstPlace(results: JsonObject): Vec3 | null {
  for (const boxes of Object.values(results)) {
    const box = isList(boxes) ? boxes[0] : undefined
    const place = isObject(box) && isList(box.translation) ? box.translation : []
    const [x, y, z] = place
    if (typeof x === 'number' && typeof y === 'number' && typeof z === 'number') {
      return [Math.round(x), Math.round(y), Math.round(z)]
    }
  }
  return null
}

type Taking = {
  readonly base: Base
  readonly entries: EntryReader
  readonly file: string
  readonly report: OpenReport
}

/** Takes every box in and returns each frame's list without them. */
function takeResults(
  results: JsonObject,
  { base, entries, file, report }: Taking,
): ReadonlyMap<number, Json> {
  const kept = new Map<number, Json>()
  let outside = 0
  for (const [sample, value] of Object.entries(results)) {
    const frame = base.frameOf(sample)
    if (frame === null) {
      outside += 1
      continue
    }
    const place = below({ file, pointer: '/results' }, sample)
    const boxes = tryOr(report, () => listAt(value, place))
    if (boxes === null) {
      kept.set(frame, value)
      continue
    }
    const egoFromSource = base.egoFromMap(frame)
    const left = boxes.map((box, index) =>
      entries.take(box, { frame, place: below(place, index), egoFromSource }),
    )
    kept.set(frame, [...left, END_OF_LIST])
  }
  if (outside > 0) {
    const message = say.ofNoFrame({ count: outside })
    report.notices.push({ file, place: verbatim('/results'), message })
  }
  return kept
}
