import type { Refusal } from '@trueline/formats'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './dialogs.module.css'

/** What was refused and where, what was found, what was expected, and what to do. */
export function RefusalText({
  title,
  refusal,
  next,
}: {
  readonly title: string
  readonly refusal: Refusal
  readonly next?: ReactNode
}) {
  const { t } = useTranslation()
  const { file, place, found, expected } = refusal
  return (
    <div className={styles.problem} role="alert">
      <strong>{title}</strong>
      <dl className={styles.fields}>
        {file !== '' && <Field name={t('importing.file')} value={file} />}
        {place !== '' && <Field name={t('importing.place')} value={place} />}
        <Field name={t('importing.found')} value={found} />
        <Field name={t('importing.expected')} value={expected} />
      </dl>
      {next && <p>{next}</p>}
    </div>
  )
}

function Field({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  )
}
