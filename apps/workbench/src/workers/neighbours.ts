/** Frames ahead of the one shown that are read while it stands, and while the clip plays. */
const AHEAD = 2
const AHEAD_PLAYING = 4

/** The frames to have at hand beside `frame`, most urgent first: on the way it goes, then one back. */
export function neighbours({
  frame,
  step,
  count,
  isPlaying,
}: {
  readonly frame: number
  /** How it came here: only its sign counts, 0 is taken for forward. */
  readonly step: number
  readonly count: number
  readonly isPlaying: boolean
}): readonly number[] {
  const direction = step < 0 ? -1 : 1
  const ahead = isPlaying ? AHEAD_PLAYING : AHEAD
  const offsets = Array.from({ length: ahead }, (_, index) => (index + 1) * direction)
  return [...offsets, -direction]
    .map((offset) => frame + offset)
    .filter((other) => other >= 0 && other < count)
}
