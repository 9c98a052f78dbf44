import type { SensorId } from '@trueline/annotation'
import { type PointerEvent, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useWorkbench } from '../../WorkbenchContext.tsx'
import styles from './CamerasPane.module.css'
import { type CameraView, createCameraView } from './cameraView.ts'

const CLICK_PX = 4

/** One camera's picture. A click picks, the wheel zooms, a drag moves, a double click enlarges it. */
export function CameraTile({
  sensorId,
  hasPoints,
  isCropped,
  onEnlarge,
}: {
  readonly sensorId: SensorId
  readonly hasPoints: boolean
  readonly isCropped: boolean
  readonly onEnlarge: () => void
}) {
  const { t } = useTranslation()
  const workbench = useWorkbench()
  const tile = useRef<HTMLDivElement>(null)
  const picture = useRef<HTMLCanvasElement>(null)
  const overlay = useRef<HTMLCanvasElement>(null)
  const view = useRef<CameraView | null>(null)
  const press = useRef<{ x: number; y: number; hasMoved: boolean } | null>(null)

  useEffect(() => {
    if (tile.current === null || picture.current === null || overlay.current === null) return
    const element = tile.current
    const made = createCameraView({
      workbench,
      sensorId,
      tile: element,
      picture: picture.current,
      overlay: overlay.current,
    })
    view.current = made
    const observer = new ResizeObserver(() =>
      made.resize(element.clientWidth, element.clientHeight),
    )
    observer.observe(element)
    const onWheel = (event: WheelEvent): void => {
      event.preventDefault()
      made.zoom(placeOf(element, event), Math.exp(-event.deltaY * 0.0015))
    }
    element.addEventListener('wheel', onWheel, { passive: false })
    return () => {
      observer.disconnect()
      element.removeEventListener('wheel', onWheel)
      view.current = null
      made.dispose()
    }
  }, [workbench, sensorId])
  useEffect(() => view.current?.setOptions({ hasPoints, isCropped }), [hasPoints, isCropped])

  function onDown(event: PointerEvent<HTMLDivElement>): void {
    if (event.button !== 0) return
    press.current = { x: event.clientX, y: event.clientY, hasMoved: false }
    event.currentTarget.setPointerCapture(event.pointerId)
  }

  function onMove(event: PointerEvent<HTMLDivElement>): void {
    const { hoveredTrackId, set } = workbench.store.getState()
    const from = press.current
    if (from === null) {
      const next = view.current?.cuboidAt(placeOf(event.currentTarget, event))?.trackId ?? null
      if (next !== hoveredTrackId) set({ hoveredTrackId: next })
      return
    }
    const x = event.clientX - from.x
    const y = event.clientY - from.y
    if (!from.hasMoved && Math.hypot(x, y) <= CLICK_PX) return
    view.current?.pan(x, y)
    press.current = { x: event.clientX, y: event.clientY, hasMoved: true }
  }

  function onUp(event: PointerEvent<HTMLDivElement>): void {
    const isClick = press.current?.hasMoved === false
    press.current = null
    if (!isClick) return
    const picked = view.current?.cuboidAt(placeOf(event.currentTarget, event)) ?? null
    if (picked !== null) workbench.store.getState().set({ selectedTrackId: picked.trackId })
  }

  const { set } = workbench.store.getState()
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the pointer alone acts on a picture; keys are the workbench's.
    <div
      ref={tile}
      className={styles.tile}
      data-testid="camera"
      data-sensor={sensorId}
      onPointerEnter={() => set({ activeView: 'camera' })}
      onPointerLeave={() => set({ hoveredTrackId: null })}
      onPointerDown={onDown}
      onPointerMove={onMove}
      onPointerUp={onUp}
      onDoubleClick={() => {
        view.current?.reset()
        onEnlarge()
      }}
    >
      <canvas ref={picture} />
      <canvas ref={overlay} />
      <span className={styles.name}>{sensorId}</span>
      <span className={styles.message} data-of="none">
        {t('cameras.absent')}
      </span>
      <span className={styles.message} data-of="failed">
        {t('cameras.failed')}
      </span>
    </div>
  )
}

function placeOf(
  element: HTMLElement,
  event: { readonly clientX: number; readonly clientY: number },
): readonly [number, number] {
  const bounds = element.getBoundingClientRect()
  return [event.clientX - bounds.left, event.clientY - bounds.top]
}
