import type { Notice } from '../codec.ts'
import { WHOLE } from '../sharedTexts.ts'
import { kittiTexts } from './kittiTexts.ts'
import type { PlacedLabel } from './labelRecords.ts'

/** Labels linked into tracks, and those that could not be. */
export type LinkedLabels = {
  readonly labels: readonly PlacedLabel[]
  readonly notices: readonly Notice[]
}

/**
 * The labels of a drive, those of one object in one track.
 *
 * KITTI's objects keep one size through a drive, printed to the centimeter, so that type and size name
 * the object. Where two labels of a frame have both in common, they name none: each stays by itself.
 */
export function linkBySize(labels: readonly PlacedLabel[]): LinkedLabels {
  const keyOf = ({ label }: PlacedLabel): string => `${label.type} ${label.box?.size.join(' ')}`
  const seen = new Set<string>()
  const shared = new Set<string>()
  for (const placed of labels) {
    if (placed.label.box === null) continue
    const inFrame = `${placed.frame} ${keyOf(placed)}`
    if (seen.has(inFrame)) shared.add(keyOf(placed))
    seen.add(inFrame)
  }
  return {
    labels: labels.map((placed) => {
      const isNamed = placed.label.box !== null && !shared.has(keyOf(placed))
      return isNamed ? { ...placed, track: keyOf(placed).replaceAll(' ', '_') } : placed
    }),
    notices: [...shared].map((key) => ({
      file: '',
      place: WHOLE,
      message: kittiTexts.manyAlike({ key }),
    })),
  }
}
