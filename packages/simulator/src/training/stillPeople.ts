import {
  type PlainPerson,
  plainPersonPolygons,
  plainSitterPolygons,
} from '../bodies/plainPerson.ts'
import { type PlainRide, plainRidePolygons, plainRiderPolygons } from '../bodies/plainRider.ts'
import { between, pick, type Random } from '../random.ts'
import { type StillUser, stillUser } from './stillUser.ts'

const CLOTHS = [
  'clothBlack',
  'clothNavy',
  'clothGrey',
  'clothWhite',
  'clothRed',
  'clothGreen',
] as const

function look(random: Random): PlainPerson {
  const isChild = random() < 0.12
  return {
    height: isChild ? between(random, 1, 1.45) : between(random, 1.52, 1.93),
    build: isChild ? between(random, 0.7, 0.9) : between(random, 0.88, 1.25),
    stride: random() < 0.35 ? between(random, 0, 0.05) : between(random, -0.36, 0.36),
    arms: pick(random, ['hanging', 'hanging', 'raised', 'forward']),
    hem: random() < 0.25 ? between(random, 0.18, 0.45) : 1,
    bag: pick(random, ['none', 'none', 'none', 'back', 'hand']),
    cloth: pick(random, CLOTHS),
  }
}

/** A person on foot: walking or standing, now and then sitting. */
export function stillPedestrian(random: Random): StillUser {
  const person = look(random)
  const polygons = random() < 0.03 ? plainSitterPolygons(person) : plainPersonPolygons(person)
  return stillUser({ category: 'Pedestrian', polygons })
}

/** A two-wheeler as it may be met: mostly a bicycle. */
export function rideLook(random: Random): PlainRide {
  const luck = random()
  const kind = luck < 0.62 ? 'bicycle' : luck < 0.85 ? 'scooter' : 'motorbike'
  return {
    kind,
    wheelbase: kind === 'bicycle' ? between(random, 0.98, 1.14) : between(random, 1.15, 1.4),
    wheel: kind === 'bicycle' ? between(random, 0.3, 0.36) : between(random, 0.22, 0.3),
    hasBox: random() < (kind === 'scooter' ? 0.3 : 0.06),
    bar: between(random, 0.24, 0.38),
    paint: pick(random, ['paintGrey', 'paintBlack', 'paintRed', 'paintBlue', 'paintWhite']),
  }
}

/** A person on a bicycle, scooter or motorbike. */
export function stillCyclist(random: Random): StillUser {
  const ride = rideLook(random)
  const rider = {
    lean: between(random, 0.05, 0.4),
    phase: between(random, 0, 2 * Math.PI),
    height: between(random, 1.5, 1.9),
    cloth: pick(random, CLOTHS),
  }
  const polygons = [...plainRidePolygons(ride), ...plainRiderPolygons(ride, rider)]
  return stillUser({ category: 'Cyclist', polygons })
}
