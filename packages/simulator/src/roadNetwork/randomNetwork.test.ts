import { describe, expect, it } from 'vitest'
import type { NetworkLane, RoadNetwork } from './network.ts'
import { randomNetwork } from './randomNetwork.ts'

const NETWORKS = Array.from({ length: 60 }, (_, seed) => randomNetwork(seed))

describe('a random network', () => {
  it('is the same for the same seed', () => {
    expect(randomNetwork(7)).toEqual(NETWORKS[7])
  })

  it('numbers its lanes and boundaries by their places', () => {
    for (const { lanes, boundaries } of NETWORKS) {
      expect(lanes.map(({ id }) => id)).toEqual(lanes.map((_, index) => index))
      expect(boundaries.map(({ id }) => id)).toEqual(boundaries.map((_, index) => index))
    }
  })

  it('goes on where its lanes end, without a kink', () => {
    for (const { lanes } of NETWORKS) {
      for (const { line, successors } of lanes) {
        for (const successor of successors) {
          const next = lanes[successor]!.line
          const [x, y] = line.at(-1)!
          expect(Math.hypot(next[0]![0] - x, next[0]![1] - y)).toBeLessThan(0.2)
          const turn = headingAt(next, 0) - headingAt(line, line.length - 2)
          expect(Math.cos(turn)).toBeGreaterThan(Math.cos(0.45))
        }
      }
    }
  })

  it('has each boundary on its side of the lane', () => {
    let judged = 0
    for (const network of NETWORKS) {
      for (const lane of network.lanes) {
        // Out of another lane and into it a lane crosses the line between them.
        if (isTapering(network, lane)) continue
        const middle = Math.floor(lane.line.length / 2)
        for (const [side, sign] of [
          ['left', 1],
          ['right', -1],
        ] as const) {
          const offset = offsetOf(network, lane, [side, middle])
          if (offset === null) continue
          judged++
          expect(sign * offset).toBeGreaterThan(0)
          expect(sign * offset).toBeLessThan(5)
        }
      }
    }
    expect(judged).toBeGreaterThan(1000)
  })

  it('has forks, joins, roundabouts and lanes of every kind', () => {
    const lanes = NETWORKS.flatMap((network) => network.lanes)
    const kinds = new Set(lanes.map(({ kind }) => kind))
    const turns = new Set(lanes.map(({ turn }) => turn))
    expect(kinds).toEqual(new Set(['road', 'bus', 'bicycle', 'junction']))
    expect(turns).toEqual(new Set(['none', 'left', 'straight', 'right']))
    expect(NETWORKS.some(({ lanes: own }) => own.some((lane) => goesRound(own, lane)))).toBe(true)
    expect(NETWORKS.some(({ lanes: own }) => own.every(({ kind }) => kind !== 'junction'))).toBe(
      true,
    )
  })
})

function headingAt(line: NetworkLane['line'], index: number): number {
  const [fromX, fromY] = line[index]!
  const [toX, toY] = line[index + 1]!
  return Math.atan2(toY - fromY, toX - fromX)
}

/** Whether a lane is born out of another, or ends in it. */
function isTapering({ lanes }: RoadNetwork, { id, line, successors }: NetworkLane): boolean {
  const before = lanes.filter((other) => other.successors.includes(id))
  const isBorn = before.some(({ kind, successors: ways }) => kind !== 'junction' && ways.length > 1)
  const isEnding = successors.some((next) =>
    lanes.some(
      (other) => other.id !== id && other.kind !== 'junction' && other.successors.includes(next),
    ),
  )
  return isBorn || isEnding || line.length < 3
}

/** How far to the left of a lane its boundary lies at a point; `null` where it has none beside it. */
function offsetOf(
  { boundaries }: RoadNetwork,
  { line, ...lane }: NetworkLane,
  [side, index]: readonly ['left' | 'right', number],
): number | null {
  const id = lane[side]
  if (id === null) return null
  const [x, y] = line[index]!
  const heading = headingAt(line, Math.min(index, line.length - 2))
  let nearest = { along: Number.POSITIVE_INFINITY, left: 0 }
  for (const [otherX, otherY] of boundaries[id]!.line) {
    const [dx, dy] = [otherX - x, otherY - y]
    const along = Math.abs(dx * Math.cos(heading) + dy * Math.sin(heading))
    const left = dy * Math.cos(heading) - dx * Math.sin(heading)
    if (along < nearest.along) nearest = { along, left }
  }
  return nearest.along < 2 ? nearest.left : null
}

function goesRound(lanes: readonly NetworkLane[], from: NetworkLane): boolean {
  let lane: NetworkLane | undefined = from
  for (let steps = 0; steps < 20 && lane !== undefined; steps++) {
    const next: number | undefined = lane.successors.find((id) => lanes[id]!.kind === 'junction')
    if (next === from.id) return true
    lane = next === undefined ? undefined : lanes[next]
  }
  return false
}
