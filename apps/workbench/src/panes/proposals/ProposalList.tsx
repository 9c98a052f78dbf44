import { useTranslation } from 'react-i18next'
import { useShallow } from 'zustand/react/shallow'
import { selectTrack } from '../../actions/navigateActions.ts'
import { acceptProposals, rejectProposals } from '../../propose/answer.ts'
import type { ProposedTrack } from '../../store/proposals.ts'
import { categoryColor, categoryLabel } from '../../store/selectors.ts'
import { IconButton } from '../../ui/Button.tsx'
import { Editable } from '../../ui/Editable.tsx'
import list from '../../ui/List.module.css'
import { useRows } from '../../ui/useRows.ts'
import { useWorkbench, useWorkbenchState } from '../../WorkbenchContext.tsx'
import styles from './ProposalsPane.module.css'

const ROW_PX = 28

/** The proposals that are shown, surest first, each with what it stands on. */
export function ProposalList() {
  const { t } = useTranslation()
  const { byId, shown } = useWorkbenchState(({ proposals }) => proposals)
  const listed = [...byId.values()].filter(({ track }) => shown.has(track.id))
  const { scroller, rows } = useRows({ count: listed.length, rowPx: ROW_PX })
  return (
    <div ref={scroller} className={list.scroller} tabIndex={-1}>
      <ul
        className={list.sizer}
        style={{ height: rows.getTotalSize() }}
        aria-label={t('pane.proposals')}
      >
        {rows.getVirtualItems().map(({ index, start }) => (
          <ProposalRow key={listed[index]!.track.id} proposal={listed[index]!} top={start} />
        ))}
      </ul>
    </div>
  )
}

function ProposalRow({
  proposal,
  top,
}: {
  readonly proposal: ProposedTrack
  readonly top: number
}) {
  const { t } = useTranslation()
  const workbench = useWorkbench()
  const { track, score, support, relation } = proposal
  const view = useWorkbenchState(
    useShallow((state) => ({
      isSelected: state.selectedTrackId === track.id,
      color: categoryColor(state.clip, track.category),
      label: categoryLabel(state.clip, track.category, state.preferences.language),
    })),
  )
  return (
    <li
      className={styles.proposal}
      style={{ transform: `translateY(${top}px)` }}
      data-selected={view.isSelected}
      data-testid="proposal"
    >
      <button
        type="button"
        className={styles.choose}
        aria-pressed={view.isSelected}
        title={t('proposals.why', support)}
        onClick={() => selectTrack(workbench, track.id)}
        onPointerEnter={() => workbench.store.setState({ hoveredTrackId: track.id })}
        onPointerLeave={() => workbench.store.setState({ hoveredTrackId: null })}
      >
        <span className={styles.swatch} style={{ background: view.color }} />
        <span className={styles.name}>{view.label}</span>
        {relation.kind !== 'added' && (
          <span className={styles.kind} title={t(`proposals.kind_${relation.kind}Hint`)}>
            <span aria-hidden="true">{relation.kind === 'same' ? '=' : '≠'}</span>
            <span className={styles.unseen}>{t(`proposals.kind_${relation.kind}`)}</span>
          </span>
        )}
        <span className={styles.support}>{t('proposals.support', support)}</span>
        <span className={styles.score}>{score.toFixed(2)}</span>
      </button>
      <Editable>
        <IconButton
          icon="check"
          label={t('act.accept')}
          onClick={() => acceptProposals(workbench, [proposal])}
        />
        <IconButton
          icon="cross"
          label={t('act.reject')}
          onClick={() => rejectProposals(workbench, [proposal])}
        />
      </Editable>
    </li>
  )
}
