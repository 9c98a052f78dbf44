import type { Line, Point } from './network.ts'
import { curveBetween, type Place } from './reference.ts'

/** The radius that corners are rounded with at most; meters. */
const RADIUS = 9
/** Sides that turn by less than this lie opposite each other. */
const OPPOSITE = 0.4

/**
 * The road's edge from one arm's mouth around the corner to the next arm's: straight on, rounded where the
 * two sides would meet. Both places look away from the junction.
 */
export function cornerLine(from: Place, to: Place): Line {
  const inward = { ...from, heading: from.heading + Math.PI }
  const turn = Math.atan2(
    Math.sin(to.heading - inward.heading),
    Math.cos(to.heading - inward.heading),
  )
  const [wayX, wayY] = [to.x - from.x, to.y - from.y]
  const cross = Math.sin(turn)
  const [cosIn, sinIn] = [Math.cos(inward.heading), Math.sin(inward.heading)]
  const ahead = (wayX * Math.sin(to.heading) - wayY * Math.cos(to.heading)) / cross
  const back = (wayX * sinIn - wayY * cosIn) / cross
  if (Math.abs(turn) < OPPOSITE || !(ahead > 0) || !(back > 0)) return curveBetween(inward, to)
  const tangent = Math.min(ahead, back, RADIUS * Math.tan(Math.abs(turn) / 2))
  const start: Place = {
    x: from.x + (ahead - tangent) * cosIn,
    y: from.y + (ahead - tangent) * sinIn,
    heading: inward.heading,
  }
  const end: Place = {
    x: to.x - (back - tangent) * Math.cos(to.heading),
    y: to.y - (back - tangent) * Math.sin(to.heading),
    heading: to.heading,
  }
  const at = ({ x, y }: Place): Point => [x, y]
  return [at(from), ...curveBetween(start, end), at(to)]
}
