import { type Anchor, isKeyframe, type Patch, patchOf, reshape, resize } from '@trueline/annotation'
import {
  type Cuboid,
  distance,
  medianOf,
  mix,
  transformCuboid,
  type Vec3,
} from '@trueline/geometry'
import type { TrackState } from '../views/trackView.ts'
import { isOpen, type Mend, viewOf } from './mend.ts'

/** Differences below this are no other size. */
const SAME = 1e-6
/** Boxes further away in time say nothing of where one should be. */
const SECONDS = 1

const SIDES = [0, 1, -1] as const
const ANCHORS: readonly Anchor[] = SIDES.flatMap((x) =>
  SIDES.flatMap((y) => [0 as const, -1 as const].map((z): Anchor => [x, y, z])),
)

/**
 * Gives a track one size: that of the boxes a person stands for, else the one that most have, else the
 * median of the best seen ones.
 *
 * A box that changes keeps the faces nearest to the sensor, unless the boxes beside it in time, which
 * had that size already, say that it was another of its faces, or its middle, that was right.
 */
export const oneSize: Mend = ({ tracks: [trackId] }, context) => {
  const view = viewOf(context, trackId)
  if (view === null || view.states.length === 0) return []
  const extent = bestExtent(view.states)
  const isRight = ({ cuboid }: TrackState): boolean =>
    cuboid.extent.every((side, axis) => Math.abs(side - extent[axis]!) < SAME)
  const right = view.states.filter(isRight)
  const changed = view.states.filter((state) => isOpen(state.cuboid) && !isRight(state))
  const isCommon = view.states.every((state) => isRight(state) || isOpen(state.cuboid))
  const cuboids = changed.map((state) => {
    const shapes = ANCHORS.map((anchor) => resize(state.cuboid, extent, anchor))
    const place = placeBetween(right, state)
    const pose = context.moments.poses[state.frame] ?? null
    const awayFrom = (shape: Cuboid): number => {
      const inWorld = pose === null ? shape : transformCuboid(pose, shape)
      return place === null ? 0 : distance(inWorld.center, place)
    }
    const nearest = resize(state.cuboid, extent, 'nearest')
    const best =
      place === null ? nearest : shapes.reduce((a, b) => (awayFrom(b) < awayFrom(a) ? b : a))
    return reshape(state.cuboid, best, 'refit')
  })
  const track = isCommon ? [{ ...view.track, extent }] : []
  return cuboids.length === 0
    ? []
    : (patchOf(context.annotations, [...track, ...cuboids]) satisfies Patch)
}

function bestExtent(states: readonly TrackState[]): Vec3 {
  const held = states.filter(({ cuboid }) => isKeyframe(cuboid))
  const common = held.length > 0 ? null : commonExtent(states)
  if (common !== null) return common
  const seen = states.toSorted((a, b) => worth(b) - worth(a)).slice(0, (states.length + 1) >> 1)
  const [length, width, height] = [0, 1, 2].map((axis) =>
    medianOf((held.length > 0 ? held : seen).map(({ cuboid }) => cuboid.extent[axis]!)),
  )
  return [length!, width!, height!]
}

/** The size that at least half of the boxes have, to a centimeter; `null` for none. */
function commonExtent(states: readonly TrackState[]): Vec3 | null {
  const counts = new Map<string, number>()
  for (const { cuboid } of states) {
    const key = cuboid.extent.map((side) => side.toFixed(2)).join(' ')
    const count = (counts.get(key) ?? 0) + 1
    if (count * 2 >= states.length) return cuboid.extent
    counts.set(key, count)
  }
  return null
}

/** How well a box was seen: by its points, else by how near it is. */
function worth({ cuboid }: TrackState): number {
  return cuboid.pointCount ?? 1 / (1 + Math.hypot(cuboid.center[0], cuboid.center[1]))
}

/** Where boxes before and after say that something was; `null` where none are near in time. */
function placeBetween(states: readonly TrackState[], { time, frame }: TrackState): Vec3 | null {
  const before = states.findLast((one) => one.frame < frame)
  const after = states.find((one) => one.frame > frame)
  if (before === undefined || after === undefined) return null
  if (time - before.time > SECONDS || after.time - time > SECONDS) return null
  const share = (time - before.time) / (after.time - before.time)
  return mix(before.inWorld.center, after.inWorld.center, share)
}
