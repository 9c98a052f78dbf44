import { isWaivedBy, trackOf } from '@trueline/annotation'
import { type Finding, fixedWaiverOf, isWaived, waivedAt } from '@trueline/consistency'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { unwaive, waive } from '../../actions/findingActions.ts'
import type { MendPreview } from '../../check/mendPreview.ts'
import { findingAtHand } from '../../store/findings.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { Button, SubmitButton } from '../../ui/Button.tsx'
import { Editable } from '../../ui/Editable.tsx'
import field from '../../ui/Field.module.css'
import { useWorkbench, useWorkbenchState } from '../../WorkbenchContext.tsx'
import styles from './FindingsPane.module.css'
import { MendPart } from './MendPart.tsx'

/** The finding at hand: what mending it would do, or that it may stand. */
export function AtHandCard() {
  const preview = useWorkbenchState(({ mendPreview }) => mendPreview)
  const finding = useWorkbenchState((state) => findingAtHand(state)?.finding ?? null)
  const number = useWorkbenchState((state) => findingAtHand(state)?.number)
  const isLetBe = useWorkbenchState(
    ({ annotations }) => finding !== null && isWaived(finding, annotations),
  )
  if (preview?.of.kind === 'all') return <AllCard preview={preview} />
  if (finding === null) return null
  return (
    <div className={styles.card} data-testid="atHand" data-number={number}>
      <Editable>
        {isLetBe ? <Waived finding={finding} /> : <Standing finding={finding} preview={preview} />}
      </Editable>
    </div>
  )
}

/** All of a kind of mend, to be done or left. */
function AllCard({ preview }: { readonly preview: MendPreview }) {
  const { t } = useTranslation()
  const { store } = useWorkbench()
  if (preview.of.kind !== 'all') return null
  return (
    <div className={styles.card}>
      <MendPart mend={preview.of.mend} preview={preview} />
      <div className={styles.cardActions}>
        <ActionButton id="mendAll" look="primary" text={t('findings.apply')} />
        <Button onClick={() => store.setState({ mendPreview: null })}>{t('findings.drop')}</Button>
      </div>
    </div>
  )
}

function Standing({
  finding,
  preview,
}: {
  readonly finding: Finding
  readonly preview: MendPreview | null
}) {
  const { t } = useTranslation()
  const workbench = useWorkbench()
  const [reason, setReason] = useState<string | null>(null)
  const isOnRoad = useWorkbenchState(({ annotations }) => waivedAt(finding, annotations) !== null)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    waive(workbench, { finding, reason: (reason ?? '').trim() })
    setReason(null)
  }
  return (
    <>
      {finding.mend === null && <p className={styles.cardText}>{t('findings.noMend')}</p>}
      {finding.mend !== null && preview !== null && (
        <MendPart mend={finding.mend} preview={preview} />
      )}
      {reason === null ? (
        <div className={styles.cardActions}>
          {preview !== null && (
            <ActionButton id="mend" look="primary" text={t('findings.mendOne')} />
          )}
          {(finding.tracks.length > 0 || isOnRoad) && (
            <Button onClick={() => setReason('')}>{t('findings.waive')}</Button>
          )}
        </div>
      ) : (
        <form className={styles.cardActions} onSubmit={submit}>
          <input
            className={`${field.text} ${styles.reason}`}
            aria-label={t('findings.waiveWhy')}
            placeholder={t('findings.waiveWhy')}
            maxLength={300}
            value={reason}
            // biome-ignore lint/a11y/noAutofocus: it appears where the person has just asked for it.
            autoFocus
            onChange={({ target }) => setReason(target.value)}
            onKeyDown={({ key }) => key === 'Escape' && setReason(null)}
          />
          <SubmitButton>{t('findings.waive')}</SubmitButton>
        </form>
      )}
    </>
  )
}

function Waived({ finding }: { readonly finding: Finding }) {
  const { t } = useTranslation()
  const workbench = useWorkbench()
  const reason = useWorkbenchState(({ annotations }) => {
    const [first, ...others] = finding.tracks
    const track = first === undefined ? undefined : trackOf(annotations, first)
    const { check, frames } = finding
    const waiver = track?.waivers?.find((one) => isWaivedBy({ check, others, frames }, one))
    return (waiver ?? fixedWaiverOf(finding, annotations))?.reason ?? ''
  })
  return (
    <>
      <p className={styles.cardText}>
        {reason === '' ? t('findings.waivedPlain') : t('findings.waivedBecause', { reason })}
      </p>
      <div className={styles.cardActions}>
        <Button onClick={() => unwaive(workbench, finding)}>{t('findings.unwaive')}</Button>
      </div>
    </>
  )
}
