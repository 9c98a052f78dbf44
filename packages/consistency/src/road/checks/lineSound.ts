import { distance, type Polyline, selfCrossingsOf } from '@trueline/geometry'
import { meters } from '../../checks/say.ts'
import { limitsOf, type RoadCheck, type RoadContext, type RoadFound, told } from '../roadCheck.ts'
import type { RoadItem } from '../roadItem.ts'

/** F5: a line has points, does not cross itself, bends as roads do, and has no steps. */
export const lineSound: RoadCheck = {
  id: 'F5',
  mend: 'smoothLine',
  ofLink: () => [],
  ofItem: (item, context) => {
    if (!item.isSound) return [unsound(item)]
    if (item.record.kind === 'mapElement' && item.record.shape.kind === 'box') return []
    return [
      ...crossed(item),
      ...crowded(item, context),
      ...bent(item, context),
      ...stepped(item, context),
    ]
  },
}

function unsound({ record, line }: RoadItem): RoadFound {
  const isShort = line.every((point) => point.every(Number.isFinite))
  return {
    ...{ fixed: [record.id], value: line.length, threshold: 2, spot: null, mend: 'deleteUnsound' },
    message: isShort
      ? told(`Has too few points to be a line: ${line.length}`, `点数过少，不成线：${line.length}`)
      : told('Has a point that is nowhere', '含有无效坐标的点'),
  }
}

function crossed({ record, line }: RoadItem): readonly RoadFound[] {
  const [first] = selfCrossingsOf(line, 1)
  // A ramp passes over itself.
  if (first === undefined || Math.abs(first.points[0][2] - first.points[1][2]) > LEVEL) return []
  const isRing = record.kind === 'mapElement' && record.shape.kind === 'ring'
  return [
    {
      ...{ fixed: [record.id], value: 1, threshold: 0, spot: first.points[0] },
      mend: isRing ? null : 'cutLoop',
      message: told('Crosses itself', '与自身相交'),
    },
  ]
}

/** In meters of height: what lies over one another by more does not cross. */
const LEVEL = 2

function crowded({ record, line }: RoadItem, context: RoadContext): readonly RoadFound[] {
  const { least } = limitsOf(record, 'F5', context)
  let [value, at] = [least, -1]
  for (let index = 1; index < line.length; index++) {
    const step = distance(line[index - 1]!, line[index]!)
    if (step < value) [value, at] = [step, index]
  }
  if (at < 0) return []
  return [
    {
      ...{ fixed: [record.id], value, threshold: least, spot: line[at]!, mend: 'resampleLine' },
      message: told(
        `Two points that follow one another are ${meters(value)} apart`,
        `相邻两点仅相距 ${meters(value)}`,
      ),
    },
  ]
}

/** Nothing drives round a tighter bend; what is no lane may have corners. */
function bent({ record, line }: RoadItem, context: RoadContext): readonly RoadFound[] {
  if (record.kind !== 'lane' || record.laneKind === 'walking') return []
  const { radius } = limitsOf(record, 'F5', context)
  const tightest = tightestBend(line)
  if (tightest === null || tightest.radius >= radius) return []
  return [
    {
      ...{ fixed: [record.id], value: tightest.radius, threshold: radius },
      ...{ spot: line[tightest.at]!, isUnsure: true },
      message: told(
        `Bends round ${meters(tightest.radius)}, tighter than anything drives`,
        `转弯半径仅 ${meters(tightest.radius)}，车辆无法通过`,
      ),
    },
  ]
}

/** In radians: a lesser turn is how a line is drawn, not where it leads. */
const TURN = 0.35

/** In meters: a bend is looked at over this much of the line on each side. */
const REACH = 2

/** The place where a line turns within the least way; `null` where it hardly does. */
export function tightestBend(
  line: Polyline,
): { readonly radius: number; readonly at: number } | null {
  let best: { readonly radius: number; readonly at: number } | null = null
  for (let index = 1; index + 1 < line.length; index++) {
    const [before, here, after] = [
      pointBack(line, index, REACH),
      line[index]!,
      pointAhead(line, index, REACH),
    ]
    const a = Math.hypot(here[0] - before[0], here[1] - before[1])
    const b = Math.hypot(after[0] - here[0], after[1] - here[1])
    const c = Math.hypot(after[0] - before[0], after[1] - before[1])
    // What lies at its very end says nothing of a bend.
    if (a < REACH / 2 || b < REACH / 2) continue
    const cos = (a * a + b * b - c * c) / (2 * a * b)
    const turn = Math.PI - Math.acos(Math.min(1, Math.max(-1, cos)))
    if (turn < TURN) continue
    // The circle through the three (law of sines).
    const sin = Math.sin(Math.PI - turn)
    const radius = sin < 1e-6 ? 0 : c / (2 * sin)
    if (best === null || radius < best.radius) best = { radius, at: index }
  }
  return best
}

function pointBack(line: Polyline, index: number, reach: number): Polyline[number] {
  let left = reach
  for (let at = index; at > 0; at--) {
    const step = Math.hypot(line[at]![0] - line[at - 1]![0], line[at]![1] - line[at - 1]![1])
    if (step >= left) return between(line[at]!, line[at - 1]!, left / step)
    left -= step
  }
  return line[0]!
}

function pointAhead(line: Polyline, index: number, reach: number): Polyline[number] {
  let left = reach
  for (let at = index; at + 1 < line.length; at++) {
    const step = Math.hypot(line[at + 1]![0] - line[at]![0], line[at + 1]![1] - line[at]![1])
    if (step >= left) return between(line[at]!, line[at + 1]!, left / step)
    left -= step
  }
  return line.at(-1)!
}

function between(a: Polyline[number], b: Polyline[number], share: number): Polyline[number] {
  return [a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1]), a[2] + share * (b[2] - a[2])]
}

/** Steeper than this is no road, and a step of so much more is none. */
function stepped({ record, line }: RoadItem, context: RoadContext): readonly RoadFound[] {
  const { step: most, slope } = limitsOf(record, 'F5', context)
  let [value, at] = [most, -1]
  for (let index = 1; index < line.length; index++) {
    const [from, to] = [line[index - 1]!, line[index]!]
    const flat = Math.hypot(to[0] - from[0], to[1] - from[1])
    const step = Math.abs(to[2] - from[2]) - slope * flat
    if (step > value) [value, at] = [step, index]
  }
  if (at < 0) return []
  return [
    {
      ...{ fixed: [record.id], value, threshold: most, spot: line[at]!, mend: 'smoothHeights' },
      message: told(
        `Steps up or down by ${meters(value)} more than a road does`,
        `高度突变，超出道路坡度 ${meters(value)}`,
      ),
    },
  ]
}
