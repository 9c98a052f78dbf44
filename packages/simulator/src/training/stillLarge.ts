import {
  type Load,
  type PlainLorry,
  plainBusPolygons,
  plainLorryPolygons,
} from '../bodies/plainLarge.ts'
import { between, pick, type Random } from '../random.ts'
import { type StillUser, stillUser } from './stillUser.ts'

const PAINTS = ['paintWhite', 'paintWhite', 'paintBlue', 'paintRed', 'paintSilver'] as const

/** A bus, lorry or trailer. */
export function stillLarge(random: Random): StillUser {
  if (random() < 0.3) return stillBus(random)
  const polygons = plainLorryPolygons(lorryLook(random))
  return stillUser({ category: 'Truck', polygons })
}

function stillBus(random: Random): StillUser {
  const isSmall = random() < 0.25
  const polygons = plainBusPolygons({
    length: isSmall ? between(random, 6.5, 9) : between(random, 10.5, 13.5),
    width: isSmall ? between(random, 2.1, 2.4) : between(random, 2.48, 2.85),
    height: isSmall ? between(random, 2.6, 3) : between(random, 2.9, 3.5),
    paint: pick(random, PAINTS),
  })
  return stillUser({ category: 'Bus', polygons })
}

function lorryLook(random: Random): PlainLorry {
  const kind = random()
  const load = pick<Load>(random, ['box', 'box', 'box', 'flatbed', 'loaded', 'tanker', 'tipper'])
  const paint = pick(random, PAINTS)
  // Light lorries, heavy ones, tractors with their trailer, tractors or trailers alone.
  if (kind < 0.4) {
    const cab = [between(random, 1.5, 1.9), between(random, 2, 2.35)] as const
    const height = load === 'flatbed' ? cab[1] : between(random, 2.4, 3.1)
    const length = between(random, 5.2, 7.2)
    return { length, width: between(random, 1.95, 2.3), height, cab, load, floor: 0.85, paint }
  }
  const width = between(random, 2.4, 2.6)
  const cab = [between(random, 1.9, 2.6), between(random, 2.7, 3.5)] as const
  const height = between(random, 3.1, 4)
  const heavy = { width, height, cab, load, floor: between(random, 1.05, 1.25), paint }
  if (kind < 0.75) return { ...heavy, length: between(random, 7, 11) }
  if (kind < 0.88) return { ...heavy, length: between(random, 12.5, 16.5) }
  if (kind < 0.92) return { ...heavy, length: between(random, 5.6, 6.6), load: 'none' }
  return { ...heavy, length: between(random, 6, 13), cab: [0, 0] }
}
