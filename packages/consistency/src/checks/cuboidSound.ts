import { trackCheck } from './check.ts'

/** A4: every box has finite numbers, a positive size, a unit quaternion, a frame, and is in reach. */
export const cuboidSound = trackCheck({ id: 'A4', mend: null, needs: null }, ({ unsound }) => {
  if (unsound.length === 0) return []
  const message = {
    en: 'No box can have these numbers: not finite, not positive, or out of reach',
    zh: '框的数值不可能成立：非有限值、尺寸非正或超出范围',
  }
  const frames = unsound.map(({ frame }) => frame)
  return [{ frames, value: unsound.length, threshold: 0, message }]
})
