import { Popover } from 'radix-ui'
import { useTranslation } from 'react-i18next'
import { drawGap, drawRun, RUN_KINDS } from './drawTimeline.ts'
import styles from './Timeline.module.css'
import { readTimelineTheme } from './timelineTheme.ts'
import { ROW_PX } from './timelineView.ts'
import type { RunKind } from './trackRuns.ts'

const SAMPLE_PX = 44
const SAMPLES = [...RUN_KINDS, 'none'] as const

/** What the looks of the rows mean, behind a button. */
export function TimelineLegend() {
  const { t } = useTranslation()
  return (
    <Popover.Root>
      <Popover.Trigger className={styles.legendButton}>{t('timeline.legend')}</Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className={styles.legend}
          side="top"
          align="end"
          sideOffset={4}
          aria-label={t('timeline.legend')}
        >
          <ul>
            {SAMPLES.map((kind) => (
              <li key={kind}>
                <canvas
                  ref={(canvas) => {
                    if (canvas !== null) drawSample(canvas, kind)
                  }}
                  style={{ width: SAMPLE_PX, height: ROW_PX }}
                />
                {t(`timeline.kind_${kind}`)}
              </li>
            ))}
          </ul>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}

/** Draws a few frames of a kind with what draws the rows. */
function drawSample(canvas: HTMLCanvasElement, kind: RunKind | 'none'): void {
  const theme = readTimelineTheme()
  canvas.width = SAMPLE_PX * devicePixelRatio
  canvas.height = ROW_PX * devicePixelRatio
  const context = canvas.getContext('2d')
  context?.scale(devicePixelRatio, devicePixelRatio)
  const place = { left: 0, right: SAMPLE_PX, top: 0 }
  if (context === null) return
  if (kind === 'none') drawGap(context, theme, place)
  else drawRun(context, { kind, first: 0, last: 3, color: theme.accent, theme }, place)
}
