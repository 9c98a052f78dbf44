import { IDENTITY_POSE, type Moment } from '@trueline/geometry'
import type { Frame } from '../clip.ts'
import { UnknownFrameError } from './errors.ts'

/**
 * The moment of each frame of a clip: its pose, the identity where it has none, and its time.
 *
 * Frames count as evenly spaced where a clip has no times, or times that do not rise.
 *
 * The function it gives throws `UnknownFrameError` for a frame the clip does not have.
 */
export function momentsOf(frames: readonly Frame[]): (frame: number) => Moment {
  const isTimed = frames.every(({ timeUs }, index) => {
    const before = frames[index - 1]?.timeUs ?? null
    return timeUs !== null && (before === null || before < timeUs)
  })
  return (index) => {
    const frame = frames[index]
    if (frame === undefined) throw new UnknownFrameError(index, frames.length)
    return {
      worldFromEgo: frame.worldFromEgo ?? IDENTITY_POSE,
      time: isTimed ? (frame.timeUs ?? index) : index,
    }
  }
}
