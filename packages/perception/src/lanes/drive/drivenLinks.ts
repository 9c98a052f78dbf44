import { nearestOnPolyline, type Polyline } from '@trueline/geometry'
import type { DriveLane, DriveLanes } from './lanesOf.ts'
import type { WorldPoint } from './worldGraph.ts'

/** A way that drives along both lanes of a link is nearer to them than this. */
const NEAR = 1.5
/** Where it is looked at: before and behind the place where they meet. */
const BESIDE = 8
/** Of the doubt that is left, what each such way leaves. */
const DOUBT_LEFT = 0.5

/** Links are surer where something drove from one lane to the other; `paths` in world space, as driven. */
export function withDrivenLinks(drive: DriveLanes, paths: readonly Polyline[]): DriveLanes {
  const flat = paths.filter((path) => path.length > 1).map((path) => path.map(flatOf))
  return {
    ...drive,
    links: drive.links.map((link) => {
      const [from, to] = [drive.lanes[link.from]!, drive.lanes[link.to]!]
      const drives = flat.filter((path) => isDriven(path, from, to)).length
      return { ...link, score: 1 - (1 - link.score) * DOUBT_LEFT ** Math.min(3, drives) }
    }),
  }
}

function isDriven(path: Polyline, from: DriveLane, to: DriveLane): boolean {
  const before = nearestOnPolyline(path, flatOf(placeAt(from.points.toReversed(), BESIDE)))
  const behind = nearestOnPolyline(path, flatOf(placeAt(to.points, BESIDE)))
  return before.distance < NEAR && behind.distance < NEAR && before.along < behind.along
}

function placeAt(points: readonly WorldPoint[], along: number): WorldPoint {
  let left = along
  for (let index = 1; index < points.length; index++) {
    const [from, to] = [points[index - 1]!, points[index]!]
    const length = Math.hypot(to[0] - from[0], to[1] - from[1])
    if (left < length) {
      const share = left / length
      return [from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])]
    }
    left -= length
  }
  return points.at(-1)!
}

function flatOf([x, y]: readonly [number, number, ...number[]]): Polyline[number] {
  return [x, y, 0]
}
