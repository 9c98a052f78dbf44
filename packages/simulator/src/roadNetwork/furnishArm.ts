import { between, type Random } from '../random.ts'
import { arrowRings } from './arrow.ts'
import type { Arm } from './layJunction.ts'
import type { LaneEnd } from './layRoad.ts'
import type { Draft, Line, NetworkLane, Point } from './network.ts'
import { quadOf } from './paintLine.ts'
import type { Place } from './reference.ts'
import type { Style } from './style.ts'

/** The crosswalk's near and far edge before an arm's mouth, and where the arm's lanes end. */
const CROSSWALK = { near: 1, far: 4.2 } as const

/** Paints an arm's mouth: crosswalk, stop line, arrows. */
export function furnishArm(
  draft: Draft,
  arm: Arm,
  {
    random,
    style,
    turns,
  }: {
    readonly random: Random
    readonly style: Style
    readonly turns: readonly { readonly end: LaneEnd; readonly turn: NetworkLane['turn'] }[]
  },
): void {
  const strength = Math.min(1, style.strength * between(random, 0.7, 1.2))
  if (random() < style.crosswalkShare) layCrosswalk(draft, arm, { style, strength })
  if (random() < style.stopLineShare) layStopLine(draft, arm, strength)
  for (const end of new Set(turns.map((turn) => turn.end))) {
    if (random() >= style.arrowShare || end.strip.use === 'bicycle') continue
    const ways = turns.filter((turn) => turn.end === end).map(({ turn }) => turn)
    const back = between(random, 4, 8)
    for (const ring of arrowRings(moved(end.place, -back, 0), ways)) {
      draft.arrows.push(ring)
      draft.paints.push({ ring, color: 'white', strength })
    }
  }
}

function moved({ x, y, heading }: Place, ahead: number, left: number): Place {
  return {
    x: x + ahead * Math.cos(heading) - left * Math.sin(heading),
    y: y + ahead * Math.sin(heading) + left * Math.cos(heading),
    heading,
  }
}

function pointAt(place: Place, ahead: number, left: number): Point {
  const { x, y } = moved(place, ahead, left)
  return [x, y]
}

function layCrosswalk(
  draft: Draft,
  { place, leftWidth, rightWidth }: Arm,
  { style, strength }: { readonly style: Style; readonly strength: number },
): void {
  const { near, far } = CROSSWALK
  const ring = [
    pointAt(place, -near, leftWidth),
    pointAt(place, -near, -rightWidth),
    pointAt(place, -far, -rightWidth),
    pointAt(place, -far, leftWidth),
  ]
  draft.crosswalks.push(ring)
  const paint = (piece: readonly [Point, Point], width: number): void => {
    draft.paints.push({ ring: quadOf(piece, 0, width), color: 'white', strength })
  }
  if (style.crosswalk === 'lines') {
    for (const edge of [near, far]) {
      paint([pointAt(place, -edge, leftWidth), pointAt(place, -edge, -rightWidth)], 0.25)
    }
    return
  }
  for (let left = leftWidth - 0.5; left > -rightWidth + 0.3; left -= 1) {
    paint([pointAt(place, -near, left), pointAt(place, -far, left)], 0.5)
  }
}

function layStopLine(draft: Draft, { place, end, leftWidth }: Arm, strength: number): void {
  const lanes = end.arriving.filter(({ strip }) => strip.use !== 'bicycle')
  if (lanes.length === 0 || leftWidth === 0) return
  const offsets = lanes.map((lane) => offsetFrom(place, lane.place))
  const widths = lanes.map(({ strip }) => strip.width / 2)
  const inner = Math.min(...offsets.map((offset, index) => offset - widths[index]!))
  const outer = Math.max(...offsets.map((offset, index) => offset + widths[index]!))
  const line: Line = [pointAt(place, 0.3, inner + 0.1), pointAt(place, 0.3, outer - 0.1)]
  draft.stopLines.push(line)
  draft.paints.push({ ring: quadOf([line[0]!, line[1]!], 0, 0.45), color: 'white', strength })
}

/** How far to the left of a place another lies. */
function offsetFrom({ x, y, heading }: Place, other: Place): number {
  return (other.y - y) * Math.cos(heading) - (other.x - x) * Math.sin(heading)
}
