import { pairCheck } from './check.ts'

/** A1: no two tracks have one number. */
export const numberUnique = pairCheck(
  { id: 'A1', mend: 'renumber', needs: null, within: null, isAtOnce: false },
  ([{ track }, other]) => {
    const { number } = track
    if (number !== other.track.number) return []
    const { frames } = other
    const message = {
      en: `Two tracks have the number ${number}`,
      zh: `两条轨迹共用编号 ${number}`,
    }
    return [{ frames, value: 2, threshold: 1, message }]
  },
)
