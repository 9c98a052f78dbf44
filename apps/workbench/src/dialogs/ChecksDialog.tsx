import { DEFAULT_SETTINGS } from '@trueline/consistency'
import { useTranslation } from 'react-i18next'
import { notify, notifyError } from '../actions/notices.ts'
import { useConnection } from '../ConnectionContext.tsx'
import { checksFileOf, settingsInFile } from '../check/checksFile.ts'
import { setClipChecks } from '../check/clipChecks.ts'
import { setClipEffort } from '../effort/clipEffort.ts'
import { messageOf } from '../messageOf.ts'
import { useMay } from '../people/usePeople.ts'
import { askForFile } from '../ui/askForFile.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { useWorkbench, useWorkbenchState } from '../WorkbenchContext.tsx'
import styles from './checks/CheckTable.module.css'
import { CheckTable } from './checks/CheckTable.tsx'
import dialogs from './dialogs.module.css'
import { saveJson } from './importing/saveJson.ts'

/** Which checks are made of the open clip, how bad what they find is, and whether it blocks. */
export function ChecksDialog() {
  const { t } = useTranslation()
  const { store } = useWorkbench()
  const { server } = useConnection()
  const settings = useWorkbenchState(({ checkSettings }) => checkSettings)
  const isEffortAllowed = useWorkbenchState((state) => state.isEffortAllowed)
  const may = useMay()
  const mayChange = may('checks.write')
  const close = (): void => store.setState({ dialog: null })
  const use = (next: typeof settings): void => {
    setClipChecks({ store, server }, next).catch(notifyError)
  }
  const open = async (): Promise<void> => {
    const chosen = await askForFile(['.json'])
    if (chosen === null) return
    try {
      use(settingsInFile(await chosen.text()))
    } catch (error) {
      notify(t('checks.refused', { message: messageOf(error) }))
    }
  }
  return (
    <Dialog
      title={t('checks.title')}
      width="wide"
      onClose={close}
      footer={
        <>
          {mayChange && (
            <>
              <Button onClick={() => use(DEFAULT_SETTINGS)}>{t('checks.defaults')}</Button>
              <Button onClick={() => void open()}>{t('checks.open')}</Button>
            </>
          )}
          <Button onClick={() => saveJson('checks.json', checksFileOf(settings))}>
            {t('checks.save')}
          </Button>
          <Button look="primary" onClick={close}>
            {t('checks.close')}
          </Button>
        </>
      }
    >
      <p className={dialogs.muted}>{t('checks.hint')}</p>
      <CheckTable
        settings={settings}
        before={DEFAULT_SETTINGS}
        {...(mayChange && { onChange: use })}
      />
      <label className={styles.effort}>
        <input
          type="checkbox"
          checked={isEffortAllowed}
          disabled={!may('effort.write')}
          onChange={({ target }) => {
            setClipEffort({ store, server }, target.checked).catch(notifyError)
          }}
        />
        {t('checks.effort')}
      </label>
      <p className={dialogs.muted}>{t('checks.effortHint')}</p>
    </Dialog>
  )
}
