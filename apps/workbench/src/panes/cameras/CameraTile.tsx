import type { SensorId } from '@trueline/annotation'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useWorkbench } from '../../WorkbenchContext.tsx'
import styles from './CamerasPane.module.css'
import { watchCameraPointer } from './cameraPointer.ts'
import { type CameraView, createCameraView } from './cameraView.ts'

/** One camera's picture with what lies over it; a double click enlarges it. */
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
  const rectangle = useRef<HTMLDivElement>(null)

  useEffect(() => {
    const element = tile.current
    if (element === null || picture.current === null || overlay.current === null) return
    if (rectangle.current === null) return
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
    const unwatch = watchCameraPointer({
      workbench,
      tile: element,
      rectangle: rectangle.current,
      view: made,
    })
    return () => {
      observer.disconnect()
      unwatch()
      view.current = null
      made.dispose()
    }
  }, [workbench, sensorId])
  useEffect(() => view.current?.setOptions({ hasPoints, isCropped }), [hasPoints, isCropped])

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the pointer alone acts on a picture; keys are the workbench's.
    <div
      ref={tile}
      className={styles.tile}
      data-testid="camera"
      data-sensor={sensorId}
      onDoubleClick={() => {
        view.current?.reset()
        onEnlarge()
      }}
    >
      <canvas ref={picture} />
      <canvas ref={overlay} />
      <div ref={rectangle} className={styles.rectangle} hidden />
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
