import type { FixedRecord } from '@trueline/annotation'
import { distance, type Pose } from '@trueline/geometry'
import type { MaskedSweep } from '../canvas/groundPoints.ts'
import { findRoadside, type RoadsideThing } from './findRoadside.ts'
import { roadsideRecords } from './roadsideRecords.ts'
import { type Gathering, gatherStanding } from './standingCloud.ts'

/** Finds what stands beside and above the road along a drive, without any network. */
export type RoadsideFinder = {
  /** Takes a sweep in, in the order they were driven; it may be dropped afterwards. */
  readonly add: (sweep: MaskedSweep, worldFromEgo: Pose) => void
  /** Poles, signs and traffic lights, each once, and what hangs on which pole; all proposed, `prefix` begins their ids. */
  readonly found: (prefix: string) => readonly FixedRecord[]
}

/** In meters of drive: what is gathered at once, and how much of it the next stretch sees again. */
const STRETCH = 220
const OVERLAP = 80
/** So near to one another, in meters, two things of a kind are one, seen from two stretches. */
const SAME = 0.6

type Stretch = { readonly begun: number; readonly gathering: Gathering }

/** A finder that has seen nothing. Its memory grows with 220 m of a drive, never with the whole. */
export function createRoadsideFinder(): RoadsideFinder {
  let driven = 0
  let last: Pose | null = null
  let stretches: readonly Stretch[] = [{ begun: 0, gathering: gatherStanding() }]
  const things: RoadsideThing[] = []

  const finish = ({ gathering }: Stretch): void => {
    const found = findRoadside(gathering.cloud())
    const places: number[] = []
    for (const thing of found) {
      const on = thing.on === null ? null : places[thing.on]!
      places.push(placeOf({ ...thing, on }))
    }
  }

  /** Where a thing is in the list, put there or made one with what is there. */
  const placeOf = (thing: RoadsideThing): number => {
    const at = things.findIndex((other) => isSame(other, thing))
    if (at < 0) return things.push(thing) - 1
    if (thing.score > things[at]!.score) things[at] = thing
    return at
  }

  return {
    add(sweep, worldFromEgo) {
      if (last !== null) driven += distance(last.translation, worldFromEgo.translation)
      last = worldFromEgo
      const newest = stretches.at(-1)!
      if (driven - newest.begun >= STRETCH - OVERLAP) {
        stretches = [...stretches, { begun: driven, gathering: gatherStanding() }]
      }
      const oldest = stretches[0]!
      if (driven - oldest.begun >= STRETCH) {
        finish(oldest)
        stretches = stretches.slice(1)
      }
      for (const { gathering } of stretches) gathering.add(sweep, worldFromEgo)
    },
    found(prefix) {
      for (const stretch of stretches) finish(stretch)
      stretches = [{ begun: driven, gathering: gatherStanding() }]
      return roadsideRecords(things, prefix)
    },
  }
}

/** Whether two things are one; poles by where they stand, as both may have been seen in part. */
function isSame(a: RoadsideThing, b: RoadsideThing): boolean {
  if (a.kind !== b.kind) return false
  const [[ax, ay, az], [bx, by, bz]] = [a.cuboid.center, b.cuboid.center]
  const above = a.kind === 'pole' ? 0 : az - bz
  return Math.hypot(ax - bx, ay - by, above) <= SAME
}
