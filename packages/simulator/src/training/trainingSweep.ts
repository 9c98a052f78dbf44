import { type Cuboid, compose, type Pose, rotate, ZERO } from '@trueline/geometry'
import type { Sweep } from '@trueline/pointcloud'
import type { CategoryName } from '../ontology.ts'
import { pick } from '../random.ts'
import { createTake, expose, type Take } from './exposure.ts'
import { readReturns, seenUsers } from './readReturns.ts'

/** A labelled body of a training sweep. */
export type TrainingCuboid = {
  readonly category: CategoryName
  /** Ego space, upright, tight around the body where the sweep shows it. */
  readonly cuboid: Cuboid
  /** Points of the sweep that came back from it; also 0. */
  readonly pointCount: number
}

/** A sweep, and its sensor in the ego space of the training sweep's own moment. */
export type PlacedSweep = {
  /** In sensor space. */
  readonly sweep: Sweep
  /** Ego is z up, near z = 0 on the ground below the vehicle. */
  readonly egoFromSensor: Pose
}

/** One sweep of one scene with everything in it that is to be found. */
export type TrainingSweep = PlacedSweep & {
  readonly cuboids: readonly TrainingCuboid[]
  /** The sweeps before it, as many as were asked for, latest first. */
  readonly earlier: readonly PlacedSweep[]
}

/**
 * A sweep of a scene of its own, by a sensor of its own: all drawn from the seed, a whole number.
 *
 * About 0.07 s, a third of it for the scene; each earlier sweep 0.05 s more.
 */
export function trainingSweep(
  seed: number,
  { earlier = 0 }: { readonly earlier?: number } = {},
): TrainingSweep {
  const take = createTake(seed)
  const exposure = expose(take, 0)
  const read = readReturns(exposure)
  const seen = seenUsers(exposure, read)
  const interval = pick(take.random, [0.05, 0.1, 0.1, 0.2, 0.5])
  return {
    sweep: read.sweep,
    egoFromSensor: tilted(take, exposure.egoFromSensor),
    cuboids: seen.map(({ pointCount, cuboid }, i) => {
      const center = rotate(take.lidar.tilt, cuboid.center)
      const { category } = take.site.users[i]!
      return { category, cuboid: { ...cuboid, center }, pointCount }
    }),
    earlier: Array.from({ length: earlier }, (_, i) => sweepBefore(take, (i + 1) * interval)),
  }
}

/** The take's sweep so many seconds before, the vehicle's own motion taken out. */
function sweepBefore(take: Take, seconds: number): PlacedSweep {
  const motion = { ...take.motion, isDeskewed: true }
  const exposure = expose({ ...take, motion }, seconds)
  return {
    sweep: readReturns(exposure).sweep,
    egoFromSensor: tilted(take, exposure.egoFromSensor),
  }
}

function tilted({ lidar }: Take, egoFromSensor: Pose): Pose {
  return compose({ translation: ZERO, rotation: lidar.tilt }, egoFromSensor)
}
