import { toast } from 'sonner'
import { texts } from '../i18n/i18n.ts'
import type { MapTelling } from './standardMap.ts'

/** One notice that tells what becomes of a map, from the first to the last word. */
const TOAST = 'standardMap'
const LASTS_MS = 8000

/** Tells in passing what becomes of a standard map; while it is read, with what stops that. */
export function tellMap(telling: MapTelling, language: 'en' | 'zh'): void {
  const { t } = texts
  const end = (show: (text: string, options: object) => unknown, text: string): void => {
    show(text, { id: TOAST, duration: LASTS_MS, action: null })
  }
  switch (telling.state) {
    case 'reading':
      toast.loading(t('road.map_reading', telling), {
        ...{ id: TOAST, duration: Number.POSITIVE_INFINITY },
        action: { label: t('proposals.stop'), onClick: telling.stop },
      })
      return
    case 'kept': {
      const { roads, refused, notices } = telling.map
      const left = refused.length === 0 ? [] : [t('road.map_left', { count: refused.length })]
      const said = [t('road.map_kept', { file: telling.file, count: roads.length }), ...left]
      const noticed = notices.map((notice) => sentenceOf(notice[language], language))
      end(toast.success, [...said, ...noticed].join(language === 'zh' ? '' : ' '))
      return
    }
    case 'refused': {
      const { file, place, found, expected } = telling.refusal
      const where = [file, place[language]].filter((part) => part !== '').join(', ')
      const words = { where, found: found[language], expected: expected[language] }
      end(toast.warning, t('road.map_refused', words))
      return
    }
    case 'failed':
      end(toast.warning, t('road.map_failed', telling))
      return
    case 'stopped':
      end(toast, t('road.map_stopped'))
  }
}

/** What a reader noticed, as it stands after other sentences. */
function sentenceOf(notice: string, language: 'en' | 'zh'): string {
  if (language === 'zh') return `${notice}。`
  return `${notice.charAt(0).toUpperCase()}${notice.slice(1)}.`
}
