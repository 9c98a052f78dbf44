import type { Vec3 } from '@trueline/geometry'
import { type Mesh, meshOf } from '../bodies/mesh.ts'
import { tube } from '../bodies/shapes.ts'
import { type MaterialName, materialIndex } from '../materials.ts'
import { between, type Random } from '../random.ts'
import type { Foliage } from '../raster/thing.ts'

/** A plant: what of it is wood, and its leaves. */
export type Plant = { readonly mesh: Mesh; readonly foliage: readonly Foliage[] }

/** A street tree, its foot on z = 0. */
export function tree(random: Random, leaf: MaterialName): Plant {
  const height = between(random, 5.5, 9.5)
  const crown = between(random, 1.5, 2.5)
  const foot = between(random, 0.13, 0.22)
  const fork: Vec3 = [between(random, -0.15, 0.15), between(random, -0.15, 0.15), height * 0.42]
  const tops = Array.from({ length: 11 }, (_, i): Vec3 => {
    const angle = i * 2.4 + between(random, -0.4, 0.4)
    const reach = i === 0 ? 0 : crown * between(random, 0.35, 0.85)
    return [
      fork[0] + reach * Math.cos(angle),
      fork[1] + reach * Math.sin(angle),
      height * between(random, 0.55, 0.85) + (i === 0 ? height * 0.1 : 0),
    ]
  })
  const wood = [
    ...tube(
      [
        [0, 0, -0.1],
        [0, 0, 0.3],
      ],
      [foot * 1.5, foot],
      { material: 'bark', sides: 8 },
    ),
    ...tube([[0, 0, 0.3], fork], [foot, foot * 0.7], { material: 'bark', sides: 8 }),
    ...tops.flatMap((top) => tube([fork, top], [foot * 0.5, 0.03], { material: 'bark', sides: 5 })),
  ]
  const foliage = tops.map((center): Foliage => {
    const radius = crown * between(random, 0.34, 0.56)
    return {
      center,
      radii: [radius, radius, radius * between(random, 0.72, 0.95)],
      material: materialIndex(leaf),
      density: between(random, 0.9, 1.5),
    }
  })
  return { mesh: meshOf(wood), foliage }
}

/** A hedge of clipped bushes along y, `length` meters about the origin. */
export function hedge(random: Random, length: number): Plant {
  const height = between(random, 0.9, 1.7)
  const count = Math.max(1, Math.round(length / 0.55))
  const foliage = Array.from({ length: count }, (_, i): Foliage => {
    const y = ((i + 0.5) / count - 0.5) * length
    return {
      center: [between(random, -0.04, 0.04), y, height * 0.5],
      radii: [0.42, 0.5, height * between(random, 0.56, 0.62)],
      material: materialIndex('hedge'),
      density: 7,
    }
  })
  const stem = tube(
    [
      [0, 0, 0],
      [0, 0, height * 0.4],
    ],
    [0.04, 0.03],
    { material: 'bark' },
  )
  return { mesh: meshOf(stem), foliage }
}

/** A single bush, at times as large as a small car. */
export function bush(random: Random): Plant {
  const reach = between(random, 0.5, 1.3)
  const foliage = Array.from({ length: 4 }, (_, i): Foliage => {
    const angle = i * 1.7 + between(random, 0, 1)
    const radius = reach * between(random, 0.5, 0.8)
    return {
      center: [reach * 0.45 * Math.cos(angle), reach * 0.45 * Math.sin(angle), radius * 0.8],
      radii: [radius, radius, radius],
      material: materialIndex(i % 2 === 0 ? 'leafDark' : 'leaf'),
      density: 4,
    }
  })
  const stem = tube(
    [
      [0, 0, 0],
      [0, 0, reach * 0.4],
    ],
    [0.05, 0.03],
    { material: 'bark' },
  )
  return { mesh: meshOf(stem), foliage }
}
