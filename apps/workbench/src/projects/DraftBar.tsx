import { useTranslation } from 'react-i18next'
import styles from '../dialogs/dialogs.module.css'
import { saveJson } from '../dialogs/importing/saveJson.ts'
import people from '../people/people.module.css'
import { Button } from '../ui/Button.tsx'
import own from './projects.module.css'
import type { Draft } from './useDraft.ts'

/** What of a draft is told and done in one place: whether it is kept, where to begin, files, and keeping it. */
export function DraftBar<Value>({
  draft,
  status,
  refusal,
  starts,
  file,
  keep,
  problem = null,
  isBusy,
  onKeep,
}: {
  readonly draft: Draft<Value>
  /** Says whether it is as it is kept. */
  readonly status: string
  /** Says why a file was not taken. */
  readonly refusal: (message: string) => string
  /** Values to begin from, each by what its button says. */
  readonly starts: readonly { readonly text: string; readonly value: Value }[]
  /** What the file is called, and what is in it; `null` where there is nothing to save. */
  readonly file: { readonly name: string; readonly json: unknown } | null
  /** What the button that keeps it says. */
  readonly keep: string
  /** Why it cannot be kept as it is; `null` where it can. */
  readonly problem?: string | null
  readonly isBusy: boolean
  readonly onKeep: () => void
}) {
  const { t } = useTranslation()
  const { isKept, kept, change, open, refused } = draft
  return (
    <div className={own.draft}>
      {refused !== null && (
        <p className={styles.problem} role="alert">
          {refusal(refused)}
        </p>
      )}
      {problem !== null && (
        <p className={styles.warning} role="alert">
          {problem}
        </p>
      )}
      <div className={people.row}>
        {starts.map(({ text, value }) => (
          <Button key={text} onClick={() => change(value)}>
            {text}
          </Button>
        ))}
        <Button onClick={() => void open()}>{t('projects.openFile')}</Button>
        <Button
          isDisabled={file === null}
          onClick={() => file !== null && saveJson(file.name, file.json)}
        >
          {t('projects.saveFile')}
        </Button>
        <span className={`${people.grow} ${styles.muted}`} role="status">
          {status}
        </span>
        <Button isDisabled={isKept} onClick={() => change(kept)}>
          {t('projects.dropChanges')}
        </Button>
        <Button look="primary" isDisabled={isKept || isBusy || problem !== null} onClick={onKeep}>
          {keep}
        </Button>
      </div>
    </div>
  )
}
