import type { Json } from '@trueline/annotation'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import styles from '../dialogs/dialogs.module.css'
import { saveJson } from '../dialogs/importing/saveJson.ts'
import own from '../people/people.module.css'
import { askForFile } from '../ui/askForFile.ts'
import { Button } from '../ui/Button.tsx'
import type { Project } from './projectServer.ts'

/** The acceptance profile by which a project's batches are judged; what is written holds once it is kept. */
export function ProjectAcceptance({
  acceptance,
  isBusy,
  onKeep,
}: {
  readonly acceptance: Project['acceptance']
  readonly isBusy: boolean
  /** Is told why not where the text is no JSON. */
  readonly onKeep: (profileOf: () => Json) => void
}) {
  const { t } = useTranslation()
  const [text, setText] = useState(textOf(acceptance))
  const profileOf = (): Json => (text.trim() === '' ? null : (JSON.parse(text) as Json))
  const open = async (): Promise<void> => {
    const chosen = await askForFile(['.json'])
    if (chosen !== null) setText(await chosen.text())
  }
  return (
    <>
      <label className={styles.stack}>
        <span className={styles.muted}>{t('projects.acceptance')}</span>
        <textarea
          className={styles.note}
          rows={14}
          spellCheck={false}
          placeholder={t('projects.acceptanceHint')}
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
      </label>
      <div className={own.row}>
        <span className={own.grow} />
        <Button onClick={() => void open()}>{t('projects.openProfile')}</Button>
        <Button
          isDisabled={acceptance === null}
          onClick={() => saveJson('acceptance.json', acceptance)}
        >
          {t('projects.saveProfile')}
        </Button>
        <Button
          look="primary"
          isDisabled={isBusy || text === textOf(acceptance)}
          onClick={() => onKeep(profileOf)}
        >
          {t('projects.keepAcceptance')}
        </Button>
      </div>
    </>
  )
}

function textOf(acceptance: Json): string {
  return acceptance === null ? '' : JSON.stringify(acceptance, null, 2)
}
