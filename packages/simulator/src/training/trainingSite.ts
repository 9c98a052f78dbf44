import { meshOf } from '../bodies/mesh.ts'
import { between, normal, pick, type Random, wholeBetween } from '../random.ts'
import { facade } from '../scenery/facade.ts'
import { type RoadArc, standOnArc } from '../terrain/roadArc.ts'
import { createTerrain } from '../terrain/terrain.ts'
import { boundary, gardenClutter, kerbClutter } from './clutter.ts'
import { createSite, placeClutter, placeUser, type Site, type Spot } from './site.ts'
import { stillCar, stillCyclist, stillLarge, stillPedestrian } from './stillUsers.ts'

/** How far along a road, both ways, things are put. */
const END = 80

/** How a side's parked cars stand: along the road, across it, or at an angle. */
type Parking = 'none' | 'parallel' | 'across' | 'angled'

/** What a road is like. */
type Street = {
  readonly arc: RoadArc
  readonly lanes: number
  readonly laneWidth: number
  readonly parking: readonly [Parking, Parking]
}

const STRIP: Readonly<Record<Parking, number>> = { none: 0, parallel: 2.2, across: 5, angled: 4.6 }

/** A scene drawn at random: roads, road users on and beside them, and all that clutters a street. */
export function trainingSite(random: Random): Site {
  const main = mainStreet(random)
  const streets = random() < 0.45 ? [main, crossing(random, main)] : [main]
  const terrain = createTerrain(
    random,
    streets.map(({ arc }) => arc),
  )
  const site = createSite(random, terrain)
  for (const street of streets) drive(site, street)
  for (const street of streets) park(site, street)
  for (const street of streets) line(site, street)
  stray(site)
  return site
}

function streetOf(random: Random, place: Omit<RoadArc, 'halfWidth' | 'curvature'>): Street {
  const lanes = wholeBetween(random, 1, 4)
  const laneWidth = between(random, 2.8, 3.7)
  const kinds: readonly Parking[] = [
    'none',
    'none',
    'parallel',
    'parallel',
    'parallel',
    'across',
    'angled',
  ]
  const parking = [pick(random, kinds), pick(random, kinds)] as const
  const strip = Math.max(STRIP[parking[0]], STRIP[parking[1]])
  const curvature = random() < 0.6 ? 0 : between(random, -0.012, 0.012)
  const halfWidth = (lanes * laneWidth) / 2 + strip + between(random, 0, 0.8)
  return { arc: { ...place, curvature, halfWidth }, lanes, laneWidth, parking }
}

/** The road that the recording vehicle is on, mostly along it. */
function mainStreet(random: Random): Street {
  const isAlong = random() < 0.8
  const heading = isAlong ? 0.05 * normal(random) : between(random, -Math.PI, Math.PI)
  const offset = between(random, -5, 5)
  return streetOf(random, {
    x: -offset * Math.sin(heading),
    y: offset * Math.cos(heading),
    heading,
  })
}

function crossing(random: Random, main: Street): Street {
  const { point, yaw } = standOnArc(main.arc, between(random, -50, 50), 0)
  const heading = yaw + Math.PI / 2 + 0.15 * normal(random)
  return streetOf(random, { x: point[0], y: point[1], heading })
}

function spotOn({ arc }: Street, s: number, d: number): Spot {
  const { point, yaw } = standOnArc(arc, s, d)
  return { x: point[0], y: point[1], yaw }
}

/** Traffic in every lane, keeping right. */
function drive(site: Site, street: Street): void {
  const { random } = site
  const { lanes, laneWidth } = street
  for (let lane = 0; lane < lanes; lane++) {
    const d = (lane - (lanes - 1) / 2) * laneWidth
    const isWith = d < 0 || (d === 0 && random() < 0.5)
    const gap = between(random, 4, 45)
    const speed = random() < 0.3 ? 0 : between(random, 1, 16)
    for (
      let s = -END + gap * random();
      s < END;
      s += between(random, 6, 9) - gap * Math.log(1 - random())
    ) {
      const spot = spotOn(street, s, d + 0.25 * normal(random))
      const yaw = spot.yaw + (isWith ? 0 : Math.PI) + 0.03 * normal(random)
      const kind = random()
      const user =
        kind < 0.8 ? stillCar(random) : kind < 0.91 ? stillLarge(random) : stillCyclist(random)
      placeUser(site, user, { ...spot, yaw, speed })
    }
  }
}

/** Parked rows along both sides. */
function park(site: Site, street: Street): void {
  const { random } = site
  street.parking.forEach((kind, i) => {
    if (kind === 'none') return
    const side = i === 0 ? 1 : -1
    const turn =
      kind === 'parallel' ? 0 : kind === 'across' ? Math.PI / 2 : between(random, 0.6, 1.1)
    const pitch = kind === 'parallel' ? between(random, 5.3, 7) : between(random, 2.5, 3.4)
    const fill = between(random, 0.3, 1)
    const flips = between(random, 0, 0.6)
    const d = side * ((street.lanes * street.laneWidth) / 2 + STRIP[kind] / 2)
    for (let s = -END; s < END; s += pitch) {
      if (random() > fill) continue
      const spot = spotOn(street, s, d + 0.12 * normal(random))
      const flip = random() < flips ? Math.PI : 0
      const yaw = spot.yaw + side * turn + flip + 0.04 * normal(random)
      placeUser(site, stillCar(random), { ...spot, yaw })
    }
  })
}

/** Everything beside the road: people, street furniture, gardens and houses. */
function line(site: Site, street: Street): void {
  const { random, terrain } = site
  for (const side of [1, -1] as const) {
    const walk = between(random, 1.6, 6)
    const edge = street.arc.halfWidth
    const people = between(random, 3, 30)
    for (let s = -END; s < END; s += between(random, 0.4, 2) * people) {
      const count = random() < 0.3 ? wholeBetween(random, 2, 5) : 1
      for (let i = 0; i < count; i++) {
        const spot = spotOn(street, s + between(random, 0, 2), side * (edge + walk * random()))
        const isRider = random() < 0.12
        const yaw = random() < 0.7 ? spot.yaw + (random() < 0.5 ? Math.PI : 0) : 6.28 * random()
        placeUser(site, isRider ? stillCyclist(random) : stillPedestrian(random), { ...spot, yaw })
      }
    }
    const furniture = between(random, 3, 12)
    for (let s = -END; s < END; s += between(random, 0.4, 1.6) * furniture) {
      const spot = spotOn(street, s, side * (edge + between(random, 0.3, 1)))
      if (terrain.outsideAt(spot.x, spot.y) < 0.2) continue
      placeClutter(site, kerbClutter(random), { ...spot, yaw: spot.yaw + (side * Math.PI) / 2 })
    }
    frontage(site, street, side * (edge + walk))
  }
}

/** Houses, or gardens and what bounds them, from `d` outwards. */
function frontage(site: Site, street: Street, d: number): void {
  const { random, terrain } = site
  const side = Math.sign(d)
  const houses = random()
  for (let s = -END; s < END; ) {
    const width = between(random, 5, 16)
    const at = (out: number): Spot => {
      const spot = spotOn(street, s + width / 2, d + side * out)
      return { ...spot, yaw: spot.yaw + (side * Math.PI) / 2 }
    }
    s += width + between(random, 0, 3)
    const near = at(0.5)
    if (terrain.outsideAt(near.x, near.y) < 0.3) continue
    const setback = random() < houses ? 0.3 : between(random, 3, 12)
    if (setback > 1) {
      if (random() < 0.7)
        placeClutter(site, boundary(random, width * between(random, 0.4, 1)), near)
      for (let i = 0; i < 3; i++)
        placeClutter(site, gardenClutter(random), at(between(random, 1, setback)))
    }
    const front = at(setback + 0.5)
    const isOnRoad = [-1, 1].some((end) => {
      const corner = spotOn(street, s - width / 2 + (end * width) / 2, d + side * (setback + 9))
      return terrain.outsideAt(corner.x, corner.y) < 1
    })
    if (random() < 0.8 && !isOnRoad)
      placeClutter(site, { mesh: meshOf(facade(random, { width, depth: 9 })), foliage: [] }, front)
  }
}

/** Cars in any place and heading, and people about. */
function stray(site: Site): void {
  const { random } = site
  const spot = (): Spot => ({
    x: between(random, -50, 50),
    y: between(random, -50, 50),
    yaw: between(random, -Math.PI, Math.PI),
  })
  for (let i = wholeBetween(random, 0, 5); i > 0; i--) placeUser(site, stillCar(random), spot())
  for (let i = wholeBetween(random, 0, 5); i > 0; i--)
    placeUser(site, stillPedestrian(random), spot())
}
