import { useId, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useConnection } from '../../ConnectionContext.tsx'
import { messageOf } from '../../messageOf.ts'
import { parseAuthor } from '../../sync/author.ts'
import type { ChangedRecord, Conflict } from '../../sync/conflict.ts'
import { disagreements } from '../../sync/resolveConflict.ts'
import { Button } from '../../ui/Button.tsx'
import { useTimeText } from '../../ui/useTimeText.ts'
import { useWorkbenchState } from '../../WorkbenchContext.tsx'
import styles from '../dialogs.module.css'
import own from './Conflict.module.css'
import { DisagreementRow } from './DisagreementRow.tsx'

/** More rows than this say no more to the one who decides. */
const MOST_ROWS = 12

/** One conflict, and the two ways to end it. */
export function ConflictCard({ conflict }: { readonly conflict: Conflict }) {
  const { t } = useTranslation()
  const id = useId()
  const { session } = useConnection()
  const annotations = useWorkbenchState((state) => state.annotations)
  const [problem, setProblem] = useState<string | null>(null)
  const rows = useMemo(() => disagreements(annotations, conflict), [annotations, conflict])
  const timeText = useTimeText()
  const first = conflict.edits[0]
  const decide = (keep: 'theirs' | 'mine') => (): void => {
    session.decide(conflict, keep).catch((error: unknown) => {
      setProblem(messageOf(error))
    })
  }
  return (
    <section className={own.card} aria-labelledby={id}>
      <h3 id={id} className={styles.heading}>
        {t('conflict.command', { time: timeText(first?.edit.madeAtUs ?? 0) })}
        {conflict.edits.length > 1 && (
          <span className={styles.muted}>
            {t('conflict.edits', { count: conflict.edits.length })}
          </span>
        )}
      </h3>
      <Why conflict={conflict} />
      {rows.length === 0 ? (
        <p className={styles.muted}>{t('conflict.nothingLeft')}</p>
      ) : (
        <table className={styles.table} aria-labelledby={id}>
          <thead>
            <tr>
              <th scope="col">
                <span className="visuallyHidden">{t('exporting.record')}</span>
              </th>
              <th scope="col">{t('conflict.mine')}</th>
              <th scope="col">{t('conflict.theirs')}</th>
              <th scope="col">
                <span className="visuallyHidden">{t('conflict.show')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, MOST_ROWS).map((row) => (
              <DisagreementRow key={row.recordId} row={row} conflict={conflict} />
            ))}
          </tbody>
        </table>
      )}
      {rows.length > MOST_ROWS && (
        <p className={styles.muted}>{t('conflict.more', { count: rows.length - MOST_ROWS })}</p>
      )}
      {problem !== null && (
        <p className={styles.problem} role="alert">
          {t('conflict.failed', { message: problem })}
        </p>
      )}
      <div className={own.buttons}>
        <Button onClick={decide('theirs')}>{t('conflict.keepTheirs')}</Button>
        <Button look="primary" isDisabled={rows.length === 0} onClick={decide('mine')}>
          {t('conflict.putMine')}
        </Button>
      </div>
    </section>
  )
}

function Why({ conflict }: { readonly conflict: Conflict }) {
  const { t } = useTranslation()
  const timeText = useTimeText()
  const language = useWorkbenchState(({ preferences }) => preferences.language)
  const { why } = conflict
  const me = parseAuthor(conflict.edits[0]?.author ?? '').id
  const nameOf = ({ author }: ChangedRecord): string => {
    const { id, name } = parseAuthor(author)
    if (id === me) return t('conflict.byMe')
    if (author === 'import') return t('conflict.byImport')
    return name === '' ? t('conflict.byUnknown', { id: id.slice(0, 8) }) : name
  }
  if (why.kind === 'refused') {
    return (
      <p className={styles.warning}>{t('conflict.refused', { message: why.message[language] })}</p>
    )
  }
  const latest = new Map<string, number>()
  for (const changed of why.current) {
    const name = nameOf(changed)
    latest.set(name, Math.max(latest.get(name) ?? 0, changed.changedAtUs))
  }
  return (
    <ul className={styles.muted}>
      {[...latest].map(([name, changedAtUs]) => (
        <li key={name}>{t('conflict.by', { name, time: timeText(changedAtUs) })}</li>
      ))}
    </ul>
  )
}
