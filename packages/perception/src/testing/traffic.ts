import {
  type Cuboid,
  fromYaw,
  invert,
  type Pose,
  transformCuboid,
  type Vec3,
} from '@trueline/geometry'
import type { Detection } from '../detection.ts'
import type { DetectedFrame } from '../track/sighting.ts'
import { randomFrom } from './tensors.ts'

/** An object of a made street: where it is at a time, in the world. */
export type RoadUser = {
  readonly name: string
  readonly category: string
  readonly extent: Vec3
  readonly at: (time: number) => {
    readonly x: number
    readonly y: number
    readonly heading: number
  }
}

/** What goes wrong when a street is seen. */
export type Trouble = {
  readonly seed: number
  /** Share of the objects' sights that are missing. */
  readonly missed: number
  /** Stray boxes a frame. */
  readonly strays: number
  /** Bushes and bins that are taken for cars, each in some of the frames. */
  readonly bushes: number
  /** Share of the headings that are the wrong way round. */
  readonly flipped: number
  /** By how much of the way odometry is wrong. */
  readonly drift: number
  /** Frames in which an object is hidden, by its name. */
  readonly hidden: { readonly [name: string]: readonly [from: number, to: number] }
}

/** Nothing goes wrong but noise. */
export const NO_TROUBLE: Trouble = {
  ...{ seed: 1, missed: 0, strays: 0, bushes: 0, flipped: 0, drift: 0, hidden: {} },
}

/** What was seen of a street, and what is true, by name and frame, in ego space. */
export type Street = {
  readonly frames: readonly DetectedFrame[]
  readonly truth: ReadonlyMap<string, readonly Cuboid[]>
}

/** Seconds between two frames. */
export const STEP = 0.1
const REACH = 50
const EGO_SPEED = 8

const CAR: Vec3 = [4.4, 1.8, 1.5]
const PERSON: Vec3 = [0.7, 0.7, 1.75]
const BIKE: Vec3 = [1.8, 0.6, 1.75]

/** A car that stands. */
export function parked(name: string, x: number, y: number): RoadUser {
  const heading = y > 0 ? 0 : Math.PI
  return { name, category: 'car', extent: CAR, at: () => ({ x, y, heading }) }
}

/** Something that goes straight on. */
export function passing(
  name: string,
  [x, y]: readonly [number, number],
  [speedX, speedY]: readonly [number, number],
): RoadUser {
  const at = (time: number) => {
    const heading = Math.atan2(speedY, speedX)
    return { x: x + speedX * time, y: y + speedY * time, heading }
  }
  return { name, category: 'car', extent: CAR, at }
}

/** Something that goes round a circle. */
export function circling(name: string, category: 'car' | 'cyclist', speed: number): RoadUser {
  const radius = category === 'car' ? 12 : 8
  const at = (time: number) => {
    const angle = (speed / radius) * time
    const [x, y] = [20 + radius * Math.sin(angle), 15 - radius * Math.cos(angle)]
    return { x, y, heading: angle }
  }
  return { name, category, extent: category === 'car' ? CAR : BIKE, at }
}

/** Somebody who walks to and fro. */
export function walking(name: string, x: number, y: number): RoadUser {
  const at = (time: number) => {
    const phase = time / 2
    const heading = Math.cos(phase) > 0 ? 0 : Math.PI
    return { x: x + 2.4 * Math.sin(phase), y, heading }
  }
  return { name, category: 'pedestrian', extent: PERSON, at }
}

/** A street with a row of parked cars on either side, cars that meet and cross, and people. */
export const STREET: readonly RoadUser[] = [
  ...Array.from({ length: 8 }, (_, index) => parked(`left${index}`, 6 + index * 6.5, 5)),
  ...Array.from({ length: 8 }, (_, index) => parked(`right${index}`, 6 + index * 6.5, -5)),
  passing('oncoming', [70, 2], [-11, 0]),
  passing('ahead', [12, -1.5], [8.5, 0]),
  passing('crossing', [41.75, -30], [0, 9]),
  passing('countercrossing', [48.25, 25], [0, -7]),
  walking('walker', 20, 8),
  walking('stroller', 31, -8),
]

/** A street seen for some frames from an ego that drives through it. */
export function seenStreet(
  users: readonly RoadUser[],
  frameCount: number,
  trouble: Trouble,
): Street {
  const next = randomFrom(trouble.seed)
  const even = (): number => (next() + 1) / 2
  /** About normal: the sum of twelve even ones has a variance of 1. */
  const normal = (deviation: number): number =>
    deviation * Array.from({ length: 12 }, even).reduce((sum, value) => sum + value, -6)
  const bushes = Array.from({ length: trouble.bushes }, () => ({
    x: 80 * even(),
    y: (9 + 12 * even()) * (even() < 0.5 ? -1 : 1),
    /** In how many of the frames, and how surely. */
    often: 0.1 + 0.7 * even(),
    odds: -0.5 + normal(0.8),
  }))
  /** Some objects are liked better than others by any finder. */
  const likes = new Map(users.map(({ name }) => [name, normal(0.8)]))
  const truth = new Map(users.map(({ name }) => [name, [] as Cuboid[]]))
  const frames = Array.from({ length: frameCount }, (_, frame): DetectedFrame => {
    const time = frame * STEP
    const worldFromEgo = egoAt(time)
    const detections: Detection[] = []
    for (const user of users) {
      const { x, y, heading } = user.at(time)
      const inWorld = {
        center: [x, y, 0.8] as Vec3,
        extent: user.extent,
        rotation: fromYaw(heading),
      }
      const cuboid = transformCuboid(invert(worldFromEgo), inWorld)
      truth.get(user.name)!.push(cuboid)
      const range = Math.hypot(cuboid.center[0], cuboid.center[1])
      const [from, to] = trouble.hidden[user.name] ?? [0, -1]
      const isHidden = frame >= from && frame <= to
      // Drawn for all, so that hiding one changes nothing of the others.
      const luck = { isMissed: even() < trouble.missed, isFlipped: even() < trouble.flipped }
      const noise = [0.06 + 0.003 * range, 0.05, 0.06].map((deviation) =>
        [1, 2, 3].map(() => normal(deviation)),
      )
      if (luck.isMissed || isHidden || range > REACH) continue
      const [moved, grown, [turned]] = noise as [number[], number[], number[]]
      detections.push({
        category: user.category,
        score: logistic(1.5 - range / 40 + (likes.get(user.name) ?? 0) + normal(0.8)),
        cuboid: {
          center: cuboid.center.map((value, axis) => value + moved[axis]!) as unknown as Vec3,
          extent: user.extent.map((side, axis) => side * (1 + grown[axis]!)) as unknown as Vec3,
          rotation: turnedBy(cuboid, turned! + (luck.isFlipped ? Math.PI : 0)),
        },
      })
    }
    for (const { x, y, often, odds } of bushes) {
      const isSeen = even() < often
      const score = logistic(odds + normal(0.8))
      const center: Vec3 = [x + normal(0.2), y + normal(0.2), 0.8]
      const rotation = fromYaw(normal(0.3))
      const cuboid = transformCuboid(invert(worldFromEgo), { center, extent: CAR, rotation })
      const range = Math.hypot(cuboid.center[0], cuboid.center[1])
      if (isSeen && range <= REACH) detections.push({ category: 'car', score, cuboid })
    }
    for (let stray = 0; stray < trouble.strays; stray++) {
      const center: Vec3 = [REACH * (2 * even() - 1), 30 * (2 * even() - 1), 0.8]
      const rotation = fromYaw(Math.PI * (2 * even() - 1))
      const cuboid = { center, extent: CAR, rotation }
      detections.push({ category: 'car', score: logistic(-1 + normal(1)), cuboid })
    }
    const told = { ...worldFromEgo, translation: driftedFrom(worldFromEgo, trouble.drift) }
    return { worldFromEgo: told, time, detections, pointCounts: null }
  })
  return { frames, truth }
}

function egoAt(time: number): Pose {
  return { translation: [EGO_SPEED * time, 0, 0], rotation: fromYaw(0.05 * Math.sin(time)) }
}

function driftedFrom({ translation: [x, y, z] }: Pose, drift: number): Vec3 {
  return [x * (1 - drift), y, z]
}

function turnedBy({ rotation }: Cuboid, angle: number): Cuboid['rotation'] {
  const turned = transformCuboid(
    { translation: [0, 0, 0], rotation },
    { center: [0, 0, 0], extent: [1, 1, 1], rotation: fromYaw(angle) },
  )
  return turned.rotation
}

function logistic(odds: number): number {
  return 1 / (1 + Math.exp(-odds))
}
