import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { notify } from '../../actions/notices.ts'
import { useConnection } from '../../ConnectionContext.tsx'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { useWorkbenchState } from '../../WorkbenchContext.tsx'
import styles from '../dialogs.module.css'
import { useAsked } from '../useAsked.ts'
import own from './Importing.module.css'
import { chosenFiles, sourceOf } from './sourceFiles.ts'
import { useImportFlow } from './useImport.ts'

/** Where an import begins: a folder, a zip, files, or a drop. */
export function ChooseSource() {
  const { t } = useTranslation()
  const { flow, context } = useImportFlow()
  const folder = useRef<HTMLInputElement>(null)
  const files = useRef<HTMLInputElement>(null)
  const choose = ({ files: list }: HTMLInputElement): void => {
    const source = sourceOf(chosenFiles(list ?? new DataTransfer().files))
    if (source.files.length === 0) notify(t('importing.empty'))
    else void flow.start(source, context())
  }
  return (
    <div className={styles.stack}>
      <p>{t('importing.lead')}</p>
      <div className={own.choose}>
        <Icon name="import" size={24} />
        <div className={own.buttons}>
          <Button icon="folder" look="primary" onClick={() => folder.current?.click()}>
            {t('importing.chooseFolder')}
          </Button>
          <Button icon="file" onClick={() => files.current?.click()}>
            {t('importing.chooseFile')}
          </Button>
        </div>
        <p className={styles.muted}>{t('importing.drop')}</p>
        <input
          ref={(input) => {
            folder.current = input
            if (input !== null) input.webkitdirectory = true
          }}
          type="file"
          data-testid="importFolder"
          hidden
          onChange={({ target }) => choose(target)}
        />
        <input
          ref={files}
          type="file"
          data-testid="importFiles"
          hidden
          multiple
          onChange={({ target }) => choose(target)}
        />
      </div>
      <ReadableFormats />
    </div>
  )
}

function ReadableFormats() {
  const { t } = useTranslation()
  const { server } = useConnection()
  const language = useWorkbenchState(({ preferences }) => preferences.language)
  const [asked] = useAsked(server.listFormats)
  return (
    <section className={own.formats} aria-label={t('importing.reads')}>
      <h3 className={styles.heading}>{t('importing.reads')}</h3>
      {asked.state === 'waiting' && <p className={styles.muted}>{t('importing.readsWait')}</p>}
      {asked.state === 'failed' && (
        <p className={styles.muted}>{t('importing.unreachable', { message: asked.message })}</p>
      )}
      {asked.state === 'answered' && (
        <dl className={styles.fields}>
          {asked.answer.map(({ id, title, reads }) => (
            <div key={id} className={own.format}>
              <dt>{title[language]}</dt>
              <dd>{reads[language]}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  )
}
