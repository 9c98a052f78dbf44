import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ACTIONS } from '../keymap.ts'
import { keyConflicts } from '../keys/keyTable.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { useWorkbench, useWorkbenchState } from '../WorkbenchContext.tsx'
import styles from './dialogs.module.css'
import type { EditedKey } from './keys/editedKey.ts'
import { Keyboard } from './keys/Keyboard.tsx'
import { KeyList } from './keys/KeyList.tsx'

/** The keys as a picture of the keyboard, and each action's to be changed. */
export function KeysDialog() {
  const { t } = useTranslation()
  const { store } = useWorkbench()
  const keys = useWorkbenchState(({ preferences }) => preferences.keys)
  const [edited, setEdited] = useState<EditedKey | null>(null)
  const clashes = keyConflicts(ACTIONS, keys).size
  const close = (): void => store.setState({ dialog: null })
  return (
    <Dialog
      title={t('keySheet.title')}
      width="wide"
      onClose={close}
      footer={
        <>
          <span className={styles.push}>
            <Button
              icon="undo"
              isDisabled={Object.keys(keys).length === 0}
              onClick={() => {
                setEdited(null)
                store.getState().prefer({ keys: {} })
              }}
            >
              {t('keySheet.resetAll')}
            </Button>
          </span>
          <Button look="primary" onClick={close}>
            {t('dialog.close')}
          </Button>
        </>
      }
    >
      <div className={styles.stack}>
        <Keyboard onEdit={setEdited} />
        {clashes > 0 && (
          <p className={styles.warning} role="status">
            {t('keySheet.clashes', { count: clashes })}
          </p>
        )}
        <KeyList edited={edited} onEdit={setEdited} />
      </div>
    </Dialog>
  )
}
