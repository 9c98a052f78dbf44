import { type Clip, cuboidsOf, type TrackId } from '@trueline/annotation'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { goToFrame } from '../../actions/navigateActions.ts'
import { useWorkbench } from '../../WorkbenchContext.tsx'
import { placeIn } from '../pointer.ts'
import { readTimelineTheme } from '../timeline/timelineTheme.ts'
import { kindOf } from '../timeline/trackRuns.ts'
import styles from './BatchPage.module.css'
import { batchGestureStore } from './batchGesture.ts'
import { CANVAS } from './columnView.ts'
import { nearestPlace, type PathPlace, pathOf } from './trajectory.ts'

/** The object's way through the world, seen from above: a jump or a turned heading stands out. */
export function TrajectoryStrip({
  clip,
  trackId,
}: {
  readonly clip: Clip
  readonly trackId: TrackId
}) {
  const { t } = useTranslation()
  const workbench = useWorkbench()
  const canvas = useRef<HTMLCanvasElement>(null)
  const marker = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    const [surface, mark] = [canvas.current, marker.current]
    if (surface === null || mark === null) return
    const { store } = workbench
    let path: readonly PathPlace[] = []
    let asked: number | null = null
    let isStale = true
    const draw = (): void => {
      asked = null
      if (isStale) path = drawStrip(surface, { clip, trackId, store })
      isStale = false
      placeMark(mark, path, store.getState().frame)
    }
    const ask = (isChanged: boolean): void => {
      isStale ||= isChanged
      asked ??= requestAnimationFrame(draw)
    }
    const observer = new ResizeObserver(() => ask(true))
    observer.observe(surface)
    const ends = [
      store.subscribe((state, before) => {
        const isSame =
          state.frameRange === before.frameRange &&
          state.preferences === before.preferences &&
          cuboidsOf(state.annotations, trackId) === cuboidsOf(before.annotations, trackId)
        if (!isSame || state.frame !== before.frame) ask(!isSame)
      }),
      batchGestureStore.subscribe(() => ask(true)),
    ]
    const onClick = (event: MouseEvent): void => {
      const place = nearestPlace(path, ...placeIn(surface, event))
      if (place !== null) goToFrame(workbench, place.frame)
    }
    surface.addEventListener('click', onClick)
    return () => {
      surface.removeEventListener('click', onClick)
      observer.disconnect()
      if (asked !== null) cancelAnimationFrame(asked)
      for (const end of ends) end()
    }
  }, [workbench, clip, trackId])
  return (
    <div className={styles.strip}>
      <canvas ref={canvas} role="img" aria-label={t('batch.path')} />
      <span ref={marker} className={styles.pathMark} />
    </div>
  )
}

/** Puts the mark on the frame at hand, or nowhere: the way itself is not drawn anew with each step. */
function placeMark(mark: HTMLElement, path: readonly PathPlace[], frame: number): void {
  const at = path.find((place) => place.frame === frame)
  mark.hidden = at === undefined
  if (at === undefined) return
  const angle = Math.atan2(at.heading[1], at.heading[0])
  mark.style.transform = `translate(${at.x}px, ${at.y}px) rotate(${angle}rad)`
}

function drawStrip(
  surface: HTMLCanvasElement,
  {
    clip,
    trackId,
    store,
  }: { clip: Clip; trackId: TrackId } & Pick<ReturnType<typeof useWorkbench>, 'store'>,
): readonly PathPlace[] {
  const context = surface.getContext('2d', CANVAS)
  const { clientWidth: width, clientHeight: height } = surface
  if (context === null || width === 0) return []
  const state = store.getState()
  const { after } = batchGestureStore.getState()
  const cuboids = cuboidsOf(state.annotations, trackId).map(
    (cuboid) => after?.get(cuboid.frame) ?? cuboid,
  )
  const path = pathOf(clip, cuboids, { width, height })
  const kinds = new Map(cuboids.map((cuboid) => [cuboid.frame, kindOf(cuboid)]))
  const theme = readTimelineTheme()
  const size = {
    width: Math.round(width * devicePixelRatio),
    height: Math.round(height * devicePixelRatio),
  }
  // A canvas that is given its size again is made anew.
  if (surface.width !== size.width || surface.height !== size.height) Object.assign(surface, size)
  context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0)
  context.fillStyle = theme.panel
  context.fillRect(0, 0, width, height)
  context.strokeStyle = theme.line
  context.beginPath()
  for (const { x, y } of path) context.lineTo(x, y)
  context.stroke()
  const colors = {
    proposed: theme.muted,
    interpolated: theme.text,
    human: theme.strong,
    accepted: theme.accepted,
    final: theme.accepted,
    rejected: theme.line,
  } as const
  const chosen = new Set(state.frameRange)
  for (const { frame, x, y, heading } of path) {
    const color = chosen.has(frame) ? theme.accent : colors[kinds.get(frame)!]
    context.strokeStyle = color
    context.fillStyle = color
    context.beginPath()
    context.moveTo(x, y)
    context.lineTo(x + heading[0] * 9, y + heading[1] * 9)
    context.stroke()
    context.beginPath()
    context.arc(x, y, 2.5, 0, 2 * Math.PI)
    context.fill()
  }
  return path
}
