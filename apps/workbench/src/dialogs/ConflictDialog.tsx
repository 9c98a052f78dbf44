import { useTranslation } from 'react-i18next'
import { Dialog } from '../ui/Dialog.tsx'
import { useWorkbench, useWorkbenchState } from '../WorkbenchContext.tsx'
import { ConflictCard } from './conflict/ConflictCard.tsx'
import styles from './dialogs.module.css'

/** Own edits the server did not take: for each, what I wanted and what is there now, to be decided. */
export function ConflictDialog() {
  const { t } = useTranslation()
  const { store } = useWorkbench()
  const conflicts = useWorkbenchState((state) => state.conflicts)
  return (
    <Dialog
      title={t('conflict.title')}
      width="wide"
      onClose={() => store.setState({ dialog: null })}
    >
      <div className={styles.stack}>
        <p>{t(conflicts.length === 0 ? 'conflict.none' : 'conflict.lead')}</p>
        {conflicts.map((conflict) => (
          <ConflictCard key={conflict.id} conflict={conflict} />
        ))}
      </div>
    </Dialog>
  )
}
