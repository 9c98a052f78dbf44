import { between, type Random } from '../random.ts'
import { offMiddle, placesOf } from './drive.ts'
import { type GroundPicture, MATERIAL, PICTURE } from './groundPicture.ts'
import { cellAt } from './groundScene.ts'
import type { Line, RoadNetwork } from './network.ts'
import type { Occluder } from './occluder.ts'
import type { Place } from './reference.ts'
import { type LaneIndex, walk } from './walk.ts'

/** What stands beside the road and hides ground: parked vehicles, walls, hedges, houses. */
export function standingOccluders(
  random: Random,
  network: RoadNetwork,
  picture: GroundPicture,
): readonly Occluder[] {
  return [...parked(random, network), ...beside(random, picture)]
}

function parked(random: Random, { parkings }: RoadNetwork): readonly Occluder[] {
  const share = random()
  return parkings.flatMap((line) => {
    const places = placesOf(line)
    const vehicles: Occluder[] = []
    for (let at = 3; at < places.length - 3; at += Math.ceil(between(random, 5.5, 7.5))) {
      const { x, y, heading } = places[at]!
      if (random() < share) vehicles.push({ x, y, yaw: heading, ...vehicleSize(random) })
    }
    return vehicles
  })
}

/** The extent of a vehicle at random. */
export function vehicleSize(random: Random): Pick<Occluder, 'length' | 'width' | 'height'> {
  if (random() < 0.1) {
    return { length: between(random, 6, 12), width: 2.5, height: between(random, 2.6, 3.6) }
  }
  return { length: between(random, 3.9, 5.1), width: 1.85, height: between(random, 1.4, 1.8) }
}

function beside(random: Random, picture: GroundPicture): readonly Occluder[] {
  const share = random()
  return Array.from({ length: 50 }, (): Occluder | null => {
    const wall: Occluder = {
      x: between(random, -PICTURE.back, PICTURE.front),
      y: between(random, -PICTURE.side, PICTURE.side),
      yaw: between(random, 0, Math.PI),
      length: between(random, 2, 14),
      width: between(random, 0.5, 8),
      height: between(random, 0.8, 6),
    }
    return random() < share && isOffRoad(picture, wall) ? wall : null
  }).filter((wall) => wall !== null)
}

function isOffRoad({ material }: GroundPicture, { x, y, yaw, length, width }: Occluder): boolean {
  const [cos, sin] = [Math.cos(yaw), Math.sin(yaw)]
  for (let along = -2; along <= 2; along++) {
    for (let across = -1; across <= 1; across++) {
      const [a, b] = [(along / 4) * length, (across / 2) * width]
      const cell = cellAt(x + cos * a - sin * b, y + sin * a + cos * b)
      if (cell >= 0 && material[cell] !== MATERIAL.soil) return false
    }
  }
  return true
}

/** A vehicle that drives along lanes: where it is each meter, and what it hides. */
export type Traveller = {
  readonly places: readonly Place[]
  readonly size: Pick<Occluder, 'length' | 'width' | 'height'>
  /** Places a turn of the sensor, and the place at the first turn. */
  readonly speed: number
  readonly first: number
}

/** Vehicles that drive through the window, from none to many. */
export function travellers(
  random: Random,
  network: RoadNetwork,
  index: LaneIndex,
): readonly Traveller[] {
  const lanes = network.lanes.filter(({ kind, line }) => kind !== 'bicycle' && isInside(line))
  if (lanes.length === 0) return []
  const count = Math.floor(18 * random() ** 1.5)
  return Array.from({ length: count }, () => {
    const { id, line } = lanes[Math.floor(random() * lanes.length)]!
    const from = { lane: id, point: Math.floor(random() * line.length) }
    const length = between(random, 10, 50)
    const back = walk(index, { ...from, length }, { random, isBack: true })
    const ahead = walk(index, { ...from, length }, { random, isBack: false })
    const places = placesOf(offMiddle(random, [...back.toReversed(), ...ahead.slice(1)]))
    const speed = random() < 0.25 ? 0 : between(random, 0.3, 2.5)
    const first = Math.floor(random() * places.length * 0.6)
    return { places, size: vehicleSize(random), speed, first }
  }).filter(({ places }) => places.length > 2)
}

/** Where a traveller is at a turn; `null` when it is not there yet or any more. */
export function occluderAt(
  { places, size, speed, first }: Traveller,
  turn: number,
): Occluder | null {
  const place = places[Math.floor(first + speed * turn)]
  return place === undefined ? null : { x: place.x, y: place.y, yaw: place.heading, ...size }
}

function isInside(line: Line): boolean {
  return line.some(([x, y]) => x > -PICTURE.back && x < PICTURE.front && Math.abs(y) < PICTURE.side)
}
