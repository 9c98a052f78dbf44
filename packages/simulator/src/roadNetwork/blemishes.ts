import { between, type Random, wholeBetween } from '../random.ts'
import { fillRing, type GroundPicture, MATERIAL, PICTURE } from './groundPicture.ts'
import type { Line, Paint, Point, RoadNetwork } from './network.ts'
import { quadOf } from './paintLine.ts'

/** The most there are of each, in a picture. */
const MOST = { patches: 12, seams: 14, covers: 8, ghosts: 5, words: 4 } as const

/** Puts into a picture what misleads: patches, seams of tar, covers, and paint that marks no lane. */
export function blemish(random: Random, network: RoadNetwork, picture: GroundPicture): void {
  const share = random()
  const count = (most: number): number => Math.floor(most * share * random() * 2)
  const over = new Uint8Array(picture.material.length)
  for (let left = count(MOST.patches); left > 0; left--) {
    fillRing(over, bar(random, between(random, 0.6, 9), between(random, 0.5, 4)), MATERIAL.patch)
  }
  for (let left = count(MOST.seams); left > 0; left--) {
    fillRing(over, bar(random, between(random, 4, 40), between(random, 0.1, 0.2)), MATERIAL.seam)
  }
  for (let left = count(MOST.covers); left > 0; left--) {
    fillRing(over, bar(random, 0.6, 0.6), MATERIAL.patch)
  }
  for (let cell = 0; cell < over.length; cell++) {
    if (over[cell]! > 0 && picture.material[cell] === MATERIAL.asphalt) {
      picture.material[cell] = over[cell]!
    }
  }
  for (let left = count(MOST.ghosts); left > 0; left--) ghost(random, network, picture)
  for (let left = count(MOST.words); left > 0; left--) word(random, network, picture)
}

/** A rectangle somewhere. */
function bar(random: Random, length: number, width: number): Line {
  const x = between(random, -PICTURE.back, PICTURE.front)
  const y = between(random, -PICTURE.side, PICTURE.side)
  const yaw = between(random, 0, Math.PI)
  const [dx, dy] = [(length / 2) * Math.cos(yaw), (length / 2) * Math.sin(yaw)]
  return quadOf(
    [
      [x - dx, y - dy],
      [x + dx, y + dy],
    ],
    0,
    width,
  )
}

/** A line that was taken away, and still shows. */
function ghost(random: Random, { lanes }: RoadNetwork, picture: GroundPicture): void {
  const lane = lanes[Math.floor(random() * lanes.length)]
  if (lane === undefined) return
  const left = between(random, -1.2, 1.2)
  const strength = between(random, 0.06, 0.25)
  const first = Math.floor(random() * lane.line.length)
  const last = Math.min(lane.line.length - 1, first + wholeBetween(random, 2, 14))
  for (let index = first; index < last; index++) {
    put(picture, {
      ring: quadOf([lane.line[index]!, lane.line[index + 1]!], left, 0.15),
      color: 'white',
      strength,
    })
  }
}

/** Bars across a lane, as words have them. */
function word(random: Random, { lanes }: RoadNetwork, picture: GroundPicture): void {
  const roads = lanes.filter(({ kind }) => kind !== 'junction')
  const lane = roads[Math.floor(random() * roads.length)]
  const at = Math.floor(random() * ((lane?.line.length ?? 1) - 1))
  const [from, to] = [lane?.line[at], lane?.line[at + 1]]
  if (from === undefined || to === undefined) return
  const length = Math.max(0.1, Math.hypot(to[0] - from[0], to[1] - from[1]))
  const ahead = between(random, 1, 2.4) / length
  const end: Point = [from[0] + ahead * (to[0] - from[0]), from[1] + ahead * (to[1] - from[1])]
  const strength = between(random, 0.3, 1)
  for (let left = -1; left <= 1; left += between(random, 0.3, 0.7)) {
    put(picture, { ring: quadOf([from, end], left, 0.15), color: 'white', strength })
  }
}

function put({ paint }: GroundPicture, { ring, strength }: Paint): void {
  fillRing(paint, ring, Math.max(1, Math.round(127 * strength)))
}
