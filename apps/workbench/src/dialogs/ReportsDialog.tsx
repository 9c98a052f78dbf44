import type { AcceptanceProfile, AcceptanceReport, Rate } from '@trueline/quality'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../people/usePeople.ts'
import { References } from '../quality/References.tsx'
import { useQuality } from '../quality/useQuality.ts'
import { acceptanceOf, judgedOf, profilesOf } from '../reports/acceptanceOf.ts'
import { Exports } from '../reports/Exports.tsx'
import { MarkupView } from '../reports/MarkupView.tsx'
import styles from '../reports/Reports.module.css'
import { markupOf, PAGES, type Page, type ShownReport } from '../reports/shownReport.ts'
import { type ReportsState, useReports } from '../reports/useReports.ts'
import { rateOf, type Scope, useScopes } from '../reports/useScopes.ts'
import { reviewQueue } from '../review/queue.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { NumberField } from '../ui/NumberField.tsx'
import { Select } from '../ui/Select.tsx'
import { useWorkbench, useWorkbenchState } from '../WorkbenchContext.tsx'

/** Of pages that name people, these can number them instead. */
const NAMING: readonly Page[] = ['economics', 'quality']
/** What a page needs that not everybody may ask for. */
const NEEDS: { readonly [page in Page]?: string } = { quality: 'quality.overview' }

/** What the work cost, what pre-labels saved, how good it is and where the model fails. */
export function ReportsDialog() {
  const { t } = useTranslation()
  const { store } = useWorkbench()
  const may = useMay()
  const [page, setPage] = useState<Page>('own')
  const { scopes, terms } = useScopes()
  const [scopeId, setScopeId] = useState('this')
  const [perHour, setPerHour] = useState<number | null>(null)
  const [isAnonymous, setAnonymous] = useState(false)
  const { id: shownScope, clipIds } =
    scopes.find(({ id }) => id === scopeId) ?? scopes[0] ?? NO_SCOPE
  const agreed = useMemo(() => rateOf(terms, clipIds), [terms, clipIds])
  const rate = useMemo(
    (): Rate => (perHour === null ? agreed : { ...agreed, perHour }),
    [agreed, perHour],
  )
  const read = useReports(clipIds, { isOwn: page === 'own', rate, terms, isAnonymous })
  const quality = useQuality({ isAsked: page === 'quality', clipIds, isAnonymous })
  const { acceptance, profiles } = useAcceptance(read)
  const language = useWorkbenchState(({ preferences }) => preferences.language)
  const { figures } = quality
  const shown = useMemo((): ShownReport | null => {
    if (page === 'quality') return figures === null ? null : { page, figures }
    return read.state === 'read' ? { page, reports: read.reports, acceptance } : null
  }, [page, figures, read, acceptance])
  const markup = useMemo(
    () => (shown === null ? null : markupOf(shown, language)),
    [shown, language],
  )
  return (
    <Dialog
      title={t('reports.title')}
      width="wide"
      onClose={() => store.setState({ dialog: null })}
    >
      <div className={styles.controls}>
        <Select
          label={t('reports.page')}
          value={page}
          options={PAGES.filter((one) => NEEDS[one] === undefined || may(NEEDS[one])).map(
            (value) => ({ value, text: t(`reports.page_${value}`) }),
          )}
          onChange={setPage}
        />
        <Select
          label={t('reports.clips')}
          value={shownScope}
          options={scopes.map(({ id, name }) => ({ value: id, text: name }))}
          onChange={setScopeId}
        />
        {(page === 'own' || page === 'economics') && (
          <span className={styles.rate}>
            <NumberField
              label={t('reports.rate')}
              unit={`${rate.currency}/h`}
              decimals={0}
              value={rate.perHour}
              onCommit={(value) => setPerHour(Math.max(0, value))}
            />
          </span>
        )}
        {NAMING.includes(page) && (
          <label>
            <input
              type="checkbox"
              checked={isAnonymous}
              onChange={({ target }) => setAnonymous(target.checked)}
            />{' '}
            {t('reports.anonymous')}
          </label>
        )}
        <span className={styles.space} />
        {shown !== null && markup !== null && <Exports shown={shown} markup={markup} />}
      </div>
      {markup !== null ? (
        <MarkupView page={markup} />
      ) : shown !== null ? (
        <p>{shown.page === 'acceptance' ? <NotJudged profiles={profiles} /> : t('reports.none')}</p>
      ) : read.state === 'reading' ? (
        <p role="status">{t('reports.reading', { done: read.done, total: read.total })}</p>
      ) : (
        <p role="status">{t('reports.oneMoment')}</p>
      )}
      {page === 'quality' && <References asked={quality.asked} onChange={quality.reload} />}
    </Dialog>
  )
}

/** Why there is no acceptance report: nothing was handed on, or different profiles judge what was. */
function NotJudged({ profiles }: { readonly profiles: readonly AcceptanceProfile[] }) {
  const { t } = useTranslation()
  if (profiles.length < 2) return t('reports.notHandedOn')
  return t('reports.profilesDiffer', { names: profiles.map(({ name }) => name).join(', ') })
}

const NO_SCOPE: Pick<Scope, 'id' | 'clipIds'> = { id: '', clipIds: [] }

/** What the review of the clips that were read makes of what was handed on. */
function useAcceptance(read: ReportsState): {
  readonly acceptance: AcceptanceReport | null
  /** What the clips are judged by: together only by a single one. */
  readonly profiles: readonly AcceptanceProfile[]
} {
  const { t } = useTranslation()
  const clip = useWorkbenchState((state) => state.clip)
  const rate = useWorkbenchState((state) => reviewQueue(state).rate)
  return useMemo(() => {
    if (read.state !== 'read') return { acceptance: null, profiles: [] }
    // A sample is drawn of the open clip: it says nothing of several.
    const isOpen = read.clips.length === 1 && read.clips[0]!.clip.id === clip?.id
    const names = { handedOn: t('reports.handedOn'), reviewed: t('reports.reviewed') }
    const { known, madeAt } = read
    const judged = read.clips.flatMap((one) => judgedOf(one) ?? [])
    const asked = { sampled: isOpen ? rate : null, known, names, madeAt }
    return { acceptance: acceptanceOf(judged, asked), profiles: profilesOf(judged) }
  }, [read, clip, rate, t])
}
