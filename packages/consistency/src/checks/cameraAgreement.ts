import type { PixelBounds } from '@trueline/geometry'
import { trackCheck } from './check.ts'
import { percent } from './say.ts'

/** E6: a box shows in a picture where its track's 2D box is. */
export const cameraAgreement = trackCheck(
  { id: 'E6', mend: null, needs: null },
  ({ states, boxes }, { iou: threshold }, { cameras }) => {
    const odd = boxes.flatMap((box) => {
      const state = states.find(({ frame }) => frame === box.frame)
      if (state === undefined) return []
      const bounds = cameras?.boundsIn(state.cuboid, box)
      if (bounds === undefined) return []
      const value = bounds === null ? 0 : overlapOf(bounds, box)
      return value < threshold ? [{ frame: box.frame, value }] : []
    })
    if (odd.length === 0) return []
    const value = Math.min(...odd.map((one) => one.value))
    const message = {
      en: `Shows elsewhere in the picture than its 2D box: ${percent(value)} overlap`,
      zh: `投影与其二维框不符：重叠仅 ${percent(value)}`,
    }
    const frames = [...new Set(odd.map(({ frame }) => frame))]
    return [{ frames, value, threshold, message }]
  },
)

function overlapOf(a: PixelBounds, b: PixelBounds): number {
  const width = Math.min(a.rightPx, b.rightPx) - Math.max(a.leftPx, b.leftPx)
  const height = Math.min(a.bottomPx, b.bottomPx) - Math.max(a.topPx, b.topPx)
  if (width <= 0 || height <= 0) return 0
  const shared = width * height
  return shared / (areaOf(a) + areaOf(b) - shared)
}

function areaOf({ leftPx, topPx, rightPx, bottomPx }: PixelBounds): number {
  return (rightPx - leftPx) * (bottomPx - topPx)
}
