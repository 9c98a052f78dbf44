import { boundaryLine } from '@trueline/annotation'
import { nearestOnPolyline, polylineLength, resamplePolyline, type Vec3 } from '@trueline/geometry'
import { meters } from '../../checks/say.ts'
import { leadsThroughJunction } from '../road.ts'
import { laneCheck, type RoadFound, told } from '../roadCheck.ts'

/** In meters: how often a lane is measured across. */
const EVERY = 2

/** In meters: a lane may widen by so much as `change` over this way. */
const OVER = 6

/** F6: a lane is as wide as what it is for, and widens no faster than roads do. */
export const laneWidth = laneCheck(
  { id: 'F6', mend: null },
  ({ record }, { narrow, wide, change }, { road }) => {
    const [left, right] = [record.left, record.right].map((side) =>
      boundaryLine(road.annotations, side),
    )
    if (!left || !right || left.length < 2 || right.length < 2) return []
    if (![...left, ...right].every((point) => point.every(Number.isFinite))) return []
    const places = resamplePolyline(left, EVERY)
    const widths = places.map((place) => nearestOnPolyline(right, place).distance)
    // Ends that are cut aslant are nearest to a corner: what is measured there is no width.
    const cut = Math.min(Math.floor(widths.length / 4), Math.ceil(OVER / EVERY))
    const inner = widths.slice(cut, widths.length - cut)
    const found = (value: number, threshold: number, spot: Vec3): RoadFound => ({
      ...{ fixed: [record.id], value, threshold, spot },
      message: told(`Is ${meters(value)} wide`, `宽度为 ${meters(value)}`),
    })
    const [least, most] = [indexOfLeast(inner), indexOfLeast(inner.map((width) => -width))]
    if (inner[least]! < narrow) return [found(inner[least]!, narrow, places[least + cut]!)]
    // In a junction lanes fan out.
    if (leadsThroughJunction(record)) return []
    if (inner[most]! > wide) return [found(inner[most]!, wide, places[most + cut]!)]
    return polylineLength(left) < OVER
      ? []
      : jumps(inner, { change, spot: (at) => places[at + cut]!, id: record.id })
  },
)

type Jump = {
  readonly change: number
  readonly spot: (at: number) => Vec3
  readonly id: RoadFound['fixed'][number]
}

function jumps(widths: readonly number[], { change, spot, id }: Jump): readonly RoadFound[] {
  const apart = OVER / EVERY
  let [value, at] = [change, -1]
  for (let index = apart; index < widths.length; index++) {
    const step = Math.abs(widths[index]! - widths[index - apart]!)
    if (step > value) [value, at] = [step, index]
  }
  if (at < 0) return []
  return [
    {
      ...{ fixed: [id], value, threshold: change, spot: spot(at) },
      message: told(
        `Changes its width by ${meters(value)} within ${OVER} m`,
        `${OVER} m 内宽度变化 ${meters(value)}`,
      ),
    },
  ]
}

function indexOfLeast(values: readonly number[]): number {
  return values.reduce((best, value, index) => (value < values[best]! ? index : best), 0)
}
