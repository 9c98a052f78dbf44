import { between, normal, type Random } from '../random.ts'
import type { Line, Point, RoadNetwork } from './network.ts'
import type { Place } from './reference.ts'
import { type LaneIndex, walk } from './walk.ts'

/** A vehicle's way through a network, and the place on it that a window is seen from. */
export type Drive = {
  /** Places about 1 m apart in the order they were driven. */
  readonly places: readonly Place[]
  /** Index of the place in the middle. */
  readonly here: number
}

/** How far the vehicle came and goes on; meters. */
const LONGEST = 70
/** Near a junction, how often a window is seen from anywhere else, and how often a place is drawn. */
const NEAR = 45
const ANYWHERE = 0.25
const TRIES = 10

/** A drive along lanes, somewhat off their middles; `null` where the network has none to drive on. */
export function randomDrive(random: Random, network: RoadNetwork, index: LaneIndex): Drive | null {
  const from = beginning(random, network)
  if (from === null) return null
  const back = walk(
    index,
    { ...from, length: between(random, 5, LONGEST) },
    { random, isBack: true },
  )
  const ahead = walk(
    index,
    { ...from, length: between(random, 5, LONGEST) },
    { random, isBack: false },
  )
  const way = offMiddle(random, [...back.toReversed(), ...ahead.slice(1)])
  if (way.length < 4) return null
  const places = placesOf(way)
  const behind = lengthOf(way.slice(0, Math.max(1, back.length)))
  return { places, here: Math.min(places.length - 1, Math.round(behind)) }
}

/** Where on a lane the window is seen from: mostly near a junction. */
function beginning(
  random: Random,
  { lanes }: RoadNetwork,
): { readonly lane: number; readonly point: number } | null {
  const driven = lanes.filter(({ kind }) => kind === 'road' || kind === 'junction')
  const turning = lanes.filter(({ kind }) => kind === 'junction')
  const near = turning[Math.floor(random() * turning.length)]?.line[0]
  const isAnywhere = near === undefined || random() < ANYWHERE
  for (let tries = 0; tries < TRIES; tries++) {
    const lane = driven[Math.floor(random() * driven.length)]
    if (lane === undefined) return null
    const point = Math.floor(random() * lane.line.length)
    const [x, y] = lane.line[point]!
    const isNear = isAnywhere || Math.hypot(x - near[0], y - near[1]) < NEAR
    if (isNear || tries === TRIES - 1) return { lane: lane.id, point }
  }
  return null
}

/** The line somewhat beside itself, as people drive. */
export function offMiddle(random: Random, line: Line): Line {
  const side = 0.25 * normal(random)
  const [swing, length, phase] = [
    between(random, 0, 0.25),
    between(random, 20, 60),
    between(random, 0, 6),
  ]
  let along = 0
  return line.map(([x, y], index): Point => {
    const [nextX, nextY] = line[index + 1] ?? [x, y]
    const [lastX, lastY] = line[index - 1] ?? [x, y]
    const angle = Math.atan2(nextY - lastY, nextX - lastX)
    along += Math.hypot(x - lastX, y - lastY)
    const left = side + swing * Math.sin(along / length + phase)
    return [x - left * Math.sin(angle), y + left * Math.cos(angle)]
  })
}

/** Places 1 m apart along a line, looking along it. */
export function placesOf(line: Line): readonly Place[] {
  const places: Place[] = []
  let left = 0
  for (let index = 1; index < line.length; index++) {
    const [fromX, fromY] = line[index - 1]!
    const [toX, toY] = line[index]!
    const length = Math.hypot(toX - fromX, toY - fromY)
    const heading = Math.atan2(toY - fromY, toX - fromX)
    for (; left < length; left++) {
      const share = left / length
      places.push({ x: fromX + share * (toX - fromX), y: fromY + share * (toY - fromY), heading })
    }
    left -= length
  }
  return places
}

function lengthOf(line: Line): number {
  let length = 0
  for (let index = 1; index < line.length; index++) {
    length += Math.hypot(
      line[index]![0] - line[index - 1]![0],
      line[index]![1] - line[index - 1]![1],
    )
  }
  return length
}
