import type { ClipId } from '@trueline/annotation'
import {
  type AcceptanceReport,
  acceptancePage,
  economicsPage,
  failuresPage,
  type QualityFigures,
  qualityPage,
  type Rate,
  rowsCsv,
  wholePage,
} from '@trueline/quality'
import { useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../people/usePeople.ts'
import { References } from '../quality/References.tsx'
import { useQuality } from '../quality/useQuality.ts'
import { MarkupView } from '../reports/MarkupView.tsx'
import { PrintedPage } from '../reports/PrintedPage.tsx'
import styles from '../reports/Reports.module.css'
import { acceptanceOf, type Reports } from '../reports/reportsOf.ts'
import { saveText } from '../reports/saveText.ts'
import { type ReportsState, useReports } from '../reports/useReports.ts'
import { rateOf, useScopes } from '../reports/useScopes.ts'
import { reviewQueue } from '../review/queue.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { NumberField } from '../ui/NumberField.tsx'
import { Select } from '../ui/Select.tsx'
import { useWorkbench, useWorkbenchState } from '../WorkbenchContext.tsx'

const PAGES = ['own', 'economics', 'failures', 'acceptance', 'quality'] as const
type Page = (typeof PAGES)[number]

/** Of pages that name people, these can number them instead. */
const NAMING: readonly Page[] = ['economics', 'quality']
/** What a page needs that not everybody may ask for. */
const NEEDS: { readonly [page in Page]?: string } = { quality: 'quality.overview' }

/** What the work cost, what pre-labels saved, how good it is and where the model fails. */
export function ReportsDialog() {
  const { t } = useTranslation()
  const { store } = useWorkbench()
  const may = useMay()
  const [page, setPage] = useState<Page>('own')
  const { scopes, terms } = useScopes()
  const [scopeId, setScopeId] = useState('this')
  const [perHour, setPerHour] = useState<number | null>(null)
  const [isAnonymous, setAnonymous] = useState(false)
  const { clipIds } = scopes.find(({ id }) => id === scopeId) ?? { clipIds: NO_CLIPS }
  const agreed = useMemo(() => rateOf(terms, clipIds), [terms, clipIds])
  const rate = useMemo(
    (): Rate => (perHour === null ? agreed : { ...agreed, perHour }),
    [agreed, perHour],
  )
  const read = useReports(clipIds, { isOwn: page === 'own', rate, terms, isAnonymous })
  const quality = useQuality({ isAsked: page === 'quality', clipIds, isAnonymous })
  const acceptance = useAcceptance(read)
  const shown =
    page === 'quality'
      ? quality.figures && { page, figures: quality.figures }
      : read.state === 'read'
        ? { page, reports: read.reports, acceptance }
        : null
  return (
    <Dialog
      title={t('reports.title')}
      width="wide"
      onClose={() => store.setState({ dialog: null })}
    >
      <div className={styles.controls}>
        <Select
          label={t('reports.page')}
          value={page}
          options={PAGES.filter((one) => may(NEEDS[one] ?? '') || NEEDS[one] === undefined).map(
            (value) => ({ value, text: t(`reports.page_${value}`) }),
          )}
          onChange={setPage}
        />
        <Select
          label={t('reports.clips')}
          value={scopeId}
          options={scopes.map(({ id, name }) => ({ value: id, text: name }))}
          onChange={setScopeId}
        />
        {(page === 'own' || page === 'economics') && (
          <span className={styles.rate}>
            <NumberField
              label={t('reports.rate')}
              unit={`${rate.currency}/h`}
              decimals={0}
              value={rate.perHour}
              onCommit={(value) => setPerHour(Math.max(0, value))}
            />
          </span>
        )}
        {NAMING.includes(page) && (
          <label>
            <input
              type="checkbox"
              checked={isAnonymous}
              onChange={({ target }) => setAnonymous(target.checked)}
            />{' '}
            {t('reports.anonymous')}
          </label>
        )}
        <span className={styles.space} />
        {shown !== null && <Exports {...shown} />}
      </div>
      {shown !== null ? (
        <ReportPage {...shown} />
      ) : read.state === 'reading' ? (
        <p role="status">{t('reports.reading', { done: read.done, total: read.total })}</p>
      ) : (
        <p role="status">{t('reports.oneMoment')}</p>
      )}
      {page === 'quality' && <References asked={quality.asked} onChange={quality.reload} />}
    </Dialog>
  )
}

const NO_CLIPS: readonly ClipId[] = []

type Shown =
  | {
      readonly page: Exclude<Page, 'quality'>
      readonly reports: Reports
      readonly acceptance: AcceptanceReport | null
    }
  | { readonly page: 'quality'; readonly figures: QualityFigures }

/** What the review of the clips that were read makes of what was handed on. */
function useAcceptance(read: ReportsState): AcceptanceReport | null {
  const { t } = useTranslation()
  const clip = useWorkbenchState((state) => state.clip)
  const rate = useWorkbenchState((state) => reviewQueue(state).rate)
  return useMemo(() => {
    if (read.state !== 'read') return null
    // A sample is drawn of the open clip: it says nothing of several.
    const isOpen = read.clips.length === 1 && read.clips[0]!.clip.id === clip?.id
    const names = { handedOn: t('reports.handedOn'), reviewed: t('reports.reviewed') }
    const { known, madeAt } = read
    return acceptanceOf(read.clips, { sampled: isOpen ? rate : null, known, names, madeAt })
  }, [read, clip, rate, t])
}

function ReportPage(shown: Shown) {
  const { t } = useTranslation()
  const markup = useMarkup(shown)
  if (shown.page === 'acceptance' && shown.acceptance === null) {
    return <p>{t('reports.notHandedOn')}</p>
  }
  if (shown.page === 'own' && shown.reports.rows.length === 0) return <p>{t('reports.none')}</p>
  return <MarkupView page={markup} />
}

/** The same as files: for programs, for spreadsheets, a page by itself, and what a printer makes of it. */
function Exports(shown: Shown) {
  const { t } = useTranslation()
  const language = useWorkbenchState(({ preferences }) => preferences.language)
  const [isPrinting, setPrinting] = useState(false)
  const endPrinting = useCallback(() => setPrinting(false), [])
  const markup = useMarkup(shown)
  const { page } = shown
  const name = page === 'own' ? 'economics' : page
  const title = t(`reports.page_${page}`)
  const save = (ending: string, type: string, text: string): void =>
    saveText(`${name}.${ending}`, type, text)
  return (
    <>
      <Button
        onClick={() =>
          save('json', 'application/json', `${JSON.stringify(dataOf(shown), null, 2)}\n`)
        }
      >
        {t('reports.json')}
      </Button>
      {(shown.page === 'own' || shown.page === 'economics') && (
        <Button onClick={() => save('csv', 'text/csv', rowsCsv(shown.reports.rows))}>
          {t('reports.csv')}
        </Button>
      )}
      <Button onClick={() => save('html', 'text/html', wholePage(markup, title, language))}>
        {t('reports.print')}
      </Button>
      <Button onClick={() => setPrinting(true)}>{t('reports.pdf')}</Button>
      {isPrinting && <PrintedPage page={markup} title={title} onEnd={endPrinting} />}
    </>
  )
}

function dataOf(shown: Shown): unknown {
  switch (shown.page) {
    case 'own':
    case 'economics':
      return shown.reports.economics
    case 'failures':
      return shown.reports.failures
    case 'acceptance':
      return shown.acceptance
    case 'quality':
      return shown.figures
  }
}

function useMarkup(shown: Shown) {
  const language = useWorkbenchState(({ preferences }) => preferences.language)
  const of = shown.page === 'quality' ? shown.figures : shown.reports
  const acceptance = shown.page === 'quality' ? null : shown.acceptance
  // biome-ignore lint/correctness/useExhaustiveDependencies: `shown` is another object each time.
  return useMemo(() => {
    if (shown.page === 'quality') return qualityPage(shown.figures, language)
    if (shown.page === 'failures') return failuresPage(shown.reports.failures, language)
    if (shown.page === 'acceptance' && shown.acceptance !== null) {
      return acceptancePage(shown.acceptance, language)
    }
    return economicsPage(shown.reports.economics, language)
  }, [shown.page, of, acceptance, language])
}
