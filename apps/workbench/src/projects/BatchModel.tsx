import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useConnection } from '../ConnectionContext.tsx'
import styles from '../dialogs/dialogs.module.css'
import type { Attempt } from '../people/Attempt.tsx'
import type { BatchRow } from './projectServer.ts'

/** What made the pre-labels of a batch, with its version; kept when the field is left. */
export function BatchModel({
  batch: { batchId, name, model },
  attempt,
  onChange,
}: {
  readonly batch: BatchRow
  readonly attempt: Attempt
  readonly onChange: () => void
}) {
  const { t } = useTranslation()
  const { server } = useConnection()
  const [text, setText] = useState(model ?? '')
  const keep = async (): Promise<void> => {
    const next = text.trim() === '' ? null : text.trim()
    if (next === model) return
    if (await attempt.run(() => server.projects.changeModel(batchId, next))) onChange()
  }
  return (
    <input
      className={styles.text}
      aria-label={t('projects.modelOf', { name })}
      placeholder={t('projects.model')}
      maxLength={200}
      value={text}
      onChange={({ target }) => setText(target.value)}
      onBlur={() => void keep()}
    />
  )
}
