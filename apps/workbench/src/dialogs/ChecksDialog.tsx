import { CHECK_IDS, type CheckId, DEFAULT_SETTINGS, LEVELS } from '@trueline/consistency'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { notify, notifyError } from '../actions/notices.ts'
import { useConnection } from '../ConnectionContext.tsx'
import { type CheckChoice, checksFileOf, settingsInFile, withChoice } from '../check/checksFile.ts'
import { setClipChecks } from '../check/clipChecks.ts'
import { setClipEffort } from '../effort/clipEffort.ts'
import { messageOf } from '../messageOf.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Select } from '../ui/Select.tsx'
import { useWorkbench, useWorkbenchState } from '../WorkbenchContext.tsx'
import styles from './ChecksDialog.module.css'
import dialogs from './dialogs.module.css'
import { saveJson } from './importing/saveJson.ts'

/** Which checks are made of the open clip, how bad what they find is, and whether it blocks. */
export function ChecksDialog() {
  const { t } = useTranslation()
  const { store } = useWorkbench()
  const { server } = useConnection()
  const settings = useWorkbenchState(({ checkSettings }) => checkSettings)
  const isEffortAllowed = useWorkbenchState((state) => state.isEffortAllowed)
  const file = useRef<HTMLInputElement>(null)
  const close = (): void => store.setState({ dialog: null })
  const use = (next: typeof settings): void => {
    setClipChecks({ store, server }, next).catch(notifyError)
  }
  const open = async (chosen: File | undefined): Promise<void> => {
    if (chosen === undefined) return
    try {
      use(settingsInFile(await chosen.text()))
    } catch (error) {
      notify(t('checks.refused', { message: messageOf(error) }))
    }
  }
  return (
    <Dialog
      title={t('checks.title')}
      onClose={close}
      footer={
        <>
          <Button onClick={() => use(DEFAULT_SETTINGS)}>{t('checks.defaults')}</Button>
          <Button onClick={() => file.current?.click()}>{t('checks.open')}</Button>
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
      <input
        ref={file}
        type="file"
        accept=".json,application/json"
        hidden
        onChange={({ target }) => {
          void open(target.files?.[0])
          target.value = ''
        }}
      />
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col" colSpan={2}>
              {t('checks.check')}
            </th>
            <th scope="col">{t('checks.on')}</th>
            <th scope="col">{t('checks.level')}</th>
            <th scope="col">{t('checks.blocking')}</th>
          </tr>
        </thead>
        <tbody>
          {CHECK_IDS.map((id) => (
            <CheckRow
              key={id}
              id={id}
              onChoice={(choice) => use(withChoice(settings, id, choice))}
            />
          ))}
        </tbody>
      </table>
      <label className={styles.effort}>
        <input
          type="checkbox"
          checked={isEffortAllowed}
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

function CheckRow({
  id,
  onChoice,
}: {
  readonly id: CheckId
  readonly onChoice: (choice: CheckChoice) => void
}) {
  const { t } = useTranslation()
  const { isOn, level, isBlocking } = useWorkbenchState(({ checkSettings }) => checkSettings[id])
  const name = t(`check.${id}`)
  return (
    <tr data-on={isOn}>
      <td className={styles.id}>{id}</td>
      <th scope="row">{name}</th>
      <td>
        <input
          type="checkbox"
          aria-label={`${name}: ${t('checks.on')}`}
          checked={isOn}
          onChange={({ target }) => onChoice({ isOn: target.checked })}
        />
      </td>
      <td>
        <Select
          label={`${name}: ${t('checks.level')}`}
          value={level}
          options={LEVELS.map((value) => ({ value, text: t(`findings.level_${value}`) }))}
          onChange={(chosen) => onChoice({ level: chosen })}
        />
      </td>
      <td>
        <input
          type="checkbox"
          aria-label={`${name}: ${t('checks.blocking')}`}
          checked={isBlocking}
          onChange={({ target }) => onChoice({ isBlocking: target.checked })}
        />
      </td>
    </tr>
  )
}
