import type { Line, NetworkLane, Point } from './network.ts'
import type { Place } from './reference.ts'

/** The rings of an arrow of paint whose tip is at a place, for the ways one may take there. */
export function arrowRings(tip: Place, ways: readonly NetworkLane['turn'][]): readonly Line[] {
  const at = (ahead: number, left: number): Point => [
    tip.x + ahead * Math.cos(tip.heading) - left * Math.sin(tip.heading),
    tip.y + ahead * Math.sin(tip.heading) + left * Math.cos(tip.heading),
  ]
  const rings: Line[] = [[at(-4.5, 0.09), at(-4.5, -0.09), at(-1.2, -0.09), at(-1.2, 0.09)]]
  if (ways.includes('straight')) rings.push([at(-1.2, 0.35), at(-1.2, -0.35), at(0, 0)])
  for (const [way, side] of [
    ['left', 1],
    ['right', -1],
  ] as const) {
    if (!ways.includes(way)) continue
    rings.push([at(-2, 0), at(-1.7, 0), at(-1.1, side * 0.6), at(-1.4, side * 0.6)])
    rings.push([at(-1.8, side * 0.5), at(-0.7, side * 0.5), at(-1.1, side * 1.2)])
  }
  return rings
}
