import { trackCheck } from './check.ts'

/** A2: the category is one of the clip's. */
export const categoryKnown = trackCheck(
  { id: 'A2', mend: 'majorityCategory', needs: null },
  ({ track, category, frames }) => {
    if (category !== null) return []
    const message = {
      en: `The category “${track.category}” is none of the clip’s`,
      zh: `类别“${track.category}”不在本片段的类别表中`,
    }
    return [{ frames, value: 1, threshold: 0, message }]
  },
)
