import type { Link, MapElement } from '@trueline/annotation'
import { IDENTITY_POSE, type Pose, type Vec3 } from '@trueline/geometry'
import { groundOf } from '@trueline/pointcloud'
import { groundPoints, rowsOf } from '@trueline/pointcloud/testing'
import { describe, expect, it } from 'vitest'
import { createRoadsideFinder } from './roadsideFinder.ts'

type Row = readonly [x: number, y: number, z: number, intensity: number]

const STEP = 0.08

function steps(from: number, to: number): readonly number[] {
  return Array.from({ length: Math.round((to - from) / STEP) + 1 }, (_, i) => from + i * STEP)
}

/** The upright surface of something round about a place. */
function tube([x, y]: readonly [number, number], radius: number, height: number): readonly Row[] {
  return steps(0.1, height).flatMap((z) =>
    [0, 1, 2, 3, 4, 5].map((k): Row => {
      const angle = (k * Math.PI) / 3
      return [x + radius * Math.cos(angle), y + radius * Math.sin(angle), z, 0.2]
    }),
  )
}

/** A plate that looks along x. */
function plate([x, y, z]: Vec3, [width, height]: readonly [number, number], intensity: number) {
  return steps(-width / 2, width / 2).flatMap((aside) =>
    steps(-height / 2, height / 2).map((up): Row => [x, y + aside, z + up, intensity]),
  )
}

/** The front and the two sides of a box that looks along x. */
function housing([x, y, z]: Vec3, [depth, width, height]: Vec3): readonly Row[] {
  const front = plate([x - depth / 2, y, z], [width, height], 0.1)
  const sides = [-1, 1].flatMap((side) =>
    steps(-depth / 2, depth / 2).flatMap((along) =>
      steps(-height / 2, height / 2).map(
        (up): Row => [x + along, y + (side * width) / 2, z + up, 0.1],
      ),
    ),
  )
  return [...front, ...sides]
}

function ball([x, y, z]: Vec3, radius: number): readonly Row[] {
  return steps(-radius, radius).flatMap((dx) =>
    steps(-radius, radius).flatMap((dy) => {
      const up = Math.sqrt(Math.max(0, radius * radius - dx * dx - dy * dy))
      return [-up, up].map((dz): Row => [x + dx, y + dy, z + dz, 0.3])
    }),
  )
}

/** Level ground around the ego. */
const GROUND = rowsOf(groundPoints([0, 0, 0], 20, () => 0))

/** The ground and some rows on it. */
function sweepOf(rows: readonly Row[]): Float32Array {
  return Float32Array.from([...GROUND, ...rows.flat()])
}

/** What a finder sees of things on level ground from some poses that look along x, each sweep in ego space. */
function found(rows: readonly Row[], poses: readonly Pose[] = [IDENTITY_POSE]) {
  const finder = createRoadsideFinder()
  for (const pose of poses) {
    const [dx, dy] = pose.translation
    const near = rows.filter(([x, y]) => !(Math.hypot(x - dx, y - dy) > 30))
    const points = sweepOf(near.map(([x, y, z, i]): Row => [x - dx, y - dy, z, i]))
    finder.add({ points, ground: groundOf(points), boxes: [] }, pose)
  }
  const records = finder.found('p')
  return {
    records,
    elements: records.filter((record): record is MapElement => record.kind === 'mapElement'),
    links: records.filter((record): record is Link => record.kind === 'link'),
  }
}

const kindsOf = (elements: readonly MapElement[]) =>
  elements.map(({ elementKind }) => elementKind).toSorted()

const lamp = tube([8, 4], 0.06, 5)
const sign = [...tube([12, -5], 0.04, 2.6), ...plate([11.9, -5, 2.3], [0.6, 0.6], 0.9)]
const light = [...tube([15, 5], 0.06, 3.3), ...housing([15, 5, 2.8], [0.25, 0.32, 0.95])]
const wall = plate([10, 0, 1.6], [14, 3.2], 0.25).map(([x, y, z, i]): Row => [y + 10, x + 2, z, i])
const tree = [...tube([9, -8], 0.12, 2.6), ...ball([9, -8, 3.6], 1.3)]

describe('what stands beside the road', () => {
  it('is found as poles, signs and lights, proposed, with what hangs on which pole', () => {
    const { elements, links, records } = found([...lamp, ...sign, ...light])
    expect(kindsOf(elements)).toEqual(['pole', 'pole', 'pole', 'trafficLight', 'trafficSign'])
    for (const { state, provenance } of records) {
      expect([state, provenance]).toEqual(['proposed', 'model'])
    }
    const lampPole = elements.find(
      ({ shape }) => shape.kind === 'box' && Math.abs(shape.cuboid.center[0] - 8) < 0.5,
    )!
    const { cuboid } = lampPole.shape as Extract<MapElement['shape'], { kind: 'box' }>
    expect(cuboid.center[1]).toBeCloseTo(4, 1)
    expect(Math.abs(cuboid.extent[2] - 5)).toBeLessThan(0.3)
    expect(links.map(({ linkKind }) => linkKind)).toEqual(['belongsTo', 'belongsTo'])
    const kindById = new Map(elements.map(({ id, elementKind }) => [id as string, elementKind]))
    for (const { to } of links) expect(kindById.get(to)).toBe('pole')
  })

  it('looks where the sign looks, as large as it is', () => {
    const { elements } = found(sign)
    const { shape } = elements.find(({ elementKind }) => elementKind === 'trafficSign')!
    if (shape.kind !== 'box') throw new Error('no box')
    const [length, width, height] = shape.cuboid.extent
    expect(length).toBeLessThan(0.25)
    expect(Math.abs(width - 0.6)).toBeLessThan(0.15)
    expect(Math.abs(height - 0.6)).toBeLessThan(0.15)
    expect(Math.abs(shape.cuboid.center[2] - 2.3)).toBeLessThan(0.1)
  })

  it('is no wall, no tree, no person and no low post', () => {
    const person = tube([6, -2], 0.2, 1.75)
    const bollard = tube([6, 3], 0.08, 0.95)
    expect(found([...wall, ...tree, ...person, ...bollard]).records).toEqual([])
  })

  it('is told once, however often it is passed, and stretch by stretch of a long drive', () => {
    const drive = Array.from({ length: 17 }, (_, i): Pose => {
      return { ...IDENTITY_POSE, translation: [i * 25, 0, 0] }
    })
    const far = sign.map(([x, y, z, i]): Row => [x + 400, y, z, i])
    const passed = found([...lamp, ...sign, ...far], drive)
    expect(kindsOf(passed.elements)).toEqual([
      ...['pole', 'pole', 'pole'],
      ...['trafficSign', 'trafficSign'],
    ])
    expect(passed.links).toHaveLength(2)
  })

  it('is where the world has it, under a vehicle that turned', () => {
    const turned: Pose = { translation: [0, 0, 0], rotation: [0, 0, Math.SQRT1_2, Math.SQRT1_2] }
    const finder = createRoadsideFinder()
    // Seen from a vehicle that looks along +y: world (x, y) lies at (y, -x).
    const points = sweepOf(lamp.map(([x, y, z, i]) => [y, -x, z, i]))
    finder.add({ points, ground: groundOf(points), boxes: [] }, turned)
    const [pole] = finder.found('p')
    if (pole?.kind !== 'mapElement' || pole.shape.kind !== 'box') throw new Error('no pole')
    expect(pole.shape.cuboid.center[0]).toBeCloseTo(8, 1)
    expect(pole.shape.cuboid.center[1]).toBeCloseTo(4, 1)
  })

  it('is nothing where there is nothing: no sweep, no points, bare ground, points that are no numbers', () => {
    expect(createRoadsideFinder().found('p')).toEqual([])
    expect(found([]).records).toEqual([])
    const bad = Array.from({ length: 40 }, (): Row => [Number.NaN, 1, 2, 0.5])
    expect(found([...bad]).records).toEqual([])
  })

  it('leaves out what stands in boxes of labels', () => {
    const finder = createRoadsideFinder()
    const points = sweepOf(lamp)
    const boxes = [
      { center: [8, 4, 1], extent: [1, 1, 2], rotation: IDENTITY_POSE.rotation } as const,
    ]
    finder.add({ points, ground: groundOf(points), boxes }, IDENTITY_POSE)
    expect(finder.found('p')).toEqual([])
  })
})
