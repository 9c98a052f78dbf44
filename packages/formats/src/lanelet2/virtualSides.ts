import type { Lane, Link } from '@trueline/annotation'
import { offsetPolyline, type Polyline, type Vec3 } from '@trueline/geometry'
import { withoutRepeats } from '../maps/lines.ts'
import { freshWay, nodesAlong, type Ways } from './buildWays.ts'
import type { NodeBook } from './nodeBook.ts'
import type { OsmWay } from './osm.ts'

/** Half a lane's width, where nobody drew its boundaries. */
const HALF_WIDTH = 1.75

/** The ways of a lane that has none, by its id. */
export type VirtualSides = ReadonlyMap<string, { readonly left: OsmWay; readonly right: OsmWay }>

/** Nodes to the left and right where lanes go on as others. */
type Gate = { readonly left: string; readonly right: string }

/**
 * Virtual boundaries of lanes that lack one, beside their middle; where lanes follow one another the
 * boundaries meet in the same nodes.
 */
export function virtualSides(
  lanes: readonly Lane[],
  links: readonly Link[],
  { ways, book }: { readonly ways: Ways; readonly book: NodeBook },
): VirtualSides {
  const gateKey = gatesOf(lanes, links)
  const gates = new Map<string, Gate>()
  const sides = new Map<string, { readonly left: OsmWay; readonly right: OsmWay }>()
  const drawn = (lane: Lane): readonly [readonly string[], readonly string[]] | null => {
    const [left, right] = [nodesAlong(ways, lane.left), nodesAlong(ways, lane.right)]
    return left && right ? [left, right] : null
  }
  for (const lane of lanes) {
    const nodes = drawn(lane)
    if (nodes === null) continue
    const [left, right] = nodes
    const put = (end: 'start' | 'end', at: 0 | -1): void => {
      const key = gateKey(lane.id, end)
      if (!gates.has(key)) gates.set(key, { left: left.at(at) ?? '', right: right.at(at) ?? '' })
    }
    put('start', 0)
    put('end', -1)
  }
  for (const lane of lanes) {
    if (drawn(lane) !== null) continue
    const center = withoutRepeats(lane.centerLine)
    if (isUpright(center)) continue
    const offset = {
      left: offsetPolyline(center, HALF_WIDTH),
      right: offsetPolyline(center, -HALF_WIDTH),
    }
    const gateAt = (end: 'start' | 'end'): Gate => {
      const key = gateKey(lane.id, end)
      const there = gates.get(key)
      if (there !== undefined) return there
      const at = end === 'start' ? 0 : -1
      const gate = {
        left: book.endAt(offset.left.at(at)!),
        right: book.endAt(offset.right.at(at)!),
      }
      gates.set(key, gate)
      return gate
    }
    const [start, end] = [gateAt('start'), gateAt('end')]
    const way = (side: 'left' | 'right'): OsmWay => {
      const line = between(offset[side], book.placeOf(start[side]), book.placeOf(end[side]))
      const made = freshWay(line, book, { tags: { type: 'virtual' } })
      return { ...made, nodes: [start[side], ...made.nodes.slice(1, -1), end[side]] }
    }
    sides.set(lane.id, { left: way('left'), right: way('right') })
  }
  return sides
}

function between(line: Polyline, start: Vec3 | undefined, end: Vec3 | undefined): Polyline {
  return [start ?? line[0]!, ...line.slice(1, -1), end ?? line.at(-1)!]
}

function isUpright(line: Polyline): boolean {
  const [first] = line
  return line.every((point) => point[0] === first?.[0] && point[1] === first[1])
}

/** The ends of lanes that are one by a link, by one key each. */
function gatesOf(
  lanes: readonly Lane[],
  links: readonly Link[],
): (lane: string, end: 'start' | 'end') => string {
  const parent = new Map<string, string>()
  const rootOf = (key: string): string => {
    let root = key
    for (let up = parent.get(root); up !== undefined; up = parent.get(root)) root = up
    return root
  }
  const known = new Set<string>(lanes.map(({ id }) => id))
  for (const { linkKind, from, to } of links) {
    if (linkKind !== 'successor' || !known.has(from) || !known.has(to)) continue
    const [end, start] = [rootOf(`end ${from}`), rootOf(`start ${to}`)]
    if (end !== start) parent.set(start, end)
  }
  return (lane, end) => rootOf(`${end} ${lane}`)
}
