/** What a strip of a road is for. */
export type StripUse = 'road' | 'bus' | 'bicycle' | 'parking' | 'median' | 'shoulder'

/** A strip along a side of a road, from the middle outwards one beside the other. */
export type Strip = {
  readonly use: StripUse
  readonly width: number
  /** Stations between which it is there. */
  readonly from: number
  readonly to: number
  /** Meters over which it grows from nothing at `from` and shrinks to nothing at `to`; 0: it is whole there. */
  readonly growing: number
  readonly shrinking: number
  /** The strip it grows out of and shrinks into: -1 the one further in, 1 the one further out. */
  readonly beside: -1 | 1
  /** Which way alone it leads at the junction; `null` where it leads all ways. */
  readonly only: 'left' | 'right' | null
}

/** A strip that is there all along a road. */
export function wholeStrip(use: StripUse, width: number, length: number): Strip {
  return { use, width, from: 0, to: length, growing: 0, shrinking: 0, beside: -1, only: null }
}

/** How wide a strip is at a station. */
export function widthAt(strip: Strip, s: number): number {
  return strip.width * presenceAt(strip, s)
}

/** How much of a strip is there at a station: 0 to 1, smoothly. */
export function presenceAt({ from, to, growing, shrinking }: Strip, s: number): number {
  if (s < from || s > to) return 0
  const grown = growing === 0 ? 1 : smooth((s - from) / growing)
  const left = shrinking === 0 ? 1 : smooth((to - s) / shrinking)
  return Math.min(grown, left)
}

/** How far from the reference the inner edge of a strip is at a station; that of its outer edge for the next index. */
export function edgeAt(strips: readonly Strip[], index: number, s: number): number {
  let edge = 0
  for (let inner = 0; inner < index; inner++) edge += widthAt(strips[inner]!, s)
  return edge
}

/** How far from the reference a vehicle on a strip drives at a station: out of its neighbour and back into it. */
export function middleAt(strips: readonly Strip[], index: number, s: number): number {
  const strip = strips[index]!
  const own = edgeAt(strips, index, s) + widthAt(strip, s) / 2
  const presence = presenceAt(strip, s)
  const neighbour = besideOf(strips, index, s)
  const other = strips[neighbour]
  if (presence >= 1 || other === undefined) return own
  return (1 - presence) * (edgeAt(strips, neighbour, s) + widthAt(other, s) / 2) + presence * own
}

/** The strip that one grows out of or shrinks into at a station: the next that is there; -1 for none. */
export function besideOf(strips: readonly Strip[], index: number, s: number): number {
  const { beside, use } = strips[index]!
  for (let other = index + beside; other >= 0 && other < strips.length; other += beside) {
    const strip = strips[other]!
    if (strip.use === use && strip.from <= s && strip.to >= s) return other
  }
  return -1
}

function smooth(share: number): number {
  const t = Math.min(1, Math.max(0, share))
  return t * t * (3 - 2 * t)
}
