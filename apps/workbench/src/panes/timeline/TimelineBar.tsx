import { type Clip, formatFrameRange } from '@trueline/annotation'
import { useTranslation } from 'react-i18next'
import { useShallow } from 'zustand/react/shallow'
import { goToFrame } from '../../actions/navigateActions.ts'
import { RANGE_COMMANDS } from '../../actions/rangeActions.ts'
import { tryEdit } from '../../actions/tryEdit.ts'
import { frameCount, selectedTrack } from '../../store/selectors.ts'
import { ActionIconButton } from '../../ui/ActionButton.tsx'
import { Button } from '../../ui/Button.tsx'
import { Editable } from '../../ui/Editable.tsx'
import { NumberField } from '../../ui/NumberField.tsx'
import { useWorkbench, useWorkbenchState } from '../../WorkbenchContext.tsx'
import { RangeField } from './RangeField.tsx'
import styles from './Timeline.module.css'
import { TimelineLegend } from './TimelineLegend.tsx'

const COMMANDS = ['accept', 'reject', 'interpolate', 'finalize'] as const

/** Playing, the frame as a number, and what can be done in a range of frames. */
export function TimelineBar() {
  const { t } = useTranslation()
  const workbench = useWorkbench()
  const { frame, count, isPlaying, name, seconds } = useWorkbenchState(
    useShallow((state) => ({
      frame: state.frame,
      count: frameCount(state),
      isPlaying: state.isPlaying,
      name: state.clip?.frames[state.frame]?.name ?? '',
      seconds: secondsInto(state.clip, state.frame),
    })),
  )
  return (
    <div className={styles.bar}>
      <ActionIconButton id="firstFrame" icon="first" />
      <ActionIconButton id="previousFrame" icon="previous" />
      <ActionIconButton id="play" icon={isPlaying ? 'pause' : 'play'} />
      <ActionIconButton id="nextFrame" icon="next" />
      <ActionIconButton id="lastFrame" icon="last" />
      <div className={styles.frame}>
        <NumberField
          label={t('timeline.frame')}
          unit={`/ ${count - 1}`}
          decimals={0}
          value={frame}
          onCommit={(value) => goToFrame(workbench, Math.round(value))}
        />
      </div>
      <span className={styles.reading}>
        {seconds !== null && `${seconds.toFixed(2)} s`}
        {name !== '' && <span title={t('timeline.frameName')}> · {name}</span>}
      </span>
      <RangeTools />
      <TimelineLegend />
    </div>
  )
}

function RangeTools() {
  const { t } = useTranslation()
  const workbench = useWorkbench()
  const { store } = workbench
  const { chosen, count } = useWorkbenchState(
    useShallow((state) => ({ chosen: state.frameRange, count: frameCount(state) })),
  )
  const trackId = useWorkbenchState((state) => selectedTrack(state)?.id ?? null)
  return (
    <div className={styles.range}>
      <RangeField key={formatFrameRange(chosen)} chosen={chosen} count={count} />
      {chosen.length > 0 && (
        <>
          <Editable>
            {COMMANDS.map((command) => (
              <Button
                key={command}
                isDisabled={trackId === null}
                onClick={() =>
                  trackId !== null &&
                  tryEdit(workbench, `${command}Range`, (state) =>
                    RANGE_COMMANDS[command](state, trackId),
                  )
                }
              >
                {t(`act.${command}`)}
              </Button>
            ))}
          </Editable>
          <Button onClick={() => store.setState({ frameRange: [] })}>{t('timeline.clear')}</Button>
        </>
      )}
    </div>
  )
}

function secondsInto(clip: Clip | null, frame: number): number | null {
  const first = clip?.frames[0]?.timeUs ?? null
  const now = clip?.frames[frame]?.timeUs ?? null
  return first === null || now === null ? null : (now - first) / 1e6
}
