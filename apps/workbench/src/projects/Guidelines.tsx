import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import styles from '../dialogs/dialogs.module.css'
import own from '../people/people.module.css'
import { Button } from '../ui/Button.tsx'
import { Markdown } from './Markdown.tsx'

/** How to label in a project, in Markdown; where it may be changed, to change it. */
export function Guidelines({
  text,
  onKeep,
}: {
  readonly text: string
  readonly onKeep?: (text: string) => void
}) {
  const { t } = useTranslation()
  const [edited, setEdited] = useState<string | null>(null)
  return (
    <div className={styles.stack}>
      {edited !== null ? (
        <textarea
          className={styles.note}
          rows={12}
          maxLength={100_000}
          aria-label={t('projects.guidelines')}
          placeholder={t('projects.guidelinesHint')}
          value={edited}
          onChange={({ target }) => setEdited(target.value)}
        />
      ) : text.trim() === '' ? (
        <p className={styles.muted}>{t('projects.noGuidelines')}</p>
      ) : (
        <Markdown text={text} />
      )}
      {onKeep !== undefined && (
        <div className={own.row}>
          {edited === null ? (
            <Button onClick={() => setEdited(text)}>{t('projects.changeGuidelines')}</Button>
          ) : (
            <>
              <Button
                look="primary"
                onClick={() => {
                  onKeep(edited)
                  setEdited(null)
                }}
              >
                {t('projects.keepGuidelines')}
              </Button>
              <Button onClick={() => setEdited(null)}>{t('projects.dropChanges')}</Button>
            </>
          )}
        </div>
      )}
    </div>
  )
}
