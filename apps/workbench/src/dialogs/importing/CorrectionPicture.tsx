import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { drawPoints } from '../../panes/cameras/cameraOverlay.ts'
import { fitWhole, placeOf } from '../../panes/cameras/imageTransform.ts'
import type { OfferPicture } from '../../server.ts'
import own from './Importing.module.css'

/** A camera's picture under the points of its frame, as read beside as corrected. */
export function CorrectionPicture({ picture }: { readonly picture: OfferPicture }) {
  const { t } = useTranslation()
  return (
    <div className={own.pictures}>
      <PointsOnPicture picture={picture} rows={picture.given} label={t('importing.asRead')} />
      <PointsOnPicture picture={picture} rows={picture.under} label={t('importing.asCorrected')} />
    </div>
  )
}

function PointsOnPicture({
  picture,
  rows,
  label,
}: {
  readonly picture: OfferPicture
  readonly rows: readonly number[]
  readonly label: string
}) {
  const { t } = useTranslation()
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const element = canvas.current
    if (element === null) return
    let isOver = false
    const draw = async (): Promise<void> => {
      const bitmap = await createImageBitmap(new Blob([bytesOf(picture.image)]))
      if (!isOver) drawOn(element, { bitmap, picture, rows })
      bitmap.close()
    }
    // A picture that no browser reads leaves the points alone.
    draw().catch(() => {
      if (!isOver) drawOn(element, { bitmap: null, picture, rows })
    })
    return () => {
      isOver = true
    }
  }, [picture, rows])
  const points = t('importing.pointsInPicture', { count: rows.length / 3 })
  return (
    <figure className={own.picture}>
      <canvas ref={canvas} role="img" aria-label={`${label}: ${points}`} />
      {/* No count beside it: as many points may lie in a picture wrongly as rightly. */}
      <figcaption>{label}</figcaption>
    </figure>
  )
}

type Drawing = {
  readonly bitmap: ImageBitmap | null
  readonly picture: OfferPicture
  readonly rows: readonly number[]
}

function drawOn(element: HTMLCanvasElement, { bitmap, picture, rows }: Drawing): void {
  const { widthPx, heightPx } = picture
  const width = element.clientWidth
  const height = (width * heightPx) / widthPx
  element.width = Math.round(width * devicePixelRatio)
  element.height = Math.round(height * devicePixelRatio)
  element.style.aspectRatio = `${widthPx} / ${heightPx}`
  const context = element.getContext('2d')
  if (context === null) return
  context.scale(devicePixelRatio, devicePixelRatio)
  const image = fitWhole({ width: widthPx, height: heightPx }, { width, height })
  const [left, top] = placeOf(image, [-0.5, -0.5])
  if (bitmap !== null) {
    context.drawImage(bitmap, left, top, widthPx * image.scale, heightPx * image.scale)
  }
  drawPoints({ context, image }, Float32Array.from(rows))
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (one) => one.charCodeAt(0))
}
