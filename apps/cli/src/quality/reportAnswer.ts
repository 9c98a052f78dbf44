import { readFile } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { annotationsOf, parseFrameRange } from '@trueline/annotation'
import {
  evaluateLanes,
  isInRegion,
  type LaneEvaluation,
  labelledFramesOf,
  laneGraphOf,
} from '@trueline/evaluation'
import { BadInputError } from '@trueline/formats'
import {
  type AcceptanceProfile,
  type AcceptanceReport,
  acceptancePage,
  acceptanceReport,
  compareLabels,
  DEFAULT_PROFILE,
  type Language,
  type PlacedBox,
  ProfileError,
  pageTexts,
  parseProfile,
  wholePage,
} from '@trueline/quality'
import { type Answer, EXIT } from '../answer.ts'
import { badInput } from '../badInput.ts'
import { isPath, type LabelledClip, openLabelledClip } from '../clips/labelledClip.ts'
import { dataDirOf } from '../dataDir.ts'
import { regionOf } from '../evaluate/evaluateLabels.ts'
import { refusedLines } from '../importReport.ts'
import { writeWhole } from '../output.ts'
import { openProgress } from '../progress.ts'
import { reportText } from './reportText.ts'

/** How `report` was called. */
export type ReportOptions = {
  readonly reference: string
  readonly profile?: string
  readonly region: string
  readonly maxRange: number
  readonly frames?: string
  readonly sample?: true
  readonly html?: string
  readonly language: Language
  readonly data?: string
}

/**
 * Whether a buyer takes a clip's labels, by a profile; what `report` says.
 *
 * @throws {BadInputError} when the labels, the reference or the profile cannot be read.
 */
export async function reportAnswer(named: string, options: ReportOptions): Promise<Answer> {
  const { html, language } = options
  const profile = await profileOf(options.profile)
  const dataDir = dataDirOf(options.data)
  const progress = openProgress()
  progress.at('reading', 0, 0)
  const reference = await openLabelledClip({ named: options.reference, dataDir, onto: null })
  try {
    const labels = await openLabelledClip({ named, dataDir, onto: reference.clip })
    try {
      progress.at('comparing', 0, 0)
      const report = reportOf({ reference, labels, named, profile }, options)
      const page = acceptancePage(report, language)
      if (html !== undefined)
        await writeWhole(html, wholePage(page, pageTexts.acceptance[language], language))
      const refused = [...reference.refused, ...labels.refused]
      progress.end()
      return {
        json: { ...report, refused },
        text: [reportText(report), ...refusedLines(refused)].join('\n'),
        exit: refused.length > 0 || report.verdict === 'fail' ? EXIT.findings : EXIT.done,
      }
    } finally {
      await labels.close()
    }
  } finally {
    progress.end()
    await reference.close()
  }
}

type Sides = {
  readonly reference: LabelledClip
  readonly labels: LabelledClip
  readonly named: string
  readonly profile: AcceptanceProfile
}

function reportOf(sides: Sides, options: ReportOptions): AcceptanceReport {
  const { reference, labels, named, profile } = sides
  const { clip } = reference
  const region = regionOf(reference, options.region)
  const asked =
    options.frames === undefined
      ? labelledFramesOf(reference.records)
      : parseFrameRange(options.frames, clip.frames.length)
  const comparison = compareLabels({
    reference: { clip, annotations: annotationsOf(reference.records) },
    labels: { clip, annotations: annotationsOf(labels.records) },
    frames: asked.map((frame) => ({ reference: frame, labels: frame })),
    isJudged: ({ cuboid, range }: PlacedBox) =>
      range <= options.maxRange && isInRegion(region, cuboid),
  })
  const about = {
    ...{ clips: [clip.name], labels: nameOf(named), reference: nameOf(options.reference) },
  }
  return acceptanceReport({
    ...{ about: { ...about, madeAt: new Date().toISOString() }, profile, sampled: null },
    ...{ comparisons: [comparison], lanes: lanesOf(reference, labels) },
    known: [],
    isSample: options.sample ?? false,
  })
}

/** What something is called in a report: where it lies on this machine is nothing to its reader. */
function nameOf(named: string): string {
  return isPath(named) ? basename(resolve(named)) : named
}

/** How the roads compare; `null` where the reference tells of none. */
function lanesOf(reference: LabelledClip, labels: LabelledClip): LaneEvaluation | null {
  const [truth, said] = [reference, labels].map(({ records }) => laneGraphOf(records))
  if (truth!.lanes.length === 0) return null
  return evaluateLanes({ reference: truth!, prediction: said! }, null)
}

async function profileOf(file: string | undefined): Promise<AcceptanceProfile> {
  if (file === undefined) return DEFAULT_PROFILE
  const expected = 'an acceptance profile as JSON'
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw badInput({ file, found: error.code ?? error.message, expected })
  })
  try {
    return parseProfile(JSON.parse(text.replace(/^\uFEFF/, '')))
  } catch (error) {
    if (error instanceof SyntaxError) throw badInput({ file, found: 'no JSON', expected })
    if (!(error instanceof ProfileError)) throw error
    const place = { en: error.place, zh: error.place }
    throw new BadInputError({ file, place, found: error.found, expected: error.expected })
  }
}
