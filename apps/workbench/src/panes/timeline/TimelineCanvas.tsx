import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useWorkbench } from '../../WorkbenchContext.tsx'
import { FrameSlider } from './FrameSlider.tsx'
import styles from './Timeline.module.css'
import { createTimeline } from './timeline.ts'
import { watchTimelinePointer } from './timelinePointer.ts'
import { GUTTER_PX, RULER_PX } from './timelineView.ts'

/** One row a track, a ruler above and the play head over them; React renders the places alone. */
export function TimelineCanvas() {
  const { t } = useTranslation()
  const workbench = useWorkbench()
  const host = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const scroller = useRef<HTMLDivElement>(null)
  const sizer = useRef<HTMLDivElement>(null)
  const ruler = useRef<HTMLDivElement>(null)
  const playHead = useRef<HTMLDivElement>(null)
  const hint = useRef<HTMLDivElement>(null)

  useEffect(() => {
    const timeline = createTimeline({
      workbench,
      host: host.current!,
      canvas: canvas.current!,
      scroller: scroller.current!,
      sizer: sizer.current!,
      playHead: playHead.current!,
    })
    const unwatch = watchTimelinePointer({
      workbench,
      timeline,
      host: host.current!,
      ruler: ruler.current!,
      scroller: scroller.current!,
      hint: hint.current!,
    })
    return () => {
      unwatch()
      timeline.dispose()
    }
  }, [workbench])

  return (
    <div ref={host} className={styles.canvas} data-testid="timeline">
      <canvas ref={canvas} role="img" aria-label={t('timeline.rows')} />
      <div ref={scroller} className={styles.scroller} style={{ top: RULER_PX }}>
        <div ref={sizer} />
      </div>
      <FrameSlider ref={ruler} />
      <div className={styles.frames} style={{ left: GUTTER_PX }}>
        <div ref={playHead} className={styles.playHead} />
      </div>
      <div ref={hint} className={styles.hint} hidden />
    </div>
  )
}
