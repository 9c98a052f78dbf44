import { trackCheck } from './check.ts'

/**
 * E1: there are points in a box. One without, of a track that has others with some, may be carried on
 * behind what hides its object: whether that is asked for nobody here knows.
 */
export const empty = trackCheck(
  { id: 'E1', mend: 'deleteEmpty', needs: null },
  ({ states }, { points }, { evidence }) => {
    const counts = states.flatMap(({ cuboid, frame }) => {
      const count = evidence.get(cuboid.id)?.pointCount ?? cuboid.pointCount
      return count !== null && count < points ? [{ frame, count }] : []
    })
    if (counts.length === 0) return []
    const message = {
      en: `${counts.length} of its boxes have fewer than ${points} points inside`,
      zh: `${counts.length} 个框内的点少于 ${points} 个`,
    }
    const value = Math.min(...counts.map(({ count }) => count))
    const unsure = counts.length < states.length ? { isUnsure: true as const } : {}
    const frames = counts.map(({ frame }) => frame)
    return [{ frames, value, threshold: points, message, ...unsure }]
  },
)
