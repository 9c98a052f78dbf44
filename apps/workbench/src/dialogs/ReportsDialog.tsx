import { economicsPage, failuresPage, rowsCsv, wholePage } from '@trueline/quality'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { MarkupView } from '../reports/MarkupView.tsx'
import styles from '../reports/Reports.module.css'
import type { Reports } from '../reports/reportsOf.ts'
import { saveText } from '../reports/saveText.ts'
import { useReports } from '../reports/useReports.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { NumberField } from '../ui/NumberField.tsx'
import { Select } from '../ui/Select.tsx'
import { useWorkbench, useWorkbenchState } from '../WorkbenchContext.tsx'

const PAGES = ['own', 'economics', 'failures'] as const
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
        <NumberField
          label={t('reports.rate')}
          unit="CNY/h"
          decimals={0}
          value={perHour}
          onCommit={(value) => setPerHour(Math.max(0, value))}
        />
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
        {read.state === 'read' && <Exports page={page} reports={read.reports} />}
      </div>
      {read.state === 'reading' ? (
        <p role="status">{t('reports.reading', { done: read.done, total: read.total })}</p>
      ) : (
        <ReportPage page={page} reports={read.reports} />
      )}
    </Dialog>
  )
}

type Shown = { readonly page: Page; readonly reports: Reports }

function ReportPage({ page, reports }: Shown) {
  const { t } = useTranslation()
  const markup = useMarkup({ page, reports })
  if (page === 'own' && reports.rows.length === 0) return <p>{t('reports.none')}</p>
  return <MarkupView page={markup} />
}

/** The same as files: for programs, for spreadsheets, and a page that prints. */
function Exports({ page, reports }: Shown) {
  const { t } = useTranslation()
  const language = useWorkbenchState(({ preferences }) => preferences.language)
  const markup = useMarkup({ page, reports })
  const { economics, failures, rows } = reports
  const name = page === 'failures' ? 'failures' : 'economics'
  const json = JSON.stringify(page === 'failures' ? failures : economics, null, 2)
  const title = t(`reports.page_${page}`)
  return (
    <>
      <Button onClick={() => saveText(`${name}.json`, 'application/json', `${json}\n`)}>
        {t('reports.json')}
      </Button>
      {page !== 'failures' && (
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

function useMarkup({ page, reports }: Shown) {
  const language = useWorkbenchState(({ preferences }) => preferences.language)
  return useMemo(
    () =>
      page === 'failures'
        ? failuresPage(reports.failures, language)
        : economicsPage(reports.economics, language),
    [page, reports, language],
  )
}
