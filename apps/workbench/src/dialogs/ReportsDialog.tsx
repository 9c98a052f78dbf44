import {
  type AcceptanceReport,
  acceptancePage,
  economicsPage,
  failuresPage,
  rowsCsv,
  wholePage,
} from '@trueline/quality'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { MarkupView } from '../reports/MarkupView.tsx'
import styles from '../reports/Reports.module.css'
import { acceptanceOf, type Reports } from '../reports/reportsOf.ts'
import { saveText } from '../reports/saveText.ts'
import { type ReportsState, useReports } from '../reports/useReports.ts'
import { reviewQueue } from '../review/queue.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { NumberField } from '../ui/NumberField.tsx'
import { Select } from '../ui/Select.tsx'
import { useWorkbench, useWorkbenchState } from '../WorkbenchContext.tsx'

const PAGES = ['own', 'economics', 'failures', 'acceptance'] as const
type Page = (typeof PAGES)[number]

/** What the work cost, what pre-labels saved, and where the model fails: looked at, or taken along. */
export function ReportsDialog() {
  const { t } = useTranslation()
  const { store } = useWorkbench()
  const clip = useWorkbenchState((state) => state.clip)
  const [page, setPage] = useState<Page>('own')
  const [of, setOf] = useState<'this' | 'all'>('this')
  const [perHour, setPerHour] = useState(60)
  const [isAnonymous, setAnonymous] = useState(false)
  const clipId = of === 'this' && clip !== null ? clip.id : null
  const read = useReports(clipId, { isOwn: page === 'own', perHour, isAnonymous })
  const acceptance = useAcceptance(read)
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
          options={PAGES.map((value) => ({ value, text: t(`reports.page_${value}`) }))}
          onChange={setPage}
        />
        <Select
          label={t('reports.clips')}
          value={of}
          options={(['this', 'all'] as const).map((value) => ({
            ...{ value, text: t(`reports.clips_${value}`) },
          }))}
          onChange={setOf}
        />
        <span className={styles.rate}>
          <NumberField
            label={t('reports.rate')}
            unit="CNY/h"
            decimals={0}
            value={perHour}
            onCommit={(value) => setPerHour(Math.max(0, value))}
          />
        </span>
        {page === 'economics' && (
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
        {read.state === 'read' && (
          <Exports page={page} reports={read.reports} acceptance={acceptance} />
        )}
      </div>
      {read.state === 'reading' ? (
        <p role="status">{t('reports.reading', { done: read.done, total: read.total })}</p>
      ) : (
        <ReportPage page={page} reports={read.reports} acceptance={acceptance} />
      )}
    </Dialog>
  )
}

type Shown = {
  readonly page: Page
  readonly reports: Reports
  readonly acceptance: AcceptanceReport | null
}

/** What the review of the one clip that was read makes of what was handed on. */
function useAcceptance(read: ReportsState): AcceptanceReport | null {
  const { t } = useTranslation()
  const sampled = useWorkbenchState((state) => reviewQueue(state).rate)
  return useMemo(() => {
    if (read.state !== 'read') return null
    const [only, ...others] = read.clips
    if (only === undefined || others.length > 0) return null
    const names = { handedOn: t('reports.handedOn'), reviewed: t('reports.reviewed') }
    return acceptanceOf(only, { sampled, names, madeAt: read.madeAt })
  }, [read, sampled, t])
}

function ReportPage({ page, reports, acceptance }: Shown) {
  const { t } = useTranslation()
  const markup = useMarkup({ page, reports, acceptance })
  if (page === 'acceptance' && acceptance === null) return <p>{t('reports.notHandedOn')}</p>
  if (page === 'own' && reports.rows.length === 0) return <p>{t('reports.none')}</p>
  return <MarkupView page={markup} />
}

/** The same as files: for programs, for spreadsheets, and a page that prints. */
function Exports({ page, reports, acceptance }: Shown) {
  const { t } = useTranslation()
  const language = useWorkbenchState(({ preferences }) => preferences.language)
  const markup = useMarkup({ page, reports, acceptance })
  const { economics, failures, rows } = reports
  const name = page === 'own' ? 'economics' : page
  const json = JSON.stringify({ own: economics, economics, failures, acceptance }[page], null, 2)
  const title = t(`reports.page_${page}`)
  return (
    <>
      <Button onClick={() => saveText(`${name}.json`, 'application/json', `${json}\n`)}>
        {t('reports.json')}
      </Button>
      {(page === 'own' || page === 'economics') && (
        <Button onClick={() => saveText(`${name}.csv`, 'text/csv', rowsCsv(rows))}>
          {t('reports.csv')}
        </Button>
      )}
      <Button
        onClick={() => saveText(`${name}.html`, 'text/html', wholePage(markup, title, language))}
      >
        {t('reports.print')}
      </Button>
    </>
  )
}

function useMarkup({ page, reports, acceptance }: Shown) {
  const language = useWorkbenchState(({ preferences }) => preferences.language)
  return useMemo(() => {
    if (page === 'failures') return failuresPage(reports.failures, language)
    if (page === 'acceptance' && acceptance !== null) return acceptancePage(acceptance, language)
    return economicsPage(reports.economics, language)
  }, [page, reports, acceptance, language])
}
