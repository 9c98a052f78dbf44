import {
  type Cuboid,
  compose,
  fromYaw,
  invert,
  transformCuboid,
  type Vec3,
} from '@trueline/geometry'
import type { CategoryName } from '../ontology.ts'
import { FRAME_SECONDS, type Recording, streetFromEgoOf, sweepOf } from '../recording.ts'
import type { Lure } from '../scenery/street.ts'
import { countPoints } from './countPoints.ts'
import { cuboidInStreet } from './fixtureElements.ts'

/** A box that a sweep put points into. */
export type Seen = {
  readonly frame: number
  /** In the ego space of that frame. */
  readonly cuboid: Cuboid
  readonly pointCount: number
}

/** One physical thing, and the frames in which the lidar saw it. */
export type SeenTrack = {
  readonly category: CategoryName
  readonly isStatic: boolean
  readonly seen: readonly Seen[]
}

/** What a lidar saw of the road users, and of the scenery that a detector may take for one. */
export type Observation = {
  readonly users: readonly SeenTrack[]
  readonly lures: readonly SeenTrack[]
  /** Points of all frames on each fixture of the scenery, in its order. */
  readonly fixturePoints: readonly number[]
}

/** Fewer points than this nobody would label, and no detector find. */
export const SEEN_POINTS = 5

/** What a detector takes scenery for: category and size. */
const LURE_BOXES: Readonly<Record<Lure['kind'], readonly [CategoryName, Vec3]>> = {
  bush: ['Car', [3.6, 1.7, 1.45]],
  pole: ['Pedestrian', [0.6, 0.6, 1.7]],
  bin: ['Pedestrian', [0.65, 0.6, 1.25]],
}

/** Looks at every frame once and tells how many it has looked at; what counts as seen has at least `SEEN_POINTS` of its own points in its box. */
export function observe(recording: Recording, onFrame: (seen: number) => void): Observation {
  const { scene, lidar, frames } = recording
  const users = scene.users.map(() => [] as Seen[])
  const lures = scene.scenery.lures.map(() => [] as Seen[])
  const { fixtures } = scene.scenery
  const fixturePoints = fixtures.map(() => 0)
  const fixtureBoxes = fixtures.map((standing) => grown(cuboidInStreet(standing)))
  for (let frame = 0; frame < frames; frame++) {
    const egoFromStreet = invert(streetFromEgoOf(scene, frame))
    const boxOf = ({ point, yaw }: { point: Vec3; yaw: number }, extent: Vec3): Cuboid =>
      transformCuboid(egoFromStreet, {
        center: [point[0], point[1], point[2] + extent[2] / 2],
        extent,
        rotation: fromYaw(yaw),
      })
    const { sweep, objects } = sweepOf(recording, frame)
    const hits = new Uint32Array(users.length)
    for (const index of objects) if (index >= 0) hits[index]!++
    const seconds = frame * FRAME_SECONDS
    const boxes = [
      ...scene.users.map(({ standAt, body }) => boxOf(standAt(seconds), body.extent)),
      ...scene.scenery.lures.map(({ kind, place }) => boxOf(place, LURE_BOXES[kind][1])),
      ...fixtureBoxes.map((cuboid) => transformCuboid(egoFromStreet, cuboid)),
    ]
    const counts = countPoints(sweep.points, lidar.egoFromSensor, boxes)
    boxes.forEach((cuboid, index) => {
      const pointCount = counts[index]!
      const fixture = index - users.length - lures.length
      if (fixture >= 0) {
        fixturePoints[fixture]! += pointCount
        return
      }
      const isUser = index < users.length
      if (pointCount < SEEN_POINTS || (isUser && hits[index]! < SEEN_POINTS)) return
      const list = isUser ? users[index]! : lures[index - users.length]!
      list.push({ frame, cuboid, pointCount })
    })
    onFrame(frame + 1)
  }
  return {
    users: scene.users.map(({ category, isStatic }, i) => ({
      category,
      isStatic,
      seen: users[i]!,
    })),
    lures: scene.scenery.lures.map(({ kind }, i) => ({
      category: LURE_BOXES[kind][0],
      isStatic: true,
      seen: lures[i]!,
    })),
    fixturePoints,
  }
}

/** Noise puts points this far off a surface. */
const SURFACE = 0.05

function grown({ center, extent: [x, y, z], rotation }: Cuboid): Cuboid {
  const extent = [x + 2 * SURFACE, y + 2 * SURFACE, z + 2 * SURFACE] as const
  return { center, extent, rotation }
}

/** Ego in the world, which begins at the first frame's ego. */
export function worldFromEgoOf({ scene }: Recording, frame: number) {
  return compose(invert(streetFromEgoOf(scene, 0)), streetFromEgoOf(scene, frame))
}
