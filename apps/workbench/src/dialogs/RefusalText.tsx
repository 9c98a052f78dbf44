import type { Refusal } from '@trueline/formats'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useWorkbenchState } from '../WorkbenchContext.tsx'
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
  const language = useWorkbenchState(({ preferences }) => preferences.language)
  const { file, place, found, expected } = refusal
  return (
    <div className={styles.problem} role="alert">
      <strong>{title}</strong>
      <dl className={styles.fields}>
        {file !== '' && <Field name={t('importing.file')} value={file} />}
        {place[language] !== '' && <Field name={t('importing.place')} value={place[language]} />}
        <Field name={t('importing.found')} value={found[language]} />
        <Field name={t('importing.expected')} value={expected[language]} />
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
