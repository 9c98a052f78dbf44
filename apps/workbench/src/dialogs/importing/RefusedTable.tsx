import type { Refusal } from '@trueline/formats'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../ui/Icon.tsx'
import { useWorkbenchState } from '../../WorkbenchContext.tsx'
import styles from '../dialogs.module.css'

/** Rows past this are for the saved report. */
const MOST_ROWS = 200

/** What was left out, and why: a line each. */
export function RefusedTable({ refused }: { readonly refused: readonly Refusal[] }) {
  const { t } = useTranslation()
  const id = useId()
  const language = useWorkbenchState(({ preferences }) => preferences.language)
  const count = refused.length
  return (
    <div>
      <h3 id={id} className={styles.heading}>
        <Icon name="warning" size={14} />
        {t('importing.refused', { count })}
      </h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it. */}
      <section className={styles.tableFrame} aria-labelledby={id} tabIndex={0}>
        <table className={styles.table} aria-labelledby={id}>
          <thead>
            <tr>
              <th scope="col">{t('importing.file')}</th>
              <th scope="col">{t('importing.place')}</th>
              <th scope="col">{t('importing.found')}</th>
              <th scope="col">{t('importing.expected')}</th>
            </tr>
          </thead>
          <tbody>
            {refused.slice(0, MOST_ROWS).map(({ file, place, found, expected }, row) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes, and two rows may be the same.
              <tr key={row}>
                <td>{file}</td>
                <td>{place[language]}</td>
                <td>{found[language]}</td>
                <td>{expected[language]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {count > MOST_ROWS && (
        <p className={styles.muted}>{t('importing.firstOf', { shown: MOST_ROWS, all: count })}</p>
      )}
    </div>
  )
}
