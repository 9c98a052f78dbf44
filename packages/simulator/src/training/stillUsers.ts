import { rigidBody } from '../bodies/body.ts'
import { cyclistPolygons } from '../bodies/cyclist.ts'
import type { Polygon } from '../bodies/mesh.ts'
import { type PersonLook, personPolygons } from '../bodies/person.ts'
import type { CategoryName } from '../ontology.ts'
import { between, pick, type Random } from '../random.ts'
import { bus, car, lorry, type Model } from '../traffic/fleet.ts'
import type { StillUser } from './site.ts'

/** Share of beams that a surface swallows: little, a good deal for dark ones, at times nearly all. */
function lossOf(random: Random): number {
  const kind = random()
  if (kind < 0.6) return between(random, 0, 0.1)
  return kind < 0.96 ? between(random, 0, 0.45) : between(random, 0.5, 0.92)
}

function still({ category, body }: Model, random: Random): StillUser {
  return { category, extent: body.extent, mesh: body.meshAt(0), loss: lossOf(random) }
}

function stillOf(category: CategoryName, polygons: readonly Polygon[], random: Random): StillUser {
  return still({ category, body: rigidBody(polygons) }, random)
}

/** A car, van or pickup of any usual size. */
export function stillCar(random: Random): StillUser {
  return still(car(random, random() < 0.1 ? 'van' : undefined), random)
}

/** A lorry or a bus. */
export function stillLarge(random: Random): StillUser {
  return still(random() < 0.35 ? bus(random) : lorry(random), random)
}

function look(random: Random): PersonLook {
  const isChild = random() < 0.1
  return {
    height: isChild ? between(random, 1.05, 1.45) : between(random, 1.5, 1.92),
    build: isChild ? between(random, 0.7, 0.9) : between(random, 0.88, 1.2),
    top: pick(random, ['clothBlack', 'clothGrey', 'clothWhite', 'clothRed'] as const),
    trousers: pick(random, ['clothBlack', 'clothDenim', 'clothGrey'] as const),
    skin: 'skin',
    hair: 'hair',
    hasBackpack: random() < 0.25,
  }
}

/** A person on foot, in some phase of a step or standing. */
export function stillPedestrian(random: Random): StillUser {
  const phase = random() < 0.3 ? null : between(random, 0, 2 * Math.PI)
  return stillOf('Pedestrian', personPolygons(look(random), phase), random)
}

/** A person on a bicycle. */
export function stillCyclist(random: Random): StillUser {
  const phase = between(random, 0, 2 * Math.PI)
  return stillOf('Cyclist', cyclistPolygons(look(random), phase, 'paintGrey'), random)
}
