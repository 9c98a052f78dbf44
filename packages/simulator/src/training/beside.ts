import { between } from '../random.ts'
import { shrub } from '../scenery/shrub.ts'
import { kerbClutter } from './clutter.ts'
import { placeFrontage } from './frontage.ts'
import { placeClutter, placeUser, type Site } from './site.ts'
import { placeGroup } from './strays.ts'
import { STREET_END, type Street, spotOn } from './street.ts'

/** Puts everything that lines a road: people, street furniture, gardens, fences and houses. */
export function placeBeside(site: Site, street: Street): void {
  const { random } = site
  for (const side of [1, -1] as const) {
    const walk = between(random, 1.6, 6)
    const edge = street.arc.halfWidth
    placePeople(site, street, [side * edge, side * (edge + walk)])
    if (random() < 0.6) placeAvenue(site, street, side * (edge + between(random, 0.6, walk)))
    placeFurniture(site, street, side * edge)
    placeFrontage(site, street, side * (edge + walk))
  }
}

function placePeople(site: Site, street: Street, [from, to]: readonly [number, number]): void {
  const { random, stock } = site
  const pitch = between(random, 5, 45)
  let s = -STREET_END + pitch * random()
  while (s < STREET_END) {
    const { yaw, ...spot } = spotOn(street, s, between(random, from, to))
    const turned = random() < 0.5 ? yaw : yaw + Math.PI
    if (random() < 0.2) {
      placeUser(site, stock.cyclist, { ...spot, yaw: turned, speed: 4 })
    } else placeGroup(site, { ...spot, yaw: turned })
    s += between(random, 0.4, 1.6) * pitch
  }
}

function placeFurniture(site: Site, street: Street, edge: number): void {
  const { random, terrain } = site
  const side = Math.sign(edge)
  const pitch = between(random, 2.5, 12)
  for (let s = -STREET_END; s < STREET_END; s += between(random, 0.4, 1.6) * pitch) {
    const spot = spotOn(street, s, edge + side * between(random, 0.25, 1.1))
    // Another road may pass here.
    if (terrain.outsideAt(spot.x, spot.y) < 0.2) continue
    const yaw = spot.yaw + (side * Math.PI) / 2
    placeClutter(site, () => kerbClutter(random), { ...spot, yaw })
  }
}

/** Puts a row of trees or bushes of one kind along a street, `d` left of its middle. */
function placeAvenue(site: Site, street: Street, d: number): void {
  const { random, terrain, stock } = site
  const pitch = between(random, 2.5, 11)
  const make = random() < 0.75 ? stock.tree : () => shrub(random)
  for (let s = pitch * random() - STREET_END; s < STREET_END; s += pitch) {
    const spot = spotOn(street, s, d + between(random, -0.2, 0.2))
    if (terrain.outsideAt(spot.x, spot.y) < 0.2 || random() < 0.1) continue
    placeClutter(site, make, spot)
  }
}
