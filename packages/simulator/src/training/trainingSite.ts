import { normal, type Random } from '../random.ts'
import { createTerrain } from '../terrain/terrain.ts'
import { placeBeside } from './beside.ts'
import { placeMedian, placeWorks } from './onRoad.ts'
import { createSite, type Site } from './site.ts'
import { createStock } from './stock.ts'
import { placeStrays } from './strays.ts'
import { crossing, mainStreet } from './street.ts'
import { placeParked, placeTraffic } from './vehicles.ts'

/**
 * A scene drawn at random: one road or two, road users on and beside them, at times a car park, and
 * all that clutters a street.
 */
export function trainingSite(random: Random): Site {
  const main = mainStreet(random)
  const streets = random() < 0.45 ? [main, crossing(random, main)] : [main]
  const terrain = createTerrain(
    random,
    streets.map(({ arc }) => arc),
  )
  const market = Math.min(1, Math.max(0, 0.4 + 0.4 * normal(random)))
  const site = createSite(random, { terrain, stock: createStock(random, market) })
  for (const street of streets) placeTraffic(site, street)
  for (const street of streets) placeParked(site, street)
  for (const street of streets) placeMedian(site, street)
  placeStrays(site)
  if (random() < 0.15) placeWorks(site, main)
  for (const street of streets) placeBeside(site, street)
  return site
}
