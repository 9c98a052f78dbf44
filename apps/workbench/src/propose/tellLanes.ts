import { toast } from 'sonner'
import { texts } from '../i18n/i18n.ts'
import type { LaneTelling } from './laneProposer.ts'
import { problemText } from './problem.ts'

/** One notice that tells how far the lanes are, from the first to the last word. */
const TOAST = 'proposeLanes'

/** Tells in passing what becomes of lanes that are looked for; while it goes on, with what stops it. */
export function tellLanes(
  telling: LaneTelling,
  { language, stop }: { readonly language: 'en' | 'zh'; readonly stop: () => void },
): void {
  const { t } = texts
  switch (telling.state) {
    case 'running': {
      const share = Math.round(100 * telling.share)
      toast.loading(t(`road.proposing_${telling.step}`, { share }), {
        ...{ id: TOAST, duration: Number.POSITIVE_INFINITY },
        action: { label: t('proposals.stop'), onClick: stop },
      })
      return
    }
    case 'done': {
      const { lanes, lines, pictures } = telling
      const backend = telling.backendText[language]
      const seen = pictures === 0 ? '' : t('road.proposed_seen', { count: pictures })
      end(toast.success, t('road.proposed', { count: lanes, lines, backend, seen }))
      return
    }
    case 'failed': {
      const { problem, why } = telling
      const text =
        problem === null ? t('road.proposing_failed', { why }) : problemText(t, language, problem)
      end(toast.warning, text)
      return
    }
    case 'noPoses':
    case 'noPoints':
    case 'nothing':
    case 'nothingNew':
    case 'stopped':
      end(toast, t(`road.proposing_${telling.state}`))
  }
}

/** The last word, which goes by itself. */
function end(show: (text: string, options: object) => unknown, text: string): void {
  show(text, { id: TOAST, duration: LASTS_MS, action: null })
}

const LASTS_MS = 6000
