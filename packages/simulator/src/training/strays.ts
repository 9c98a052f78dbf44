import { between, normal, pick, type Random, wholeBetween } from '../random.ts'
import { cart } from '../scenery/roadside.ts'
import { gardenClutter, kerbClutter, solid } from './clutter.ts'
import { placeClutter, placeUser, type Site, type Spot } from './site.ts'
import { placeCarPark } from './vehicles.ts'

const STANDING = 1.1

/** Puts what keeps to no road: car parks, cars in any heading, people in groups and close to things. */
export function placeStrays(site: Site): void {
  const { random, stock } = site
  if (random() < 0.25) placeCarPark(site)
  for (let i = wholeBetween(random, 0, 5); i > 0; i--) {
    const make = random() < 0.15 ? stock.large : stock.car
    placeUser(site, make, anywhere(random, 50))
  }
  for (let i = wholeBetween(random, 0, 4); i > 0; i--) placeGroup(site, anywhere(random, 35))
  for (let i = wholeBetween(random, 0, 6); i > 0; i--) placeGroup(site, besideSomething(site))
  for (let i = wholeBetween(random, 0, 6); i > 0; i--) {
    placeUser(site, stock.cyclist, { ...anywhere(random, 40), speed: 4 })
  }
  for (let i = wholeBetween(random, 0, 12); i > 0; i--) {
    placeClutter(site, () => kerbClutter(random), anywhere(random, 50))
  }
  for (let i = wholeBetween(random, 0, 6); i > 0; i--) {
    placeClutter(site, () => gardenClutter(random), anywhere(random, 50))
  }
}

/** Puts one to six people about a spot, some of whom push something. */
export function placeGroup(site: Site, { x, y, yaw }: Spot): void {
  const { random, stock } = site
  const count = random() < 0.55 ? 1 : wholeBetween(random, 2, 6)
  const isWalking = random() < 0.6
  const speed = isWalking ? between(random, 0.6, 1.8) : 0
  for (let i = 0; i < count; i++) {
    const spot = {
      x: x + (i === 0 ? 0 : 0.8 * normal(random)),
      y: y + (i === 0 ? 0 : 0.8 * normal(random)),
      yaw: isWalking ? yaw + 0.15 * normal(random) : between(random, -Math.PI, Math.PI),
    }
    const isPlaced = placeUser(site, stock.pedestrian, { ...spot, speed })
    if (!isPlaced || random() > 0.06) continue
    placeClutter(site, () => solid(cart(random)), {
      x: spot.x + 0.95 * Math.cos(spot.yaw),
      y: spot.y + 0.95 * Math.sin(spot.yaw),
      yaw: spot.yaw,
    })
  }
}

function anywhere(random: Random, reach: number): Spot {
  return {
    x: between(random, -reach, reach),
    y: between(random, -reach, reach),
    yaw: between(random, -Math.PI, Math.PI),
  }
}

/** A spot an arm's length from something that stands there already. */
function besideSomething({ random, footprints }: Site): Spot {
  const { x, y, cos, sin, halfLength, halfWidth } = pick(
    random,
    footprints.length > 1 ? footprints.slice(1) : footprints,
  )
  const side = random() < 0.5 ? 1 : -1
  const across = side * (halfWidth + between(random, 0.3, STANDING))
  const along = between(random, -halfLength, halfLength)
  return {
    x: x + cos * along - sin * across,
    y: y + sin * along + cos * across,
    yaw: between(random, -Math.PI, Math.PI),
  }
}
