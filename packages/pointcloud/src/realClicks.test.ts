import {
  bevIou,
  type Cuboid,
  distance,
  fromYaw,
  multiply,
  pointsInCuboid,
  type Vec3,
} from '@trueline/geometry'
import { beforeAll, describe, expect, it } from 'vitest'
import { createFit } from './createFit.ts'
import type { FitAnswer, Surroundings } from './fit.ts'
import { gridIndexOf, pointsNear } from './gridIndex.ts'
import { groundOf } from './ground.ts'
import { grow } from './grow.ts'
import { stick } from './stick.ts'
import { POINT_STRIDE } from './sweep.ts'
import { REAL_CLIPS } from './testing/realClips.ts'

/** A labelled car of 20 points or more, what stands around, and some of its own points. */
type Car = {
  readonly pointsInside: number
  readonly truth: Cuboid
  readonly points: Float32Array
  readonly known: Surroundings
  readonly clicks: readonly Vec3[]
}

const TYPICAL: Vec3 = [4.4, 1.85, 1.55]
const CLICKS = 5
/** A car of as many points shows its shape. */
const MANY = 50
const FEWEST = 20
const clips = REAL_CLIPS.filter(({ name }) => name.startsWith('clips/'))
const isAbsent = clips.some(({ folder }) => folder === null)

function readCars(): readonly Car[] {
  return clips.flatMap(({ name, folder, read }) =>
    read(folder ?? '').flatMap(({ points, boxes }) => {
      const index = gridIndexOf(points)
      const sensor: Vec3 = name.includes('argoverse') ? [1.35, 0, 1.64] : [0, 0, 0]
      const known = { ground: groundOf(points), sensor }
      return boxes
        .filter(({ category }) => /^(car|regular_vehicle)$/i.test(category))
        .filter(({ pointsInside }) => pointsInside >= FEWEST)
        .map(({ cuboid: truth, pointsInside }) => {
          const near = pointsNear(index, truth, 12)
          return { pointsInside, truth, points: near, known, clicks: clicksOn(near, truth) }
        })
    }),
  )
}

/** Points of a car, spread over it by the golden ratio. */
function clicksOn(points: Float32Array, truth: Cuboid): readonly Vec3[] {
  const rows = pointsInCuboid(points, truth)
  return Array.from({ length: CLICKS }, (_, click): Vec3 => {
    const at = rows[Math.floor(((click * 0.618) % 1) * rows.length)]! * POINT_STRIDE
    return [points[at]!, points[at + 1]!, points[at + 2]!]
  })
}

/** Off by 0.4 m, turned by 4° and of another size, each car in a way of its own. */
function roughOf({ truth }: Car, order: number): Cuboid {
  const [x, y, z] = truth.center
  const size = 0.9 + 0.2 * ((order * 0.618) % 1)
  const [length, width, height] = truth.extent
  return {
    center: [x + 0.4 * Math.cos(order * 2.4), y + 0.4 * Math.sin(order * 2.4), z + 0.1],
    extent: [length * size, width * size, height * size],
    rotation: multiply(fromYaw(order % 2 === 0 ? 0.07 : -0.07), truth.rotation),
  }
}

const share = (values: readonly number[], part: number): number =>
  values.toSorted((a, b) => a - b)[Math.floor(part * (values.length - 1))] ?? Number.NaN

const overlapOf = (answer: FitAnswer, truth: Cuboid): number =>
  answer.outcome === 'fitted' ? bevIou(answer.cuboid, truth) : 0

describe.skipIf(isAbsent)('on the labelled cars of the real clips', () => {
  let cars: readonly Car[] = []
  let sparse: readonly Car[] = []
  beforeAll(() => {
    const all = readCars()
    cars = all.filter(({ pointsInside }) => pointsInside >= MANY)
    sparse = all.filter(({ pointsInside }) => pointsInside < MANY)
  })
  const clickedOn = (some: readonly Car[]) =>
    some.flatMap(({ truth, points, known, clicks }) =>
      clicks.map((point) => {
        const fit = { ...known, typicalExtent: TYPICAL, referenceYaw: 0 }
        return { truth, answer: createFit(points, { kind: 'point', point }, fit) }
      }),
    )

  it('one click on any point of a car gives a box that overlaps the label, never an absurd one', () => {
    const clicked = clickedOn(cars)
    expect(clicked.length).toBeGreaterThan(300)
    const overlaps = clicked.map(({ answer, truth }) => overlapOf(answer, truth))
    expect(share(overlaps, 0.5)).toBeGreaterThan(0.78)
    expect(share(overlaps, 0.25)).toBeGreaterThan(0.68)
    expect(share(overlaps, 0.1)).toBeGreaterThan(0.35)
    for (const { answer, truth } of clicked) {
      expect(answer.outcome).toBe('fitted')
      if (answer.outcome !== 'fitted') continue
      const { center, extent } = answer.cuboid
      expect(distance(center, truth.center)).toBeLessThan(TYPICAL[0])
      for (const axis of [0, 1, 2] as const) {
        expect(extent[axis] / TYPICAL[axis]).toBeGreaterThan(0.75)
        expect(extent[axis] / TYPICAL[axis]).toBeLessThan(1.9)
      }
    }
  })

  it('one click on a car of few points mostly gives a box that overlaps the label by half', () => {
    const overlaps = clickedOn(sparse).map(({ answer, truth }) => overlapOf(answer, truth))
    expect(overlaps.length).toBeGreaterThanOrEqual(40)
    expect(share(overlaps, 0.5)).toBeGreaterThan(0.5)
  })

  it('sticking a rough box of the known size brings it onto the label', () => {
    const overlaps = cars.map((car, order) => {
      const rough = { ...roughOf(car, order), extent: car.truth.extent }
      return overlapOf(stick(car.points, rough, car.known), car.truth)
    })
    expect(share(overlaps, 0.5)).toBeGreaterThan(0.82)
    expect(share(overlaps, 0.1)).toBeGreaterThan(0.65)
  })

  it('growing a rough box brings it nearer to the label, and is seldom refused', () => {
    const answers = cars.map((car, order) => grow(car.points, roughOf(car, order), car.known))
    const overlaps = cars.map((car, order) => overlapOf(answers[order]!, car.truth))
    const before = cars.map((car, order) => bevIou(roughOf(car, order), car.truth))
    const refused = answers.filter(({ outcome }) => outcome === 'refused').length
    expect(refused / cars.length).toBeLessThan(0.12)
    expect(share(overlaps, 0.5)).toBeGreaterThan(0.72)
    expect(share(overlaps, 0.5)).toBeGreaterThan(share(before, 0.5))
  })
})
