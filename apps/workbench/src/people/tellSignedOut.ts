import { toast } from 'sonner'
import { texts } from '../i18n/i18n.ts'

/** Tells that the server knows this browser no more, until one signs in again; edits wait meanwhile. */
export function tellSignedOut(): void {
  const action = { label: texts.t('people.signIn'), onClick: () => location.reload() }
  toast.warning(texts.t('people.signedOut'), { id: 'signedOut', duration: Infinity, action })
}
