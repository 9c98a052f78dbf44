import {
  angleBetween,
  type Cuboid,
  conjugate,
  distance,
  fromYaw,
  multiply,
  rotate,
  subtract,
  toDegrees,
  type Vec3,
  yawOf,
} from '@trueline/geometry'
import { beforeAll, describe, expect, it } from 'vitest'
import { createFit } from './createFit.ts'
import type { FitAnswer, Surroundings } from './fit.ts'
import { fitYaw } from './fitYaw.ts'
import { gridIndexOf, pointsNear } from './gridIndex.ts'
import { groundHeightAt, groundOf } from './ground.ts'
import { grow } from './grow.ts'
import { shrink } from './shrink.ts'
import { standingPoints } from './standingPoints.ts'
import { stick } from './stick.ts'
import { REAL_CLIPS } from './testing/realClips.ts'

/** A labelled vehicle, and the points around it. */
type Sample = {
  readonly truth: Cuboid
  readonly points: Float32Array
  readonly known: Surroundings
  /** The label pushed by 0.5 m, each in a way of its own. */
  readonly pushed: Cuboid
  /** Pushed, turned by 5° and 15 % too large. */
  readonly rough: Cuboid
}

const TURN = Math.PI / 36
const clips = REAL_CLIPS.filter(({ name }) => name.startsWith('clips/'))
const isAbsent = clips.some(({ folder }) => folder === null)

/** The lidar of a clip in the space its boxes are in. */
const sensorOf = (clip: string): Vec3 => (clip.includes('argoverse') ? [1.35, 0, 1.64] : [0, 0, 0])

function readSamples(): readonly Sample[] {
  return clips.flatMap(({ name, folder, read }) =>
    read(folder ?? '').flatMap(({ points, boxes }) => {
      const index = gridIndexOf(points)
      const known = { ground: groundOf(points), sensor: sensorOf(name) }
      return boxes
        .filter(({ category }) => /car|van|truck|bus|vehicle/i.test(category))
        .filter(({ pointsInside }) => pointsInside >= 50)
        .map(({ cuboid }, order) => sampleOf(cuboid, order, { index, known }))
    }),
  )
}

function sampleOf(
  truth: Cuboid,
  order: number,
  { index, known }: { index: ReturnType<typeof gridIndexOf>; known: Surroundings },
): Sample {
  // The golden angle spreads the ways evenly, however many there are.
  const angle = order * 2.4
  const [x, y, z] = truth.center
  const center: Vec3 = [x + 0.5 * Math.cos(angle), y + 0.5 * Math.sin(angle), z + 0.1]
  const [length, width, height] = truth.extent
  return {
    truth,
    points: pointsNear(index, truth, 10),
    known,
    pushed: { ...truth, center },
    rough: {
      center,
      extent: [length * 1.15, width * 1.15, height * 1.15],
      rotation: multiply(fromYaw(order % 2 === 0 ? TURN : -TURN), truth.rotation),
    },
  }
}

const share = (values: readonly number[], part: number): number =>
  values.toSorted((a, b) => a - b)[Math.floor(part * (values.length - 1))] ?? Number.NaN

const median = (values: readonly number[]): number => share(values, 0.5)

const fittedOf = (answer: FitAnswer): readonly Cuboid[] =>
  answer.outcome === 'fitted' ? [answer.cuboid] : []

/** How far the upright faces that look at the sensor lie from where the label has them. */
function nearFaceOffs({ truth, known }: Sample, fitted: Cuboid): readonly number[] {
  const local = (point: Vec3): Vec3 =>
    rotate(conjugate(truth.rotation), subtract(point, truth.center))
  const eye = local(known.sensor)
  const center = local(fitted.center)
  return ([0, 1] as const).flatMap((axis) => {
    const half = truth.extent[axis] / 2
    if (Math.abs(eye[axis]) <= half) return []
    const sign = Math.sign(eye[axis])
    return [Math.abs(center[axis] + (sign * fitted.extent[axis]) / 2 - sign * half)]
  })
}

const bottomOf = ({ center, extent }: Cuboid): number => center[2] - extent[2] / 2

describe.skipIf(isAbsent)('on the labelled vehicles of the real clips', () => {
  let samples: readonly Sample[] = []
  beforeAll(() => {
    samples = readSamples()
  })

  it('the ground lies at the bottom of the boxes', () => {
    const offs = samples.flatMap(({ truth, known }) => {
      const height = known.ground && groundHeightAt(known.ground, truth.center[0], truth.center[1])
      return height === null ? [] : [Math.abs(bottomOf(truth) - height)]
    })
    expect(samples.length).toBeGreaterThan(80)
    expect(median(offs)).toBeLessThan(0.06)
    expect(share(offs, 0.9)).toBeLessThan(0.2)
  })

  it('stick brings the seen faces of a box pushed by 0.5 m back to the label', () => {
    const answers = samples.map((sample) => stick(sample.points, sample.pushed, sample.known))
    const offs = samples.flatMap((sample, index) =>
      fittedOf(answers[index]!).flatMap((cuboid) => nearFaceOffs(sample, cuboid)),
    )
    expect(answers.filter(({ outcome }) => outcome === 'refused').length).toBeLessThan(3)
    expect(median(offs)).toBeLessThan(0.1)
    expect(share(offs, 0.75)).toBeLessThan(0.25)
  })

  it('the L-shape turns a box pushed by 0.5 m and turned by 5° back to the label', () => {
    const offs = samples.flatMap(({ points, rough, truth, known: { ground } }) => {
      // Less margin than the push would cut into the sides that are seen.
      const own = standingPoints(points, rough, { margin: 0.3, ground })
      const yaw = fitYaw(own, yawOf(rough.rotation))
      return yaw === null ? [] : [toDegrees(Math.abs(angleBetween(yawOf(truth.rotation), yaw)))]
    })
    expect(offs.length).toBeGreaterThan(samples.length * 0.95)
    expect(median(offs)).toBeLessThan(2)
    expect(share(offs, 0.75)).toBeLessThan(5)
  })

  it('growing and shrinking a box pushed, turned and too large brings its seen faces back', () => {
    for (const fit of [grow, shrink]) {
      const answers = samples.map((sample) => fit(sample.points, sample.rough, sample.known))
      const offs = samples.flatMap((sample, index) =>
        fittedOf(answers[index]!).flatMap((cuboid) => nearFaceOffs(sample, cuboid)),
      )
      const roughOffs = samples.flatMap((sample) => nearFaceOffs(sample, sample.rough))
      // A face that alone is seen gives a box too flat, which is refused.
      const refused = answers.filter(({ outcome }) => outcome === 'refused').length
      expect(refused / samples.length).toBeLessThan(0.2)
      expect(median(offs)).toBeLessThan(0.15)
      expect(median(offs)).toBeLessThan(median(roughOffs) / 2)
      const bottoms = samples.flatMap(({ truth }, index) =>
        fittedOf(answers[index]!).map((cuboid) => Math.abs(bottomOf(cuboid) - bottomOf(truth))),
      )
      expect(median(bottoms)).toBeLessThan(0.06)
    }
  })

  it('one click on a vehicle gives a box near the label', () => {
    const offs = samples.flatMap(({ truth, points, known }) => {
      const own = standingPoints(points, truth, { margin: 0, ground: known.ground })
      const at = Math.floor(own.length / 8) * 4
      const point: Vec3 = [own[at] ?? Number.NaN, own[at + 1] ?? Number.NaN, own[at + 2] ?? 0]
      const answer = createFit(
        points,
        { kind: 'point', point },
        { ...known, typicalExtent: truth.extent, referenceYaw: yawOf(truth.rotation) },
      )
      return fittedOf(answer).map((cuboid) => distance(cuboid.center, truth.center))
    })
    expect(offs.length).toBeGreaterThan(samples.length * 0.95)
    expect(median(offs)).toBeLessThan(0.35)
    expect(share(offs, 0.75)).toBeLessThan(0.8)
  })
})
