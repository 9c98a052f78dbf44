/** The places a text typed into the palette may mean. */
export type PaletteNumbers = {
  readonly frame: number | null
  readonly track: number | null
}

const FRAME = /^(?:f|fr|frame|帧|第)\s*(\d+)\s*帧?$/i
const TRACK = /^(?:#|t|track|object|轨迹|目标)\s*(\d+)$/i
const EITHER = /^(\d+)\s*(帧)?$/

/** The frame and the track number in a text: `12` may be both, `f 12` or `#12` is one of them. */
export function numbersIn(text: string): PaletteNumbers {
  const typed = text.trim()
  const frame = FRAME.exec(typed)?.[1]
  if (frame !== undefined) return { frame: Number(frame), track: null }
  const track = TRACK.exec(typed)?.[1]
  if (track !== undefined) return { frame: null, track: Number(track) }
  const [, either, isFrame] = EITHER.exec(typed) ?? []
  if (either === undefined) return { frame: null, track: null }
  return { frame: Number(either), track: isFrame === undefined ? Number(either) : null }
}
