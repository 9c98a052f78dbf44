import { between, normal, type Random } from '../random.ts'
import { placeUser, type Site } from './site.ts'
import type { StillUser } from './stillUser.ts'
import type { Stock } from './stock.ts'
import {
  leftOfLane,
  PARKING_WIDTH,
  type Parking,
  STREET_END,
  type Street,
  spotOn,
} from './street.ts'

/** Puts traffic in every lane of a street, keeping right. */
export function placeTraffic(site: Site, street: Street): void {
  const { random, stock } = site
  for (let lane = 0; lane < street.lanes; lane++) {
    const d = leftOfLane(street, lane)
    const isWith = d < 0 || (d === 0 && random() < 0.5)
    const gap = between(random, 3, 45)
    const speed = random() < 0.3 ? 0 : between(random, 1, 16)
    let s = gap * random() - STREET_END
    while (s < STREET_END) {
      const spot = spotOn(street, s, d + 0.25 * normal(random))
      const yaw = spot.yaw + (isWith ? 0 : Math.PI) + 0.04 * normal(random)
      placeUser(site, inTraffic(random, stock), { ...spot, yaw, speed })
      s += between(random, 6, 9) - gap * Math.log(1 - random())
    }
  }
}

function inTraffic(random: Random, { car, large, cyclist }: Stock): () => StillUser {
  const kind = random()
  if (kind < 0.76) return car
  return kind < 0.9 ? large : cyclist
}

/** Puts rows of parked cars along both sides of a street. */
export function placeParked(site: Site, street: Street): void {
  const { random, stock } = site
  const middle = (street.lanes * street.laneWidth + street.median) / 2
  street.parking.forEach((kind, i) => {
    if (kind === 'none') return
    const side = i === 0 ? 1 : -1
    const { turn, pitch } = rowOf(random, kind)
    const fill = between(random, 0.3, 1)
    const flips = between(random, 0, 0.6)
    const d = side * (middle + PARKING_WIDTH[kind] / 2)
    for (let s = -STREET_END; s < STREET_END; s += pitch) {
      if (random() > fill) continue
      const spot = spotOn(street, s, d + 0.12 * normal(random))
      const flip = random() < flips ? Math.PI : 0
      const yaw = spot.yaw + side * turn + flip + 0.04 * normal(random)
      const make = kind === 'parallel' && random() < 0.06 ? stock.large : stock.car
      placeUser(site, make, { ...spot, yaw })
    }
  })
}

function rowOf(random: Random, kind: Parking): { readonly turn: number; readonly pitch: number } {
  switch (kind) {
    case 'none':
    case 'parallel':
      return { turn: 0, pitch: between(random, 5.2, 7) }
    case 'across':
      return { turn: Math.PI / 2, pitch: between(random, 2.35, 3.3) }
    case 'angled':
      return { turn: between(random, 0.6, 1.1), pitch: between(random, 2.8, 3.8) }
  }
}

/** Puts rows of cars in a car park beside the road. */
export function placeCarPark(site: Site): void {
  const { random, stock } = site
  const yaw = between(random, -Math.PI, Math.PI)
  const [cos, sin] = [Math.cos(yaw), Math.sin(yaw)]
  const [x, y] = [between(random, -45, 45), between(random, -45, 45)]
  const pitch = between(random, 2.35, 3)
  const fill = between(random, 0.3, 1)
  const length = between(random, 12, 45)
  // Two rows nose to nose, then an aisle.
  const rows = [0, 5.1, 16.5, 21.6, 33].slice(0, 2 + Math.floor(4 * random()))
  for (const across of rows) {
    for (let along = 0; along < length; along += pitch) {
      if (random() > fill) continue
      const flip = random() < 0.4 ? Math.PI : 0
      placeUser(site, stock.car, {
        x: x + cos * along - sin * across,
        y: y + sin * along + cos * across,
        yaw: yaw + Math.PI / 2 + flip + 0.04 * normal(random),
      })
    }
  }
}
