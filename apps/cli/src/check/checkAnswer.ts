import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type AnnotationRecord, annotationsOf, type CuboidRecord } from '@trueline/annotation'
import {
  type CheckSettings,
  CheckSettingsError,
  checkClip,
  DEFAULT_SETTINGS,
  doubtOf,
  type Finding,
  gatherEvidence,
  isWaived,
  LEVELS,
  type Level,
  type Proposals,
  parseSettings,
  roadReport,
} from '@trueline/consistency'
import { unlabelledClusters } from '@trueline/perception'
import { type Language, wholePage } from '@trueline/quality'
import { type Answer, EXIT } from '../answer.ts'
import { badInput } from '../badInput.ts'
import { egoSweep } from '../clips/egoSweep.ts'
import {
  type LabelledClip,
  type LabelledClipPlace,
  openLabelledClip,
} from '../clips/labelledClip.ts'
import { dataDirOf } from '../dataDir.ts'
import { countText, refusedLines } from '../importReport.ts'
import { writeWhole } from '../output.ts'
import { openProgress } from '../progress.ts'
import { findingsText } from './findingsText.ts'
import { roadPage } from './roadPage.ts'
import { roadTexts } from './roadTexts.ts'

/** Which labels of a clip that has more than one set. */
export type Labels = 'truth' | 'prelabels'

/** How `check` was called. */
export type CheckOptions = {
  readonly labels?: Labels
  readonly config?: string
  readonly proposals?: string
  readonly failOn?: Level
  /** Where the validation of the road goes, as a page. */
  readonly road?: string
  readonly language?: Language
  readonly data?: string
}

/**
 * What `check` says of a clip or file.
 *
 * @throws {BadInputError} when it, or the settings, cannot be read.
 */
export async function checkAnswer(named: string, options: CheckOptions): Promise<Answer> {
  const settings = await settingsOf(options.config)
  const progress = openProgress()
  progress.at('reading', 0, 0)
  const source = await openLabelledClip({ named, dataDir: dataDirOf(options.data), onto: null })
  try {
    const { records, refused } = await labelsOf({ source, named }, options.labels)
    const { clip } = source
    const proposed =
      options.proposals === undefined
        ? null
        : await proposalsOf({
            named: options.proposals,
            dataDir: dataDirOf(options.data),
            onto: clip,
          })
    const annotations = annotationsOf(records)
    const told = await gatherEvidence({
      clip,
      annotations,
      pointsOf: (frame) => egoSweep(source, frame),
      clustersOf: unlabelledClusters,
      onFrame: (frame) => progress.at('reading points', frame, clip.frames.length),
    })
    progress.at('checking', 0, 0)
    const proposals = proposed?.proposals ?? null
    const checked = checkClip({ clip, annotations, settings, proposals, ...told })
    const findings = checked.findings.filter((one) => !isWaived(one, annotations))
    const waived = checked.findings.filter((one) => isWaived(one, annotations))
    const doubt = Object.fromEntries(doubtOf(checked, null).byTrack)
    const road = roadReport(checked)
    if (options.road !== undefined) {
      const { language = 'en' } = options
      const page = roadPage({ name: clip.name, report: road, annotations }, language)
      await writeWhole(options.road, wholePage(page, roadTexts.title[language], language))
    }
    const left = [...refused, ...(proposed?.refused ?? [])]
    const isFailed = left.length > 0 || findings.some((one) => isAtLeast(one, options.failOn))
    progress.end()
    return {
      // What it found is among the findings.
      json: { findings, waived, doubt, road: { ...road, findings: undefined }, refused: left },
      text: [
        findingsText(findings, annotations),
        ...(waived.length > 0 ? [`${countText(waived.length, 'finding')} may stand`] : []),
        ...refusedLines(left),
      ].join('\n'),
      exit: isFailed ? EXIT.findings : EXIT.done,
    }
  } finally {
    progress.end()
    await source.close()
  }
}

/**
 * What a model proposes for a clip, from a file of labels as `propose` writes it. It is taken to have
 * looked at the frames that it found anything in.
 */
async function proposalsOf(
  place: LabelledClipPlace,
): Promise<{ readonly proposals: Proposals; readonly refused: LabelledClip['refused'] }> {
  const source = await openLabelledClip(place)
  await source.close()
  const frames = source.records.flatMap((one) => (one.kind === 'cuboid' ? [one.frame] : []))
  const annotations = annotationsOf(source.records)
  return { proposals: { annotations, frames: new Set(frames) }, refused: source.refused }
}

function isAtLeast({ level }: Finding, asked: Level | undefined): boolean {
  return asked !== undefined && LEVELS.indexOf(level) <= LEVELS.indexOf(asked)
}

/** The labels that are meant: those in a folder of a simulated clip, else what they are or what came. */
async function labelsOf(
  { source, named }: { readonly source: LabelledClip; readonly named: string },
  labels: Labels | undefined,
): Promise<Pick<LabelledClip, 'records' | 'refused'>> {
  if (labels === undefined) return source
  const folder = join(named, labels)
  if (!existsSync(folder)) {
    return labels === 'truth' ? source : { ...source, records: source.records.map(asItCame) }
  }
  // By itself, so that findings name its tracks as the file does.
  const beside = await openLabelledClip({ named: folder, dataDir: '', onto: null })
  await beside.close()
  const [own, its] = [source, beside].map(({ clip }) => clip.frames.map(({ name }) => name).join())
  if (own === its) return beside
  const found = `${beside.clip.frames.length} frames of other names`
  throw badInput({ file: folder, found, expected: 'the frames of the clip' })
}

function asItCame(record: AnnotationRecord): AnnotationRecord {
  if (record.kind !== 'cuboid' || record.proposal === null) return record
  return {
    ...record,
    ...record.proposal,
    state: 'proposed',
    pointCount: null,
  } satisfies CuboidRecord
}

async function settingsOf(file: string | undefined): Promise<CheckSettings> {
  if (file === undefined) return DEFAULT_SETTINGS
  const refuse = (place: string, found: string, expected: string): never => {
    throw badInput({ file, place, found, expected })
  }
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) =>
    refuse('', error.code ?? error.message, 'a checks.json'),
  )
  try {
    return parseSettings(JSON.parse(text.replace(/^\uFEFF/, '')))
  } catch (error) {
    if (error instanceof SyntaxError) return refuse('', 'no JSON', 'a JSON object')
    if (!(error instanceof CheckSettingsError)) throw error
    return refuse(error.place, error.found, error.expected)
  }
}
