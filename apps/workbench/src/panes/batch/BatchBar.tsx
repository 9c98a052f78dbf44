import { formatFrameRange, type Track } from '@trueline/annotation'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { useShallow } from 'zustand/react/shallow'
import { batchFrames, editedFrames } from '../../store/batch.ts'
import { categoryColor, categoryLabel, frameCount } from '../../store/selectors.ts'
import { ActionButton, ActionIconButton } from '../../ui/ActionButton.tsx'
import { Button, IconButton } from '../../ui/Button.tsx'
import { Toggle } from '../../ui/Toggle.tsx'
import { useWorkbench, useWorkbenchState } from '../../WorkbenchContext.tsx'
import { RangeField } from '../timeline/RangeField.tsx'
import styles from './BatchPage.module.css'
import { batchViewStore, COLUMN_WIDTHS_PX } from './batchView.ts'

/** Whose columns these are, which are chosen, and what can be done to them. */
export function BatchBar({ track }: { readonly track: Track }) {
  const { t } = useTranslation()
  const { store } = useWorkbench()
  const view = useWorkbenchState(
    useShallow((state) => ({
      color: categoryColor(state.clip, track.category),
      label: categoryLabel(state.clip, track.category, state.preferences.language),
      frames: batchFrames(state).length,
      edited: editedFrames(state).length,
      between: state.between,
      chosen: state.frameRange,
      count: frameCount(state),
    })),
  )
  return (
    <div className={styles.bar}>
      <IconButton
        icon="previous"
        label={t('batch.back')}
        keys={['V']}
        onClick={() => store.setState({ page: 'panes' })}
      />
      <span className={styles.swatch} style={{ background: view.color }} />
      <h2 className={styles.title}>
        #{track.number} {view.label}
      </h2>
      <span className={styles.reading}>{t('batch.frames', { count: view.frames })}</span>
      <ActionIconButton id="previousObject" icon="up" />
      <ActionIconButton id="nextObject" icon="down" />
      <span className={styles.rule} />
      <RangeField key={formatFrameRange(view.chosen)} chosen={view.chosen} count={view.count} />
      <Button onClick={() => store.setState({ frameRange: batchFrames(store.getState()) })}>
        {t('batch.all')}
      </Button>
      <span className={styles.reading} data-testid="batchEdited" aria-live="polite">
        {t('batch.edited', { count: view.edited })}
      </span>
      <span className={styles.rule} />
      <ActionButton id="accept" text={t('act.accept')} />
      <ActionButton id="reject" text={t('act.reject')} />
      <ActionButton id="interpolate" text={t('act.interpolate')} />
      <ActionButton id="box.stick" text={t('batch.refit')} />
      <ActionButton id="finalize" text={t('act.finalize')} />
      <span className={styles.space} />
      <div className={styles.toggles}>
        <Toggle
          text={t('batch.between')}
          hint={t('batch.betweenHint')}
          isOn={view.between === 'interpolate'}
          onToggle={() =>
            store.setState({ between: view.between === 'keep' ? 'interpolate' : 'keep' })
          }
        />
        <MergedToggle />
        <Widths />
      </div>
    </div>
  )
}

function MergedToggle() {
  const { t } = useTranslation()
  const isMerged = useStore(batchViewStore, (view) => view.isMerged)
  return (
    <Toggle
      text={t('batch.merged')}
      hint={t('batch.mergedHint')}
      isOn={isMerged}
      onToggle={() => batchViewStore.setState({ isMerged: !isMerged })}
    />
  )
}

function Widths() {
  const { t } = useTranslation()
  const columnPx = useStore(batchViewStore, (view) => view.columnPx)
  const at = COLUMN_WIDTHS_PX.indexOf(columnPx)
  const step = (by: number) => (): void => {
    const next = COLUMN_WIDTHS_PX[at + by]
    if (next !== undefined) batchViewStore.setState({ columnPx: next })
  }
  return (
    <>
      <button type="button" aria-label={t('batch.narrower')} disabled={at === 0} onClick={step(-1)}>
        −
      </button>
      <button
        type="button"
        aria-label={t('batch.wider')}
        disabled={at === COLUMN_WIDTHS_PX.length - 1}
        onClick={step(1)}
      >
        +
      </button>
    </>
  )
}
