import { cuboidOf, type TrackId } from '@trueline/annotation'
import { type MouseEvent, memo } from 'react'
import { useTranslation } from 'react-i18next'
import { useShallow } from 'zustand/react/shallow'
import { RANGE_COMMANDS } from '../../actions/rangeActions.ts'
import { tryEdit } from '../../actions/tryEdit.ts'
import { chosenByClick } from '../../store/batch.ts'
import { IconButton } from '../../ui/Button.tsx'
import { Editable } from '../../ui/Editable.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { useWorkbench, useWorkbenchState } from '../../WorkbenchContext.tsx'
import { DoubtGauge } from '../tracks/DoubtGauge.tsx'
import styles from './BatchPage.module.css'
import { type boxKind, columnMark } from './columnMark.ts'

/** What stands over a column: its frame, what became of the box, why to look at it, and its answers. */
export const ColumnHead = memo(function ColumnHead({
  trackId,
  frame,
  kind,
  isChosen,
}: {
  readonly trackId: TrackId
  readonly frame: number
  readonly kind: ReturnType<typeof boxKind>
  readonly isChosen: boolean
}) {
  const { t } = useTranslation()
  const { store } = useWorkbench()
  const mark = useWorkbenchState(
    useShallow((state) => ({
      score: cuboidOf(state.annotations, trackId, frame)?.score ?? null,
      ...columnMark(state, { trackId, frame }),
    })),
  )
  const choose = (event: MouseEvent): void => {
    const { shiftKey: isShift, ctrlKey, metaKey } = event
    const state = store.getState()
    const frameRange = chosenByClick(state, frame, { isShift, isCtrl: ctrlKey || metaKey })
    store.setState({ frameRange, ...(isShift ? {} : { frame }) })
  }
  return (
    <div className={styles.head}>
      <button type="button" className={styles.headLine} aria-pressed={isChosen} onClick={choose}>
        <span className={styles.frameNumber}>{frame}</span>
        <span className={styles.kind}>{t(`timeline.kind_${kind}`)}</span>
        {mark.doubt !== null && kind !== 'final' && <DoubtGauge doubt={mark.doubt} />}
        {mark.level !== null && (
          <span className={styles.mark} data-level={mark.level} title={mark.why}>
            <Icon name="warning" size={12} />
          </span>
        )}
      </button>
      <div className={styles.headLine}>
        <span className={styles.score} title={t('tracks.score')}>
          {mark.score?.toFixed(2)}
        </span>
        {kind !== 'none' && <Answers frame={frame} isFinal={kind === 'final'} />}
      </div>
    </div>
  )
})

/** What can be done to one frame's box, whichever object is selected. */
const Answers = memo(function Answers({
  frame,
  isFinal,
}: {
  readonly frame: number
  readonly isFinal: boolean
}) {
  const { t } = useTranslation()
  const workbench = useWorkbench()
  const run = (command: 'accept' | 'reject' | 'toggleFinal') => (): void => {
    tryEdit(workbench, `${command}Range`, (state) =>
      state.selectedTrackId === null
        ? []
        : RANGE_COMMANDS[command]({ ...state, frameRange: [frame] }, state.selectedTrackId),
    )
  }
  return (
    <Editable>
      <IconButton
        isOneOfMany
        icon="check"
        label={t('batch.acceptColumn')}
        onClick={run('accept')}
      />
      <IconButton
        isOneOfMany
        icon="cross"
        label={t('batch.rejectColumn')}
        onClick={run('reject')}
      />
      <IconButton
        isOneOfMany
        icon="lock"
        label={t('batch.finalizeColumn')}
        isPressed={isFinal}
        onClick={run('toggleFinal')}
      />
    </Editable>
  )
})
