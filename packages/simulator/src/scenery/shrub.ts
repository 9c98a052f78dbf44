import { meshOf } from '../bodies/mesh.ts'
import { tube } from '../bodies/shapes.ts'
import { materialIndex } from '../materials.ts'
import { between, type Random, wholeBetween } from '../random.ts'
import type { Foliage } from '../raster/thing.ts'
import type { Plant } from './tree.ts'

/** A shrub of any form, from a tuft of grass to a thicket of a van's size; at times of a person's. */
export function shrub(random: Random): Plant {
  const isSlim = random() < 0.3
  const reach = isSlim ? between(random, 0.15, 0.45) : between(random, 0.3, 2.4)
  const height = isSlim ? between(random, 0.8, 2.2) : between(random, 0.35, 2)
  const count = isSlim ? 2 : wholeBetween(random, 2, 6)
  const density = between(random, 1, 7)
  const foliage = Array.from({ length: count }, (_, i): Foliage => {
    const [x, y] = [between(random, -0.6, 0.6) * reach, between(random, -0.4, 0.4) * reach]
    const tall = (height / 2) * between(random, 0.7, 1)
    return {
      center: isSlim ? [x * 0.2, y * 0.2, height * (0.3 + 0.4 * i)] : [x, y, tall * 0.9],
      radii: [reach * between(random, 0.45, 0.8), reach * between(random, 0.4, 0.7), tall],
      material: materialIndex('leafDark'),
      density,
    }
  })
  return { mesh: stem(height * 0.4), foliage }
}

/** A tree as a lidar sees it: a trunk, and a crown that is dense or thin, high or down to the ground. */
export function plainTree(random: Random): Plant {
  const height = between(random, 3, 11)
  const radius = between(random, 0.05, 0.3)
  const crown = between(random, 0.8, 3)
  const from = height * between(random, 0.15, 0.5)
  const density = between(random, 0.25, 1.4)
  const foliage = Array.from({ length: wholeBetween(random, 3, 6) }, (): Foliage => {
    const tall = ((height - from) / 2) * between(random, 0.5, 0.9)
    return {
      center: [
        between(random, -0.5, 0.5) * crown,
        between(random, -0.5, 0.5) * crown,
        between(random, from + tall, height - tall * 0.5),
      ],
      radii: [crown * between(random, 0.4, 0.8), crown * between(random, 0.4, 0.8), tall],
      material: materialIndex('leaf'),
      density,
    }
  })
  const wood = tube(
    [
      [0, 0, -0.1],
      [between(random, -0.2, 0.2), between(random, -0.2, 0.2), from + 1],
    ],
    [radius * 1.15, radius * 0.8],
    { material: 'bark', sides: 7 },
  )
  return { mesh: meshOf(wood), foliage }
}

/** A clipped hedge along y, `length` meters about the origin, of any height up to two meters. */
export function plainHedge(random: Random, length: number): Plant {
  const height = between(random, 0.5, 2)
  const half = between(random, 0.25, 1)
  const count = Math.max(1, Math.round(length / 1.1))
  const foliage = Array.from(
    { length: count },
    (_, i): Foliage => ({
      center: [0, ((i + 0.5) / count - 0.5) * length, height * 0.48],
      radii: [half, 0.85, height * 0.55],
      material: materialIndex('hedge'),
      density: 7,
    }),
  )
  return { mesh: stem(height * 0.4), foliage }
}

function stem(height: number): Plant['mesh'] {
  return meshOf(
    tube(
      [
        [0, 0, 0],
        [0, 0, height],
      ],
      [0.04, 0.03],
      { material: 'bark', sides: 4 },
    ),
  )
}

/** A thicket along y, `length` meters about the origin: bushes and low crowns grown into each other. */
export function thicket(random: Random, length: number): Plant {
  // As often knee-high as over a person's head.
  const height = 0.35 * 14 ** random()
  const density = between(random, 0.6, 4)
  const foliage = Array.from({ length: Math.ceil(length / 1.3) }, (): Foliage => {
    const tall = (height / 2) * between(random, 0.4, 1.1)
    return {
      center: [
        between(random, 0, 2.5),
        between(random, -0.5, 0.5) * length,
        tall * between(random, 0.7, 1.4),
      ],
      radii: [between(random, 0.5, 1.5), between(random, 0.6, 1.8), tall],
      material: materialIndex('leafDark'),
      density,
    }
  })
  return { mesh: stem(0.5), foliage }
}
