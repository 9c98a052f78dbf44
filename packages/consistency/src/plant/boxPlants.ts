import { axisAngle, fromDegrees, multiply, type Vec3 } from '@trueline/geometry'
import type { CheckId } from '../finding.ts'
import type { TrackState } from '../views/trackView.ts'
import {
  type Bed,
  between,
  nudged,
  type Planting,
  shaped,
  stretchOf,
  whole,
} from './plantedFault.ts'

type Spoiled = {
  readonly check: CheckId
  readonly states: readonly TrackState[]
  readonly strength: number
}

function planting(
  { view }: Bed,
  { check, states, strength }: Spoiled,
  spoil: (state: TrackState, index: number) => Planting['after'][number],
): Planting {
  const frames = states.map(({ frame }) => frame)
  return { fault: { check, tracks: [view.track.id], frames, strength }, after: states.map(spoil) }
}

/** B1: in a few frames the size is another. */
export function plantSizeJump(bed: Bed): Planting {
  const { random } = bed
  const states = stretchOf(bed.view, whole(random, 3, 7), random)
  const share = between(random, 0.12, 0.26) * (random() < 0.5 ? -1 : 1)
  const stretch: Vec3 = [1 + share, 1 + share * 0.6, 1 + share * 0.3]
  return planting(bed, { check: 'B1', states, strength: Math.abs(share) }, ({ cuboid }) =>
    nudged(cuboid, { stretch }),
  )
}

/** B2: the size is none of its category, throughout. */
export function plantWrongSize(bed: Bed): Planting {
  const factor = between(bed.random, 2.6, 3.4)
  const { states } = bed.view
  return planting(bed, { check: 'B2', states, strength: factor }, ({ cuboid }) =>
    nudged(cuboid, { stretch: [1, 1, factor], by: [0, 0, (cuboid.extent[2] * (factor - 1)) / 2] }),
  )
}

/** Larger cars become larger still, and smaller ones smaller: else they become ordinary ones. In m³. */
const ORDINARY = 11

/** B3: the size is one that its category may have, and hardly ever has. */
export function plantUnlikelySize(bed: Bed): Planting {
  const { states } = bed.view
  const [length, width, height] = states[0]!.cuboid.extent
  const by = between(bed.random, 1.3, 1.4)
  const factor = length * width * height < ORDINARY ? 1 / by : by
  const stretch: Vec3 = [factor, factor, factor]
  return planting(bed, { check: 'B3', states, strength: by ** 3 }, ({ cuboid }) =>
    nudged(cuboid, { stretch, by: [0, 0, (cuboid.extent[2] * (factor - 1)) / 2] }),
  )
}

/** B5: for a while the box leans. */
export function plantLean(bed: Bed): Planting {
  const { random } = bed
  const states = stretchOf(bed.view, whole(random, 3, 10), random)
  const lean = between(random, 8, 20)
  const axis: Vec3 = random() < 0.5 ? [1, 0, 0] : [0, 1, 0]
  return planting(bed, { check: 'B5', states, strength: lean }, ({ cuboid }) => {
    const rotation = multiply(cuboid.rotation, axisAngle(axis, fromDegrees(lean)))
    return shaped(cuboid, { center: cuboid.center, extent: cuboid.extent, rotation })
  })
}

/** C1: in one frame the box is far off. */
export function plantJump(bed: Bed): Planting {
  const { random, view } = bed
  const far = view.family === 'vehicle' ? between(random, 6, 10) : between(random, 2.2, 4)
  const states = stretchOf(view, 1, random)
  return planting(bed, { check: 'C1', states, strength: far }, ({ cuboid }) =>
    nudged(cuboid, { by: [0, far, 0] }),
  )
}

/** C2: in one frame the box is turned. */
export function plantYawStep(bed: Bed): Planting {
  const turn = between(bed.random, 36, 75)
  const states = stretchOf(bed.view, 1, bed.random)
  return planting(bed, { check: 'C2', states, strength: turn }, ({ cuboid }) =>
    nudged(cuboid, { turn: fromDegrees(turn) }),
  )
}

/** C3: for a while front is taken for rear. */
export function plantFlip(bed: Bed): Planting {
  const states = stretchOf(bed.view, whole(bed.random, 3, 10), bed.random)
  return planting(bed, { check: 'C3', states, strength: 180 }, ({ cuboid }) =>
    nudged(cuboid, { turn: Math.PI }),
  )
}

/** C4: what drives is turned away from where it goes, throughout. */
export function plantWrongHeading(bed: Bed): Planting {
  const turn = between(bed.random, 36, 60) * (bed.random() < 0.5 ? -1 : 1)
  const { states } = bed.view
  return planting(bed, { check: 'C4', states, strength: Math.abs(turn) }, ({ cuboid }) =>
    nudged(cuboid, { turn: fromDegrees(turn) }),
  )
}

/** C5: the box swerves from side to side about its way, once in two seconds. */
export function plantSwerve(bed: Bed): Planting {
  const reach = between(bed.random, 1.2, 2)
  const { states } = bed.view
  const strength = reach * Math.PI ** 2
  return planting(bed, { check: 'C5', states, strength }, ({ cuboid, time }) =>
    nudged(cuboid, { by: [0, reach * Math.sin(Math.PI * time), 0] }),
  )
}

/** C6: in one frame the box is a little off. */
export function plantOutlier(bed: Bed): Planting {
  const far = between(bed.random, 0.7, 1.5)
  const states = stretchOf(bed.view, 1, bed.random)
  return planting(bed, { check: 'C6', states, strength: far }, ({ cuboid }) =>
    nudged(cuboid, { by: [0, bed.random() < 0.5 ? far : -far, 0] }),
  )
}

/** Faster it would be driving. In m/s. */
const CREEP = 0.25

/** C8: the box of something parked creeps away through the whole clip. */
export function plantStaticDrift(bed: Bed): Planting {
  const { random } = bed
  const all = bed.view.states
  const seconds = all.at(-1)!.time - all[0]!.time
  const far = Math.min(between(random, 0.5, 1), CREEP * seconds)
  const angle = between(random, -Math.PI, Math.PI)
  const spoiled = { check: 'C8' as const, states: all.slice(1), strength: far }
  return planting(bed, spoiled, ({ cuboid }, index) => {
    const share = (index + 1) / (all.length - 1)
    const by: Vec3 = [far * share * Math.cos(angle), far * share * Math.sin(angle), 0]
    return nudged(cuboid, { by })
  })
}

/** C9: a box is marked as moving or standing, and is not. */
export function plantWrongMark(bed: Bed, isMoving: boolean): Planting {
  const states = stretchOf(bed.view, whole(bed.random, 3, 10), bed.random)
  return planting(bed, { check: 'C9', states, strength: 1 }, ({ cuboid }) => ({
    ...cuboid,
    attributes: { ...cuboid.attributes, isMoving: !isMoving },
  }))
}

/** C10: for a while boxes were interpolated, beside the way that was taken. */
export function plantInterpolated(bed: Bed): Planting {
  const states = stretchOf(bed.view, whole(bed.random, 8, 14), bed.random)
  const far = between(bed.random, 0.5, 0.9) * (bed.random() < 0.5 ? -1 : 1)
  return planting(bed, { check: 'C10', states, strength: Math.abs(far) }, ({ cuboid }, index) => {
    const bow = far * Math.sin((Math.PI * (index + 1)) / (states.length + 1))
    return { ...nudged(cuboid, { by: [0, bow, 0] }), provenance: 'interpolated' }
  })
}

/** D3: the track begins late, or ends early. */
export function plantOpenEnd(bed: Bed): Planting {
  const { states } = bed.view
  const length = Math.min(whole(bed.random, 3, 8), states.length - 6)
  const lost = bed.random() < 0.5 ? states.slice(0, length) : states.slice(-length)
  return planting(bed, { check: 'D3', states: lost, strength: length }, ({ cuboid }) => ({
    gone: cuboid,
  }))
}

/** D1: in the middle of a track some boxes are missing. */
export function plantGap(bed: Bed): Planting {
  const states = stretchOf(bed.view, whole(bed.random, 2, 6), bed.random)
  return planting(bed, { check: 'D1', states, strength: states.length }, ({ cuboid }) => ({
    gone: cuboid,
  }))
}

/** E2: the box is larger than its object, throughout. */
export function plantLoose(bed: Bed): Planting {
  return resized(bed, 'E2', between(bed.random, 0.7, 1.1))
}

/** E3: the box is smaller than its object, throughout. */
export function plantCut(bed: Bed): Planting {
  return resized(bed, 'E3', -between(bed.random, 0.45, 0.6))
}

function resized(bed: Bed, check: 'E2' | 'E3', by: number): Planting {
  const { states } = bed.view
  return planting(bed, { check, states, strength: Math.abs(by) / 2 }, ({ cuboid }) => {
    const [length, width] = cuboid.extent
    return nudged(cuboid, { stretch: [1 + by / length, 1 + by / width, 1] })
  })
}

/** E4: the box floats over the ground, throughout. */
export function plantFloat(bed: Bed): Planting {
  const off = between(bed.random, 0.4, 0.9)
  const { states } = bed.view
  return planting(bed, { check: 'E4', states, strength: off }, ({ cuboid }) =>
    nudged(cuboid, { by: [0, 0, off] }),
  )
}
