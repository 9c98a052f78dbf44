import { toast } from 'sonner'
import { texts } from '../i18n/i18n.ts'

/** Tells the person something in passing. The same thing again replaces the first. */
export function notify(text: string): void {
  toast(text, { id: text })
}

/** Tells why a command or action was refused, in words of the interface where it has some. */
export function notifyError(error: unknown): void {
  const message = messageOf(error)
  toast.warning(message, { id: message })
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  switch (error.name) {
    case 'FrozenCuboidError':
      return texts.t('notice.frozen')
    case 'UnknownCuboidError':
      return texts.t('notice.noCuboidHere')
    case 'UnsoundCuboidError':
      return texts.t('notice.unsoundCuboid')
    case 'TakenError':
      return texts.t('notice.numberTaken')
    default:
      return texts.t('notice.failed', { message: error.message })
  }
}
