import { WINDOW } from '../laneGraph.ts'
import { LANE_NET } from '../net/layout.ts'

const SURE = 5

/** Dense maps of a net that is sure where middles of lanes lie, all of which lead one way along x. */
export function saidMaps(isMiddle: (x: number, y: number) => boolean, cos: 1 | -1): Float32Array {
  const { channels, rows, columns, cell } = LANE_NET.dense
  const size = rows * columns
  const dense = new Float32Array(channels * size).fill(-SURE)
  for (let at = 0; at < size; at++) {
    const x = (Math.floor(at / columns) + 0.5) * cell - WINDOW.back
    const y = ((at % columns) + 0.5) * cell - WINDOW.side
    if (isMiddle(x, y)) dense[at] = SURE
    dense[8 * size + at] = cos
    dense[9 * size + at] = 0
  }
  return dense
}
