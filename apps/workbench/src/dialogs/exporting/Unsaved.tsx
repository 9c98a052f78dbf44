import { useTranslation } from 'react-i18next'
import { useWorkbenchState } from '../../WorkbenchContext.tsx'
import styles from '../dialogs.module.css'

/** Own edits that are not on the server, and so would not go out; nothing when there are none. */
export function Unsaved() {
  const { t } = useTranslation()
  const saving = useWorkbenchState((state) => state.saving)
  const conflicts = useWorkbenchState((state) => state.conflicts.length)
  const unsaved = saving.state === 'saved' ? 0 : saving.unsaved
  if (unsaved === 0 && conflicts === 0) return null
  return (
    <div className={styles.warning} role="status">
      {unsaved > 0 && (
        <p>
          {t(saving.state !== 'saving' ? 'exporting.offline' : 'exporting.unsaved', {
            count: unsaved,
          })}
        </p>
      )}
      {conflicts > 0 && <p>{t('exporting.conflicts', { count: conflicts })}</p>}
    </div>
  )
}
