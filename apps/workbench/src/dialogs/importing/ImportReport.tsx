import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImportResult } from '../../server.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { useWorkbenchState } from '../../WorkbenchContext.tsx'
import styles from '../dialogs.module.css'
import { RefusedTable } from './RefusedTable.tsx'
import { saveJson } from './saveJson.ts'

const KINDS = ['track', 'cuboid', 'box2d', 'lane', 'mapElement', 'link'] as const
/** More notices than this are for the saved report. */
const MOST_NOTICES = 50

/** What an import takes in, or would, and what it leaves out. */
export function ImportReport({
  report,
  sourceName,
}: {
  readonly report: ImportResult
  readonly sourceName: string
}) {
  const { t } = useTranslation()
  const language = useWorkbenchState(({ preferences }) => preferences.language)
  const noticeText = (place: readonly string[], message: string): string => {
    const where = place.filter((part) => part !== '').join(', ')
    return where === '' ? message : t('importing.notice', { where, message })
  }
  const { frames, sensors, records, refused, notices, suggestions } = report
  return (
    <div className={styles.stack}>
      <div className={styles.heading}>
        <h3 className={`${styles.heading} ${styles.push}`}>
          {t(report.clipId === null ? 'importing.report' : 'importing.reportDone')}
        </h3>
        <Button
          icon="export"
          onClick={() => saveJson(`${sourceName}-report.json`, withoutPictures(report))}
        >
          {t('importing.saveReport')}
        </Button>
      </div>
      <dl className={styles.fields}>
        <dt>{t('importing.frames')}</dt>
        <dd>{frames}</dd>
        <dt>{t('importing.sensors')}</dt>
        <dd>
          {sensors.length === 0
            ? t('importing.noSensors')
            : sensors.map(({ name }) => name).join(' · ')}
        </dd>
        <dt>{t('importing.records')}</dt>
        <dd>{useRecordsText(records)}</dd>
      </dl>
      {refused.length === 0 ? (
        <p className={styles.check}>
          <Icon name="check" size={14} />
          {t('importing.refusedNone')}
        </p>
      ) : (
        <RefusedTable refused={refused} />
      )}
      <Texts title={t('importing.suggestions')} isShown={suggestions.length > 0}>
        {suggestions.map((text) => (
          <li key={text.en}>{text[language]}</li>
        ))}
      </Texts>
      <Texts title={t('importing.notices', { count: notices.length })} isShown={notices.length > 0}>
        {notices.slice(0, MOST_NOTICES).map(({ file, place, message }) => (
          <li key={`${file} ${place.en} ${message.en}`}>
            {noticeText([file, place[language]], message[language])}
          </li>
        ))}
        {notices.length > MOST_NOTICES && (
          <li>{t('importing.firstOf', { shown: MOST_NOTICES, all: notices.length })}</li>
        )}
      </Texts>
    </div>
  )
}

function Texts({
  title,
  isShown,
  children,
}: {
  readonly title: string
  readonly isShown: boolean
  readonly children: ReactNode
}) {
  if (!isShown) return null
  return (
    <section>
      <h3 className={styles.heading}>{title}</h3>
      <ul className={styles.disc}>{children}</ul>
    </section>
  )
}

function useRecordsText(records: ImportResult['records']): string {
  const { t } = useTranslation()
  const parts = Object.entries(records).map(([kind, count]) => {
    const known = KINDS.find((one) => one === kind)
    return known === undefined
      ? t('importing.kind_other', { count, kind })
      : t(`importing.kind_${known}`, { count })
  })
  return parts.length === 0 ? t('importing.noRecords') : parts.join(' · ')
}

/** What the source itself holds is not told again. */
function withoutPictures(report: ImportResult): ImportResult {
  const corrections = report.corrections.map(({ picture: _, ...offer }) => offer)
  return { ...report, corrections }
}
