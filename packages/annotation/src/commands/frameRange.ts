/** A frame range that cannot be read, or that speaks of frames the clip does not have. */
export class FrameRangeError extends Error {
  override readonly name = 'FrameRangeError'
}

/**
 * The frames of a text such as `2-5,8-10,20`, ascending, each once.
 *
 * Spaces and a full-width comma are taken too; an empty text is no frame.
 *
 * @throws {FrameRangeError} for anything else, a range that runs backwards, or a frame not below `frameCount`.
 */
export function parseFrameRange(text: string, frameCount: number): readonly number[] {
  const frames = new Set<number>()
  for (const part of text.split(/[,，]/)) {
    if (part.trim() === '') continue
    const match = /^\s*(\d+)(?:\s*[-–]\s*(\d+))?\s*$/.exec(part)
    if (match === null) {
      throw new FrameRangeError(`Expected frames like 2-5,8-10,20, found "${part.trim()}"`)
    }
    const first = Number(match[1])
    const last = match[2] === undefined ? first : Number(match[2])
    if (last < first) throw new FrameRangeError(`Expected ${last}-${first}, found "${part.trim()}"`)
    if (last >= frameCount) {
      throw new FrameRangeError(`Expected frames below ${frameCount}, found "${part.trim()}"`)
    }
    for (let frame = first; frame <= last; frame++) frames.add(frame)
  }
  return [...frames].sort((a, b) => a - b)
}

/** The shortest text of frames in any order: `2-5,8-10,20`. */
export function formatFrameRange(frames: Iterable<number>): string {
  const sorted = [...new Set(frames)].sort((a, b) => a - b)
  const parts: string[] = []
  for (let index = 0; index < sorted.length; index++) {
    const first = sorted[index]!
    while (sorted[index + 1] === sorted[index]! + 1) index++
    const last = sorted[index]!
    parts.push(first === last ? `${first}` : `${first}-${last}`)
  }
  return parts.join(',')
}
