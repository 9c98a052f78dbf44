import { medianOf } from '@trueline/geometry'
import type { TrackView } from '../views/trackView.ts'
import { trackCheck } from './check.ts'
import { percent } from './say.ts'

const FEWEST = 3

/** B1: what is rigid has one size. Against the median, so that a few odd boxes do not move it. */
export const sizeConstant = trackCheck(
  { id: 'B1', mend: 'oneSize', needs: null },
  ({ isRigid, states }, { share, least }) => {
    if (!isRigid || states.length < FEWEST) return []
    const median = medianExtent(states)
    let value = 0
    const odd = states.filter(({ cuboid }) => {
      const shares = median.map((side, axis) => {
        const off = Math.abs(cuboid.extent[axis]! - side)
        return off > least ? off / side : 0
      })
      const worst = Math.max(...shares)
      value = Math.max(value, worst)
      return worst > share
    })
    if (odd.length === 0) return []
    const message = {
      en: `The size differs by up to ${percent(value)} from the track’s median`,
      zh: `尺寸与轨迹中位数最多相差 ${percent(value)}`,
    }
    return [{ frames: odd.map(({ frame }) => frame), value, threshold: share, message }]
  },
)

function medianExtent(states: TrackView['states']): readonly number[] {
  return [0, 1, 2].map((axis) => medianOf(states.map(({ cuboid }) => cuboid.extent[axis]!)))
}
