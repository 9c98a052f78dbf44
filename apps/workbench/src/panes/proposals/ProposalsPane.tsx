import { useTranslation } from 'react-i18next'
import { useWorkbenchState } from '../../WorkbenchContext.tsx'
import { AnswerAll } from './AnswerAll.tsx'
import { ClassLimits } from './ClassLimits.tsx'
import { KindChips } from './KindChips.tsx'
import { ModelBar } from './ModelBar.tsx'
import { ProposalList } from './ProposalList.tsx'
import styles from './ProposalsPane.module.css'
import { RoadBar } from './RoadBar.tsx'
import { Unsupported } from './Unsupported.tsx'

/** What the model proposes: asked for, sifted and answered. */
export function ProposalsPane() {
  const { t } = useTranslation()
  const hasClip = useWorkbenchState(({ clip }) => clip !== null)
  const hasProposals = useWorkbenchState(({ proposals }) => proposals.byId.size > 0)
  const isAsked = useWorkbenchState(({ proposedOn }) => proposedOn !== null)
  if (!hasClip) return <p className={styles.empty}>{t('tracks.noClip')}</p>
  return (
    <section className={styles.pane} aria-label={t('pane.proposals')} data-testid="proposals">
      <ModelBar />
      <RoadBar />
      {hasProposals && (
        <>
          <KindChips />
          <ClassLimits />
          <AnswerAll />
          <ProposalList />
        </>
      )}
      {isAsked && !hasProposals && <p className={styles.empty}>{t('proposals.nothingFound')}</p>}
      {isAsked && <Unsupported />}
      {!isAsked && <p className={styles.empty}>{t('proposals.hint')}</p>}
    </section>
  )
}
