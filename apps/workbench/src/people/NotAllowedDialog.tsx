import { useTranslation } from 'react-i18next'
import { useConnection } from '../ConnectionContext.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { useWorkbench } from '../WorkbenchContext.tsx'

/** That what was asked for is not for the role one has, and for whom it is. */
export function NotAllowedDialog() {
  const { t } = useTranslation()
  const { store } = useWorkbench()
  const { me } = useConnection()
  const role = me?.member?.role ?? 'annotator'
  return (
    <Dialog
      title={t('people.notAllowed')}
      width="narrow"
      onClose={() => store.setState({ dialog: null })}
    >
      <p>{t('people.notAllowedHint', { role: t(`people.role_${role}`) })}</p>
    </Dialog>
  )
}
