import type { KeyboardEvent, RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import { useShallow } from 'zustand/react/shallow'
import { goToFrame } from '../../actions/navigateActions.ts'
import { frameCount } from '../../store/selectors.ts'
import { useWorkbench, useWorkbenchState } from '../../WorkbenchContext.tsx'
import styles from './Timeline.module.css'

const STEPS: { readonly [key: string]: number } = {
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
  PageDown: -10,
  PageUp: 10,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
}

/** The ruler as a slider: the frame shown, for the keyboard and for screen readers. */
export function FrameSlider({ ref }: { readonly ref: RefObject<HTMLDivElement | null> }) {
  const { t } = useTranslation()
  const workbench = useWorkbench()
  const { frame, last, name } = useWorkbenchState(
    useShallow((state) => ({
      frame: state.frame,
      last: frameCount(state) - 1,
      name: state.clip?.frames[state.frame]?.name ?? '',
    })),
  )
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    const step = STEPS[event.key]
    // After a click the arrows are the workbench's: up and down go from object to object.
    if (step === undefined || !event.currentTarget.matches(':focus-visible')) return
    event.preventDefault()
    goToFrame(workbench, frame + step)
  }
  return (
    <div
      ref={ref}
      className={styles.ruler}
      role="slider"
      tabIndex={0}
      aria-label={t('timeline.frame')}
      aria-valuemin={0}
      aria-valuemax={Math.max(0, last)}
      aria-valuenow={frame}
      aria-valuetext={[t('status.frame', { frame, last }), name].filter(Boolean).join(', ')}
      onKeyDown={onKeyDown}
    />
  )
}
