import { toast } from 'sonner'
import { texts } from '../i18n/i18n.ts'
import type { RoadsideTelling } from './roadsideProposer.ts'

/** One notice that tells how far it is, from the first to the last word; the last goes by itself. */
const TOAST = 'proposeRoadside'
const LASTS_MS = 6000

/** Tells in passing what becomes of things beside the road that are looked for; while it goes on, with what stops it. */
export function tellRoadside(telling: RoadsideTelling, stop: () => void): void {
  const { t } = texts
  const end = { id: TOAST, duration: LASTS_MS, action: null }
  switch (telling.state) {
    case 'running': {
      toast.loading(t('roadside.running', { share: Math.round(100 * telling.share) }), {
        ...{ id: TOAST, duration: Number.POSITIVE_INFINITY },
        action: { label: t('proposals.stop'), onClick: stop },
      })
      return
    }
    case 'done':
      toast.success(t('roadside.done', telling), end)
      return
    case 'failed':
      toast.warning(t('roadside.failed', { why: telling.why }), end)
      return
    case 'noPoses':
    case 'noPoints':
    case 'nothing':
    case 'nothingNew':
    case 'stopped':
      toast(t(`roadside.${telling.state}`), end)
  }
}
