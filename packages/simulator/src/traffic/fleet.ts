import { type Body, limbedBody, rigidBody } from '../bodies/body.ts'
import { type CarStyle, carPolygons } from '../bodies/car.ts'
import { cyclistPolygons } from '../bodies/cyclist.ts'
import { busPolygons, lorryPolygons } from '../bodies/largeVehicle.ts'
import { type PersonLook, personPolygons } from '../bodies/person.ts'
import type { MaterialName } from '../materials.ts'
import type { CategoryName } from '../ontology.ts'
import { between, pick, type Random } from '../random.ts'

/** A body and what it is called. */
export type Model = { readonly category: CategoryName; readonly body: Body }

const PAINTS: readonly MaterialName[] = [
  'paintWhite',
  'paintWhite',
  'paintSilver',
  'paintGrey',
  'paintGrey',
  'paintBlack',
  'paintRed',
  'paintBlue',
  'paintTeal',
  'paintGreen',
  'paintSand',
  'paintOrange',
]
const CLOTHS: readonly MaterialName[] = [
  'clothBlack',
  'clothNavy',
  'clothRed',
  'clothYellow',
  'clothGreen',
  'clothWhite',
  'clothGrey',
  'clothPink',
]
const TROUSERS: readonly MaterialName[] = [
  'clothBlack',
  'clothNavy',
  'clothDenim',
  'clothDenim',
  'clothGrey',
]

const SIZES: Readonly<Record<CarStyle, readonly [length: number, width: number, height: number]>> =
  {
    sedan: [4.65, 1.82, 1.45],
    hatch: [4.05, 1.76, 1.49],
    wagon: [4.6, 1.82, 1.5],
    suv: [4.55, 1.88, 1.68],
    van: [5.2, 1.98, 2.1],
  }

/** A car of one of the usual shapes, a few percent off its usual size. */
export function car(
  random: Random,
  style: CarStyle = pick(random, ['sedan', 'hatch', 'hatch', 'wagon', 'suv', 'suv']),
): Model {
  const [length, width, height] = SIZES[style]
  const scale = (): number => between(random, 0.96, 1.05)
  const look = {
    style,
    length: length * scale(),
    width: width * between(random, 0.98, 1.02),
    height: height * between(random, 0.97, 1.03),
    paint:
      style === 'van'
        ? pick(random, ['paintWhite', 'paintWhite', 'paintYellow', 'paintSilver'] as const)
        : pick(random, PAINTS),
  }
  return { category: style === 'van' ? 'Van' : 'Car', body: rigidBody(carPolygons(look)) }
}

/** A city bus. */
export function bus(random: Random): Model {
  const second = pick(random, ['paintRed', 'paintBlue', 'paintTeal'] as const)
  const look = { length: 11.9, width: 2.52, height: 3.05, paint: 'paintWhite' as const, second }
  return { category: 'Bus', body: rigidBody(busPolygons(look)) }
}

/** A lorry with a load box. */
export function lorry(random: Random): Model {
  const look = {
    length: between(random, 7.8, 9),
    width: 2.46,
    height: between(random, 3.3, 3.6),
    paint: pick(random, ['paintBlue', 'paintRed', 'paintWhite'] as const),
    second: pick(random, ['paintWhite', 'paintSilver', 'paintSand'] as const),
  }
  return { category: 'Truck', body: rigidBody(lorryPolygons(look)) }
}

function look(random: Random): PersonLook {
  return {
    height: between(random, 1.56, 1.9),
    build: between(random, 0.9, 1.12),
    top: pick(random, CLOTHS),
    trousers: pick(random, TROUSERS),
    skin: random() < 0.7 ? 'skin' : 'skinDark',
    hair: pick(random, ['hair', 'hair', 'wood', 'clothGrey'] as const),
    hasBackpack: random() < 0.3,
  }
}

/** A person on foot. */
export function pedestrian(random: Random, isWalking: boolean): Model {
  const person = look(random)
  return {
    category: 'Pedestrian',
    body: isWalking
      ? limbedBody((phase) => personPolygons(person, phase))
      : rigidBody(personPolygons(person, null)),
  }
}

/** A person on a bicycle. */
export function cyclist(random: Random): Model {
  const person = look(random)
  const paint = pick(random, PAINTS)
  return { category: 'Cyclist', body: limbedBody((phase) => cyclistPolygons(person, phase, paint)) }
}
