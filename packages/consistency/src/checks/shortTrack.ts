import { trackCheck } from './check.ts'

/** D2: an object is seen in more than a few frames; one at an end of the clip may be cut off by it. */
export const shortTrack = trackCheck(
  { id: 'D2', mend: null, needs: null },
  ({ frames }, { hits }, { moments }) => {
    const [first, last] = [frames[0], frames.at(-1)]
    if (first === undefined || last === undefined || frames.length >= hits) return []
    const isCut = first < hits || last >= moments.times.length - hits
    if (isCut) return []
    const count = frames.length
    const message = { en: `Only ${count} boxes in all`, zh: `全程仅有 ${count} 个框` }
    return [{ frames, value: count, threshold: hits, message }]
  },
)
