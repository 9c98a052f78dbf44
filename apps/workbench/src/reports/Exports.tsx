import { type MarkupElement, rowsCsv, wholePage } from '@trueline/quality'
import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../ui/Button.tsx'
import { useWorkbenchState } from '../WorkbenchContext.tsx'
import { PrintedPage } from './PrintedPage.tsx'
import { saveText } from './saveText.ts'
import { dataOf, type ShownReport } from './shownReport.ts'

/** A report as files: for programs, for spreadsheets, a page by itself, and what a printer makes of it. */
export function Exports({
  shown,
  markup,
}: {
  readonly shown: ShownReport
  readonly markup: MarkupElement
}) {
  const { t } = useTranslation()
  const language = useWorkbenchState(({ preferences }) => preferences.language)
  const [isPrinting, setPrinting] = useState(false)
  const endPrinting = useCallback(() => setPrinting(false), [])
  const { page } = shown
  const name = page === 'own' ? 'economics' : page
  const title = t(`reports.page_${page}`)
  const json = (): string => `${JSON.stringify(dataOf(shown), null, 2)}\n`
  return (
    <>
      <Button onClick={() => saveText(`${name}.json`, 'application/json', json())}>
        {t('reports.json')}
      </Button>
      {(shown.page === 'own' || shown.page === 'economics') && (
        <Button onClick={() => saveText(`${name}.csv`, 'text/csv', rowsCsv(shown.reports.rows))}>
          {t('reports.csv')}
        </Button>
      )}
      <Button
        onClick={() => saveText(`${name}.html`, 'text/html', wholePage(markup, title, language))}
      >
        {t('reports.print')}
      </Button>
      <Button onClick={() => setPrinting(true)}>{t('reports.pdf')}</Button>
      {isPrinting && <PrintedPage page={markup} title={title} onEnd={endPrinting} />}
    </>
  )
}
