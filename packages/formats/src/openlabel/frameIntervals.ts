import type { Json } from '@trueline/annotation'
import { isList, isObject, type JsonObject } from '../jsonAt.ts'
import { plainNumber } from '../plainNumber.ts'

/** Whether a frame number is in an object's closed `frame_intervals`; an object without any is in all. */
export function isInIntervals(intervals: Json | undefined, frame: number): boolean {
  if (!isList(intervals) || intervals.length === 0) return true
  return intervals.some((interval) => {
    if (!isObject(interval)) return false
    const at = (key: string): number => plainNumber(interval[key])
    return frame >= at('frame_start') && frame <= at('frame_end')
  })
}

/** The closed intervals that frame numbers make up. */
export function intervalsOf(frames: Iterable<number>): readonly JsonObject[] {
  const intervals: { frame_start: number; frame_end: number }[] = []
  for (const frame of [...new Set(frames)].toSorted((a, b) => a - b)) {
    const last = intervals.at(-1)
    if (last && last.frame_end + 1 === frame) last.frame_end = frame
    else intervals.push({ frame_start: frame, frame_end: frame })
  }
  return intervals
}
