import { parseFrameRange } from '@trueline/annotation'
import type { ExportSource } from '@trueline/formats'
import type { Backend, TrafficSide } from '@trueline/perception'
import { resultOf, writerOf } from '@trueline/server'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { type Answer, type Answering, EXIT } from '../answer.ts'
import { badInput } from '../badInput.ts'
import { type LabelledClip, openLabelledClip } from '../clips/labelledClip.ts'
import { dataDirOf } from '../dataDir.ts'
import { countsText, countText, refusedLines } from '../importReport.ts'
import { backendOption, openNetwork } from '../models/backends.ts'
import { openLaneFolder, SHIPPED_LANES } from '../models/laneModelFolder.ts'
import { openModelFolder, SHIPPED_MODEL } from '../models/modelFolder.ts'
import { dataOption, jsonOption, wholeNumber } from '../options.ts'
import { writeWhole } from '../output.ts'
import { openProgress, type Progress } from '../progress.ts'
import { classicalFinder, type Finder, modelFinder } from '../propose/finder.ts'
import { type ProposedClip, proposeClip } from '../propose/proposeClip.ts'
import { proposeRoad, standardMapOf } from '../propose/proposeRoad.ts'
import { proposeRoadside } from '../propose/proposeRoadside.ts'

type Options = {
  readonly model?: string
  readonly backend?: Backend
  readonly frames?: string
  readonly sweeps?: number
  readonly minScore?: number
  readonly classical?: boolean
  readonly lanes?: boolean
  readonly roadside?: boolean
  readonly standardMap?: string
  readonly traffic?: TrafficSide
  readonly tracks: boolean
  readonly out?: string
  readonly data?: string
}

/** The format of `--out`: OpenLABEL, which holds scores, track ids and poses, but for its ending. */
function formatOf(path: string): string {
  return path.endsWith('.geojson') ? 'geojson' : 'openlabel'
}

/** A cluster that shows less of an object than this is proposed to nobody. */
const CLASSICAL_SCORE = 0.3

/** Adds `propose`: what a model, or clustering, finds in a clip. */
export function addProposeCommand(program: Command, answering: Answering): void {
  program
    .command('propose')
    .argument('<clip>', 'the id or name of a clip, or a path')
    .description('Propose the objects of a clip, its road, or what stands beside it.')
    .option('--model <folder>', 'a model’s folder (else the one that comes with it)')
    .addOption(backendOption().default('cpu'))
    .option('--frames <list>', 'such as 2-5,8, the first is 0 (else all)')
    .addOption(
      new Option('--sweeps <n>', 'how many sweeps are seen together').argParser(wholeNumber(1, 20)),
    )
    .addOption(
      new Option('--min-score <s>', 'leave out what is less sure (else by class)').argParser(
        scoreOf,
      ),
    )
    .option('--classical', 'by clusters and sizes, without a network')
    .option('--no-tracks', 'leave each frame’s objects by themselves')
    .option('--lanes', 'lanes, lines and links instead of objects')
    .addOption(
      new Option(
        '--roadside',
        'poles, signs and traffic lights instead of objects, by their shape',
      ).conflicts(['lanes', 'model', 'classical']),
    )
    .option(
      '--standard-map <file>',
      'a map of roads, for --lanes (else the one kept with the clip)',
    )
    .addOption(
      new Option(
        '--traffic <side>',
        'the side traffic keeps to, for --lanes (else as tracks show)',
      ).choices(['left', 'right']),
    )
    .option('--out <file>', 'write the proposals, as OpenLABEL, or as GeoJSON (.geojson)')
    .addOption(dataOption())
    .addOption(jsonOption())
    .action((clip: string, options: Options) => answering(() => proposeAnswer(clip, options)))
}

async function proposeAnswer(named: string, options: Options): Promise<Answer> {
  const progress = openProgress()
  progress.at('reading', 0, 0)
  const place = { named, dataDir: dataDirOf(options.data), onto: null }
  const source = await openLabelledClip(place)
  try {
    const frames = framesOf(source, options.frames)
    if (options.roadside === true) {
      return await roadsideAnswer(source, { frames, options, progress })
    }
    if (options.lanes === true) return await roadAnswer(source, { frames, options, progress })
    const { finder, close } = await finderOf(options)
    try {
      const isTracked = options.tracks
      const proposed = await proposeClip(source, { finder, frames, isTracked, progress })
      if (options.out !== undefined) await writeProposals(options.out, proposed.source)
      return answerOf(proposed, { source, frames, finder, isTracked, out: options.out })
    } finally {
      await close()
    }
  } finally {
    progress.end()
    await source.close()
  }
}

/** The frames that are asked for and have points. */
function framesOf({ clip }: LabelledClip, asked: string | undefined): readonly number[] {
  const named =
    asked === undefined ? [...clip.frames.keys()] : parseFrameRange(asked, clip.frames.length)
  const frames = named.filter((frame) => clip.frames[frame]!.sweeps.length > 0)
  if (frames.length > 0) return frames
  const found = `${countText(named.length, 'frame')} without points`
  throw badInput({ file: clip.name, found, expected: 'a sweep' })
}

async function finderOf({
  model: folder = SHIPPED_MODEL,
  backend = 'cpu',
  classical = false,
  sweeps,
  minScore,
}: Options): Promise<{ readonly finder: Finder; readonly close: () => Promise<void> }> {
  if (classical) {
    const finder = classicalFinder(minScore ?? CLASSICAL_SCORE)
    return { finder, close: () => Promise.resolve() }
  }
  const { manifest, network } = await openModelFolder(folder)
  const session = await openNetwork(network, backend, null)
  const scoreFrom = minScore ?? null
  return {
    finder: modelFinder({ manifest, session }, { scoreFrom, sweeps: sweeps ?? manifest.sweeps }),
    close: () => session.dispose(),
  }
}

async function roadAnswer(
  source: LabelledClip,
  {
    frames,
    options,
    progress,
  }: {
    readonly frames: readonly number[]
    readonly options: Options
    readonly progress: Progress
  },
): Promise<Answer> {
  const { model: folder = SHIPPED_LANES, backend = 'cpu', standardMap: file, out } = options
  const map = await standardMapOf(source, file)
  const model = await openLaneFolder(folder, backend, null)
  try {
    const proposed = await proposeRoad(source, {
      ...{ model, frames, map, progress },
      traffic: options.traffic ?? null,
    })
    if (out !== undefined) await writeProposals(out, proposed.source)
    const { windows, traffic, msPerWindow, ground } = proposed
    const { pictures, ms } = ground
    const refused = [...source.refused, ...ground.refused]
    const counts = resultOf(source.clip, proposed.records).records
    const { backend: used, backendText } = model.session
    const { cut, encode, decode } = msPerWindow
    return {
      json: {
        ...{ windows, pictures, traffic, records: counts, backend: used },
        ...{ msPerFrame: ms.sweeps, msPerPicture: ms.picture, msPerWindow, refused },
      },
      text: [
        `${source.clip.name}: ${countText(windows, 'window')}, ${countText(pictures, 'picture')}, ${countsText(counts)}; traffic on the ${traffic}; ${backendText.en}`,
        `ms a window: cut ${cut}, encoder ${encode}, decoder ${decode}; ground ${ms.sweeps} ms a frame, ${ms.picture} ms a picture`,
        ...refusedLines(refused),
        ...(out === undefined ? [] : [`written to ${out}`]),
      ].join('\n'),
      exit: refused.length > 0 ? EXIT.findings : EXIT.done,
    }
  } finally {
    await model.session.dispose()
  }
}

async function roadsideAnswer(
  source: LabelledClip,
  {
    frames,
    options: { out },
    progress,
  }: {
    readonly frames: readonly number[]
    readonly options: Options
    readonly progress: Progress
  },
): Promise<Answer> {
  const proposed = await proposeRoadside(source, frames, progress)
  if (out !== undefined) await writeProposals(out, proposed.source)
  const { msPerFrame, records, frames: looked } = proposed
  const { refused } = source
  const kinds: Record<string, number> = { pole: 0, trafficSign: 0, trafficLight: 0 }
  for (const record of records) {
    if (record.kind === 'mapElement') kinds[record.elementKind]!++
  }
  const counts = resultOf(source.clip, records).records
  return {
    json: { frames: looked, records: counts, kinds, msPerFrame, refused },
    text: [
      `${source.clip.name}: ${countText(looked, 'frame')}; ${countText(kinds.pole!, 'pole')}, ${countText(kinds.trafficSign!, 'sign')}, ${countText(kinds.trafficLight!, 'traffic light')}`,
      `${msPerFrame} ms a frame`,
      ...refusedLines(refused),
      ...(out === undefined ? [] : [`written to ${out}`]),
    ].join('\n'),
    exit: refused.length > 0 ? EXIT.findings : EXIT.done,
  }
}

async function writeProposals(path: string, source: ExportSource): Promise<void> {
  for await (const { bytes } of writerOf(formatOf(path))(source, { withSensors: false }).files) {
    await writeWhole(path, new TextDecoder().decode(bytes))
  }
}

function answerOf(
  { source: { clip, records }, isTracked, msPerFrame }: ProposedClip,
  about: {
    readonly source: LabelledClip
    readonly frames: readonly number[]
    readonly finder: Finder
    readonly isTracked: boolean
    readonly out: string | undefined
  },
): Answer {
  const { refused } = about.source
  const counts = resultOf(clip, records).records
  const { backend, backendText } = about.finder
  const { ground, raster, network, decode, track } = msPerFrame
  const isLoose = about.isTracked && !isTracked && about.frames.length > 1
  return {
    json: {
      frames: about.frames.length,
      records: counts,
      backend,
      backendText,
      msPerFrame,
      refused,
    },
    text: [
      `${clip.name}: ${countText(about.frames.length, 'frame')}, ${countsText(counts)}; ${backendText}`,
      `ms a frame: ground ${ground}, raster ${raster}, network ${network}, decode ${decode}, track ${track}`,
      ...(isLoose ? ['nothing was tracked: the clip does not say where the ego was'] : []),
      ...refusedLines(refused),
      ...(about.out === undefined ? [] : [`written to ${about.out}`]),
    ].join('\n'),
    exit: refused.length > 0 ? EXIT.findings : EXIT.done,
  }
}

function scoreOf(text: string): number {
  const value = text.trim() === '' ? Number.NaN : Number(text)
  if (value >= 0 && value <= 1) return value
  throw new InvalidArgumentError('Expected a number from 0 to 1.')
}
