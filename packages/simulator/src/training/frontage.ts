import { between, pick, type Random, wholeBetween } from '../random.ts'
import { facade } from '../scenery/facade.ts'
import { rail } from '../scenery/roadside.ts'
import { thicket } from '../scenery/shrub.ts'
import { boundary, gardenClutter, solid } from './clutter.ts'
import { placeClutter, type Site, type Spot } from './site.ts'
import { STREET_END, type Street, spotOn } from './street.ts'

/** What a side of a road is lined with. */
type Frontage = 'houses' | 'gardens' | 'park' | 'barrier' | 'mixed'

const FRONTAGES: readonly Frontage[] = [
  'houses',
  'houses',
  'gardens',
  'gardens',
  'park',
  'barrier',
  'mixed',
  'mixed',
]

/** A house is no deeper than this. */
const DEPTH = 9

/** Puts houses, gardens, greens or barriers along a road, from `d` left of its middle outwards. */
export function placeFrontage(site: Site, street: Street, d: number): void {
  const { random, terrain } = site
  const frontage = pick(random, FRONTAGES)
  const side = Math.sign(d)
  for (let s = -STREET_END; s < STREET_END; ) {
    const width = between(random, 5, 16)
    const lot: Lot = {
      width,
      at: (out, along = 0) => {
        const spot = spotOn(street, s + width / 2 + along, d + side * out)
        return { ...spot, yaw: spot.yaw + (side * Math.PI) / 2 }
      },
    }
    const near = lot.at(0.4)
    if (terrain.outsideAt(near.x, near.y) > 0.3) placeLot(site, lot, frontage)
    s += width + between(random, 0, 3)
  }
}

/** A stretch of a road's side. */
type Lot = {
  readonly width: number
  /** The spot so far out, and so far along from the lot's middle, looking outwards. */
  readonly at: (out: number, along?: number) => Spot
}

function placeLot(site: Site, lot: Lot, frontage: Frontage): void {
  const { random } = site
  switch (frontage) {
    case 'houses':
      placeHouse(site, lot, random() < 0.85 ? 0.4 : between(random, 1, 4))
      break
    case 'gardens':
      if (random() < 0.4) placeClutter(site, () => thicket(random, lot.width * 0.6), lot.at(1.5))
      placeGarden(site, lot, 5)
      placeHouse(site, lot, between(random, 5, 9))
      break
    case 'park':
      placeThickets(site, lot)
      placeGarden(site, lot, 25)
      break
    case 'barrier':
      placeClutter(site, () => solid(rail(random, lot.width)), lot.at(0.4))
      placeThickets(site, lot)
      placeGarden(site, lot, 15)
      break
    case 'mixed':
      if (random() < 0.5) placeGarden(site, lot, between(random, 3, 12))
      if (random() < 0.6) placeHouse(site, lot, between(random, 0.4, 14))
      break
  }
}

/** Up to three rows of thickets behind each other, as at the edge of a wood. */
function placeThickets(site: Site, { width, at }: Lot): void {
  const { random } = site
  for (let out = between(random, 0.5, 4); out < 16; out += between(random, 4, 9)) {
    if (random() < 0.6) placeClutter(site, () => thicket(random, width), at(out))
  }
}

/** A boundary at times, and things that grow or stand behind it. */
function placeGarden(site: Site, { width, at }: Lot, depth: number): void {
  const { random } = site
  if (random() < 0.6) {
    placeClutter(site, () => boundary(random, width * between(random, 0.4, 1)), at(0.4))
  }
  for (let i = wholeBetween(random, 2, depth > 10 ? 10 : 7); i > 0; i--) {
    const along = between(random, -0.5, 0.5) * width
    const make = random() < 0.3 ? site.stock.tree : () => gardenClutter(random)
    placeClutter(site, make, turned(random, at(depth * random() + 1, along)))
  }
}

function placeHouse(site: Site, { width, at }: Lot, out: number): void {
  const { random, terrain } = site
  const isOnRoad = [-0.5, 0, 0.5].some((part) => {
    const corner = at(out + DEPTH, part * width)
    return terrain.outsideAt(corner.x, corner.y) < 1
  })
  if (!isOnRoad) placeClutter(site, () => solid(facade(random, { width, depth: DEPTH })), at(out))
}

function turned(random: Random, spot: Spot): Spot {
  return { ...spot, yaw: between(random, -Math.PI, Math.PI) }
}
