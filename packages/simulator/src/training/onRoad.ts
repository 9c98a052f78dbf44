import { between, pick, type Random, wholeBetween } from '../random.ts'
import { knee, pole, rail, trunk } from '../scenery/roadside.ts'
import { plainHedge, shrub } from '../scenery/shrub.ts'
import { solid } from './clutter.ts'
import { type Clutter, placeClutter, type Site } from './site.ts'
import { STREET_END, type Street, spotOn } from './street.ts'

/** Puts what parts the directions of a street: rails, hedges, or things in a row. */
export function placeMedian(site: Site, street: Street): void {
  if (street.median === 0) return
  const { random } = site
  const kind = pick(random, ['rail', 'hedge', 'row'] as const)
  const pitch = kind === 'row' ? between(random, 3, 12) : between(random, 6, 14)
  const make = (): Clutter => {
    switch (kind) {
      case 'rail':
        return solid(rail(random, pitch * 0.95))
      case 'hedge':
        return plainHedge(random, pitch * 0.9)
      case 'row':
        return rowThing(random)
    }
  }
  for (let s = -STREET_END; s < STREET_END; s += pitch) {
    const spot = spotOn(street, s, 0)
    placeClutter(site, make, { ...spot, yaw: spot.yaw + Math.PI / 2 })
  }
}

function rowThing(random: Random): Clutter {
  const kind = random()
  if (kind < 0.3) return shrub(random)
  return solid(kind < 0.6 ? trunk(random) : kind < 0.85 ? pole(random) : knee(random))
}

/** Puts road works into a street: a line of cones or barriers that closes a lane. */
export function placeWorks(site: Site, street: Street): void {
  const { random } = site
  const isRail = random() < 0.4
  const pitch = isRail ? between(random, 2, 4) : between(random, 1, 4)
  const from = between(random, -40, 20)
  const edge = (street.lanes * street.laneWidth) / 2
  const side = random() < 0.5 ? 1 : -1
  const count = wholeBetween(random, 5, 14)
  for (let i = 0; i < count; i++) {
    // The line slants from the edge into the road.
    const spot = spotOn(street, from + i * pitch, side * (edge - (3 * Math.min(i, 5)) / 5))
    const make = () => solid(isRail ? rail(random, pitch * 0.85) : knee(random))
    placeClutter(site, make, { ...spot, yaw: spot.yaw + Math.PI / 2 })
  }
}
