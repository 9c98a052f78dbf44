import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import styles from '../dialogs/dialogs.module.css'
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
    <section className={styles.stack}>
      <h3 className={styles.heading}>{t('projects.guidelines')}</h3>
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
        <div>
          <Button
            onClick={() => {
              if (edited !== null) onKeep(edited)
              setEdited(edited === null ? text : null)
            }}
          >
            {edited === null ? t('projects.changeGuidelines') : t('projects.keepGuidelines')}
          </Button>
        </div>
      )}
    </section>
  )
}
