import { assign, bevIou, type Cuboid, fromYaw } from '@trueline/geometry'
import {
  deviationsFrom,
  firstMotion,
  type MotionState,
  predictMotion,
  type SeenPlace,
  updateMotion,
} from './motionFilter.ts'
import type { MotionModel } from './motionModel.ts'
import type { Sighting } from './sighting.ts'
import type { TrackingOptions } from './trackingOptions.ts'

/** Two sights of one object, the earlier first. */
export type Link = {
  readonly from: Sighting
  readonly to: Sighting
  /** How badly they fit, from 0 to 2. */
  readonly cost: number
}

/** A track on its way through the clip. */
type Follower = {
  readonly last: Sighting
  /** In how many frames it was seen. */
  readonly count: number
  readonly state: MotionState
  readonly model: MotionModel
  /** When the belief is of. */
  readonly time: number
}

/** Further off the prediction nothing is the object, in standard deviations. */
const GATE = 4
/** Cheaper than this a sight overlaps what was predicted, and is nearly there. */
const NEAR = 0.9
/** What taking another category for the same object costs, such as a van for a truck. */
const OTHER_CATEGORY = 0.3

/**
 * The links that following every object through the frames finds, in the direction of `way`.
 *
 * In each frame the sure detections are taken first, then those that only go on with a track, as in
 * "ByteTrack" (Zhang et al., 2022), those near a prediction before those anywhere in reach; each by the
 * best assignment over all.
 */
export function followSightings(
  frames: readonly (readonly Sighting[])[],
  way: 'forward' | 'backward',
  options: TrackingOptions,
): readonly Link[] {
  const links: Link[] = []
  let followers: readonly Follower[] = []
  for (const sightings of way === 'forward' ? frames : frames.toReversed()) {
    const first = sightings[0]
    if (first === undefined) continue
    const { time } = first
    const alive = followers.filter((follower) => isLookedFor(follower, first, options))
    const left = new Set(alive.map((follower) => predicted(follower, time)))
    const next: Follower[] = []
    const isSure = ({ score }: Sighting): boolean => score >= options.firstScore
    const sure = sightings.filter(isSure)
    const others = sightings.filter((one) => !isSure(one))
    const taken = new Set<Sighting>()
    const take = (group: readonly Sighting[], dearest: number): void => {
      const rows = group.filter((sighting) => !taken.has(sighting))
      const columns = [...left]
      const costs = rows.map((sighting) =>
        columns.map((one) => atMost(dearest, costOf(one, sighting))),
      )
      for (const [index, column] of assign(costs).entries()) {
        if (column === null) continue
        const [follower, sighting] = [columns[column]!, rows[index]!]
        left.delete(follower)
        taken.add(sighting)
        next.push(seen(follower, sighting))
        const [from, to] = way === 'forward' ? [follower.last, sighting] : [sighting, follower.last]
        links.push({ from, to, cost: costs[index]![column]! })
      }
    }
    // Pairs are made as many as can be: what stays where it was looked for must not be given away.
    for (const dearest of [NEAR, Number.POSITIVE_INFINITY]) {
      take(sure, dearest)
      take(others, dearest)
    }
    for (const sighting of sure) if (!taken.has(sighting)) next.push(begin(sighting))
    followers = [...next, ...left]
  }
  return links
}

/**
 * What was hardly seen is soon given up: else stray detections would be taken for one fast object. In
 * the very next frame it is looked for even where frames are a second and more apart.
 */
function isLookedFor(
  { last, count }: Follower,
  now: Sighting,
  { longestLoss, longestBridge }: TrackingOptions,
): boolean {
  const missed = Math.abs(now.frame - last.frame) - 1
  const longest = missed === 0 ? Math.max(longestLoss, longestBridge) : longestLoss
  return missed <= count && Math.abs(now.time - last.time) <= longest
}

function begin(sighting: Sighting): Follower {
  const { model, time } = sighting
  return { last: sighting, count: 1, state: firstMotion(placeOf(sighting), model), model, time }
}

function predicted(follower: Follower, time: number): Follower {
  const { state, model } = follower
  return { ...follower, state: predictMotion(state, time - follower.time, model), time }
}

function seen({ count, state, ...follower }: Follower, sighting: Sighting): Follower {
  const { model } = follower
  const updated = updateMotion(state, placeOf(sighting), model)
  return { ...follower, last: sighting, count: count + 1, state: updated }
}

function placeOf({ cuboid, heading }: Sighting): SeenPlace {
  return { x: cuboid.center[0], y: cuboid.center[1], heading }
}

/** How badly a sight fits a prediction, from 0 to 2; infinite where it cannot be the object. */
function costOf({ last, state, model, time }: Follower, sighting: Sighting): number {
  if (model.kind !== sighting.model.kind) return Number.POSITIVE_INFINITY
  const place = placeOf(sighting)
  const reach = model.topSpeed * Math.abs(time - last.time) + 4 * model.centerNoise
  const [lastX, lastY] = last.cuboid.center
  if (Math.hypot(place.x - lastX, place.y - lastY) > reach) return Number.POSITIVE_INFINITY
  const deviations = deviationsFrom(state, place, model)
  if (deviations > GATE) return Number.POSITIVE_INFINITY
  const other = last.category === sighting.category ? 0 : OTHER_CATEGORY
  const overlap = bevIou(cuboidOf(state, last.cuboid), sighting.cuboid)
  return 1 - overlap + (1 - other) * (deviations / GATE) + other
}

function atMost(limit: number, cost: number): number {
  return cost <= limit ? cost : Number.POSITIVE_INFINITY
}

function cuboidOf({ mean }: MotionState, { center, extent }: Cuboid): Cuboid {
  return { center: [mean[0]!, mean[1]!, center[2]], extent, rotation: fromYaw(mean[2]!) }
}
