import type { Message } from '@trueline/annotation'
import type { CheckId } from '@trueline/consistency'
import type { KnownOfLabels } from '../acceptance/knownFigures.ts'
import { submissionOf } from '../acceptance/knownFigures.ts'
import type { Agreement } from '../compare/agreement.ts'
import { type AnnotatorScore, annotatorScores } from '../scoring/annotatorScores.ts'
import type { FaultOutcome } from '../scoring/scoreFaults.ts'
import { meters, momentText, NO_FIGURE, percent, percentWithin } from './figures.ts'
import { el, type MarkupElement } from './markup.ts'
import { pageTexts as texts } from './pageTexts.ts'
import { figure, type Language, note, section, table } from './parts.ts'

/** A try at handing a task on, and what was known of it. */
export type JudgedTry = KnownOfLabels & {
  readonly clip: string
  readonly annotator: string
  /** The first is 1. */
  readonly attempt: number
  /** Whether it went on; else it was given back. */
  readonly isHandedOn: boolean
}

/** What is known of the work of those who label. */
export type QualityFigures = {
  /** ISO 8601. */
  readonly madeAt: string
  readonly tries: readonly JudgedTry[]
  /** Frames as they are counted, the first is 0; `null` where not both have handed it on. */
  readonly twice: readonly {
    readonly clip: string
    readonly firstFrame: number
    readonly lastFrame: number
    readonly agreement: Agreement | null
  }[]
  /** Whether people are told apart by number alone. */
  readonly isAnonymous: boolean
}

/** What is known of the work of those who label, as a page for those who run it. */
export function qualityPage(figures: QualityFigures, language: Language): MarkupElement {
  const { madeAt, twice } = figures
  const tries = figures.isAnonymous ? anonymous(figures.tries) : figures.tries
  const ended = tries.filter(({ isHandedOn }) => isHandedOn)
  const scores = annotatorScores(ended.map((one) => submissionOf(one.annotator, one)))
  return el('article', { class: 'q-page', lang: language }, [
    el('h1', {}, [texts.quality[language]]),
    note(`${texts.madeAt[language]} ${momentText(madeAt)}`),
    ...(tries.length === 0 ? [note(texts.noTries[language])] : []),
    ...(scores.length === 0 ? [] : [peopleSection(scores, tries, language)]),
    ...(ended.some(({ faults }) => faults !== null) ? [kindsSection(ended, language)] : []),
    ...remainSections(ended, language),
    ...(twice.length === 0 ? [] : [twiceSection(twice, language)]),
    note(texts.qualityMethod[language]),
  ])
}

function anonymous(tries: readonly JudgedTry[]): readonly JudgedTry[] {
  const names = [...new Set(tries.map(({ annotator }) => annotator))].toSorted()
  return tries.map((one) => ({ ...one, annotator: `#${names.indexOf(one.annotator) + 1}` }))
}

function peopleSection(
  scores: readonly AnnotatorScore[],
  tries: readonly JudgedTry[],
  language: Language,
): MarkupElement {
  const heads = [texts.submissions, texts.givenBack, texts.planted, texts.noticed, texts.mended]
  return section(texts.annotator[language], [
    table(
      ['', ...[...heads, texts.wrongKnown].map((head) => figure(head[language]))],
      scores.map(({ annotator, submissions, faults, fixed, noticed, wrong }) => [
        annotator,
        figure(submissions),
        figure(tries.filter((one) => one.annotator === annotator && !one.isHandedOn).length),
        figure(faults.fixed + faults.found + faults.left),
        ...[noticed, fixed, wrong].map((share) => figure(percentWithin(share))),
      ]),
    ),
  ])
}

const OUTCOMES: readonly FaultOutcome[] = ['fixed', 'found', 'left', 'slight']

function kindsSection(tries: readonly JudgedTry[], language: Language): MarkupElement {
  const faults = tries.flatMap((one) => one.faults ?? [])
  const kinds = [...new Set(faults.map(({ fault }) => fault.check))].toSorted()
  return section(texts.byKind[language], [
    table(
      ['', ...OUTCOMES.map((outcome) => figure(NAMES[outcome][language]))],
      kinds.map((kind) => [
        kindText(kind, language),
        ...OUTCOMES.map((asked) =>
          figure(faults.filter((one) => one.fault.check === kind && one.outcome === asked).length),
        ),
      ]),
    ),
  ])
}

/** What was left, which was taken back, and what was changed and is not right, which was not. */
function remainSections(tries: readonly JudgedTry[], language: Language): readonly MarkupElement[] {
  const asked = [
    { outcome: 'found', heading: texts.notRight },
    { outcome: 'left', heading: texts.takenBack },
  ] as const
  return asked.flatMap(({ outcome, heading }) => {
    const rows = tries.flatMap(({ clip, annotator, faults }) =>
      (faults ?? [])
        .filter((one) => one.outcome === outcome)
        .map(({ fault }) => [
          clip,
          annotator,
          kindText(fault.check, language),
          figure(framesText(fault.frames)),
        ]),
    )
    const head = [texts.clip1, texts.annotator1, texts.fault].map((one) => one[language])
    return rows.length === 0
      ? []
      : [section(heading[language], [table([...head, figure(texts.frames[language])], rows)])]
  })
}

function twiceSection(twice: QualityFigures['twice'], language: Language): MarkupElement {
  const heads = [texts.both, texts.sameClass, texts.center, texts.size, texts.switches]
  return section(texts.twice[language], [
    table(
      [texts.clip1[language], ...heads.map((head) => figure(head[language]))],
      twice.map(({ clip, firstFrame, lastFrame, agreement }) => [
        `${clip} · ${firstFrame}–${lastFrame}`,
        ...(agreement === null
          ? [figure(texts.notYet[language]), ...heads.slice(1).map(() => figure(NO_FIGURE))]
          : [
              figure(percentWithin(agreement.both)),
              figure(percent(agreement.sameCategory.estimate)),
              figure(`${meters(agreement.center?.median)} / ${meters(agreement.center?.p95)}`),
              figure(`${meters(agreement.size?.median)} / ${meters(agreement.size?.p95)}`),
              figure(agreement.idSwitches),
            ]),
      ]),
    ),
    note(`${texts.median[language]} / ${texts.p95[language]}`),
  ])
}

/** `7`, `7–12`: frames as they are counted everywhere, the first is 0. */
function framesText(frames: readonly number[]): string {
  const [first = 0, last = first] = [frames[0], frames.at(-1)]
  return first === last ? `${first}` : `${first}–${last}`
}

function kindText(check: CheckId, language: Language): string {
  return KINDS[check]?.[language] ?? check
}

const NAMES: { readonly [outcome in FaultOutcome]: Message } = {
  ...{ fixed: texts.mended, found: texts.foundOnly },
  ...{ left: texts.left, slight: texts.slight },
}

const KINDS: { readonly [check in CheckId]?: Message } = {
  ...{ B1: texts.faultB1, C1: texts.faultC1, C2: texts.faultC2, C3: texts.faultC3 },
  ...{ C6: texts.faultC6, D1: texts.faultD1, D5: texts.faultD5, E2: texts.faultE2 },
  ...{ E3: texts.faultE3, E4: texts.faultE4, E7: texts.faultE7 },
}
