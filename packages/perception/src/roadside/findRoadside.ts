import { type Cuboid, distance, fromYaw } from '@trueline/geometry'
import { brightFrom, brightSigns } from './brightSigns.ts'
import { columnsOf } from './columns.ts'
import { onPole } from './onPoles.ts'
import { type Pole, polesIn } from './poles.ts'
import type { StandingCloud } from './standingCloud.ts'

/** A thing found beside or above the road. */
export type RoadsideThing = {
  readonly kind: 'pole' | 'trafficSign' | 'trafficLight'
  /** In world space; a sign's or light's +x looks along its thinnest side. */
  readonly cuboid: Cuboid
  /** How sure that is, in 0..1; no probability. */
  readonly score: number
  /** The pole it hangs on, by its place in the list. */
  readonly on: number | null
}

/** So near to one another two signs are one. */
const SAME = 0.5
/** So near to a pole's axis a sign hangs on it. */
const HANGS = 0.5

/** The poles, signs and traffic lights of a cloud, each once: poles first. */
export function findRoadside(cloud: StandingCloud): readonly RoadsideThing[] {
  const columns = columnsOf(cloud)
  const bright = brightFrom(cloud)
  const poles = polesIn(columns)
  const things = poles.map(
    (pole): RoadsideThing => ({
      kind: 'pole',
      cuboid: cuboidOf(pole),
      score: pole.score,
      on: null,
    }),
  )
  const add = (thing: RoadsideThing): void => {
    const at = things.findIndex(
      ({ kind, cuboid }) => kind !== 'pole' && distance(cuboid.center, thing.cuboid.center) <= SAME,
    )
    if (at < 0) things.push(thing)
    else if (thing.score > things[at]!.score) things[at] = thing
  }
  for (const [index, pole] of poles.entries()) {
    for (const { kind, patch, score } of onPole(columns, pole, bright)) {
      add({ kind, cuboid: thick(patch.cuboid), score, on: index })
    }
  }
  for (const { patch, score } of brightSigns(columns, bright)) {
    const [x, y] = patch.cuboid.center
    const at = poles.findIndex(({ foot }) => Math.hypot(foot[0] - x, foot[1] - y) <= HANGS)
    add({ kind: 'trafficSign', cuboid: thick(patch.cuboid), score, on: at < 0 ? null : at })
  }
  return things
}

function cuboidOf({ foot: [x, y, z], height, width }: Pole): Cuboid {
  return {
    center: [x, y, z + height / 2],
    extent: [width, width, height],
    rotation: fromYaw(0),
  }
}

/** The same, a little thicker than nothing. */
function thick({ center, extent: [length, width, height], rotation }: Cuboid): Cuboid {
  return { center, extent: [Math.max(0.1, length), width, height], rotation }
}
