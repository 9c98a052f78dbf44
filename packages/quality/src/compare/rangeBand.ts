/** A stretch of distances from the ego, the far end excluded. */
export type RangeBand = { readonly from: number; readonly to: number | null }

/** The bands that figures are told for; the last has no end. */
export const RANGE_BANDS: readonly RangeBand[] = [
  { from: 0, to: 20 },
  { from: 20, to: 40 },
  { from: 40, to: 60 },
  { from: 60, to: null },
]

/** The band that a distance lies in. */
export function rangeBandOf(range: number): RangeBand {
  return RANGE_BANDS.find(({ to }) => to === null || range < to)!
}

/** `20–40 m`, `60 m +` */
export function rangeText({ from, to }: RangeBand): string {
  return to === null ? `${from} m +` : `${from}–${to} m`
}
