import {
  type Annotations,
  type Box2d,
  box2dsAt,
  type Category,
  type CuboidRecord,
  cuboidsOf,
  isShown,
  meaningOf,
  type Ontology,
  type Track,
} from '@trueline/annotation'
import { type Cuboid, transformCuboid, yawOf } from '@trueline/geometry'
import type { ClipMoments } from './clipMoments.ts'

/** What moves alike. */
export type Family = 'person' | 'rider' | 'vehicle' | 'thing'

/** One of a track's cuboids. */
export type TrackState = {
  readonly cuboid: CuboidRecord
  readonly frame: number
  /** Seconds since the clip's first frame. */
  readonly time: number
  readonly inWorld: Cuboid
  /** In the world. */
  readonly yaw: number
}

/** A track as the checks look at it. */
export type TrackView = {
  readonly track: Track
  /** The ontology's entry; `null` where it has none. */
  readonly category: Category | null
  /** The category of ours that it means; `null` for none. */
  readonly meaning: string | null
  readonly family: Family
  readonly isRigid: boolean
  /** The frames it has a box in, whatever box, ascending. */
  readonly frames: readonly number[]
  /**
   * The sound ones of its cuboids, by frame. Where the clip knows of the world, those of frames
   * without a pose are not among them: nothing can be said of how they moved.
   */
  readonly states: readonly TrackState[]
  /** Cuboids that no box can be, by frame. */
  readonly unsound: readonly CuboidRecord[]
  /** Its 2D boxes in frames that it has a box in. */
  readonly boxes: readonly Box2d[]
  /** Around all the centers, in the world; empty where there is no state. */
  readonly bounds: Bounds
  /** Of its boxes from above, half the longest diagonal. In meters. */
  readonly halfDiagonal: number
  /** Its states in each leg of so many frames; `undefined` where it has none in one. */
  readonly legs: readonly (Leg | undefined)[]
}

/** Frames of a leg: two things that are far from one another in all legs never meet. */
const LEG = 16

/** The states of a track in some frames that follow one another, one at least, and the bounds of these. */
export type Leg = { readonly states: readonly TrackState[]; readonly bounds: Bounds }

/** The least and greatest x and y. */
export type Bounds = readonly [minX: number, minY: number, maxX: number, maxY: number]

/** Further from the ego than this there is no box. */
const REACH = 500

const FAMILIES: ReadonlyMap<string, Family> = new Map([
  ['pedestrian', 'person'],
  ['person_sitting', 'person'],
  ['animal', 'person'],
  ['cyclist', 'rider'],
  ['bicycle', 'rider'],
  ['motorcycle', 'rider'],
  ['traffic_cone', 'thing'],
  ['barrier', 'thing'],
  ['sign', 'thing'],
  ['pole', 'thing'],
])

/** What all views of a clip have in common. */
export type ViewSource = {
  readonly annotations: Annotations
  readonly ontology: Ontology
  readonly moments: ClipMoments
}

/** The view of a track. Linear in its cuboids. */
export function trackViewOf(
  track: Track,
  { annotations, ontology, moments }: ViewSource,
): TrackView {
  const shown = cuboidsOf(annotations, track.id).filter(isShown)
  const frameCount = moments.times.length
  const unsound = shown.filter((cuboid) => !isSound(cuboid, frameCount))
  const states = shown.flatMap((cuboid) =>
    isSound(cuboid, frameCount) ? stateOf(cuboid, moments) : [],
  )
  const category = ontology.categories.find(({ id }) => id === track.category) ?? null
  const meaning = meaningOf(track.category)
  const family = FAMILIES.get(meaning ?? '') ?? 'vehicle'
  const isRigid = category?.isRigid ?? family !== 'person'
  const frames = shown.map(({ frame }) => frame)
  const boxes = frames.flatMap((frame) =>
    box2dsAt(annotations, frame).filter(({ trackId }) => trackId === track.id),
  )
  const bounds = boundsOf(states)
  const legs = legsOf(states)
  const about = { track, category, meaning, family, isRigid }
  const halfDiagonal = halfDiagonalOf(states)
  return { ...about, frames, states, unsound, boxes, bounds, halfDiagonal, legs }
}

function halfDiagonalOf(states: readonly TrackState[]): number {
  let longest = 0
  for (const { cuboid } of states) {
    const [length, width] = cuboid.extent
    longest = Math.max(longest, length * length + width * width)
  }
  return Math.sqrt(longest) / 2
}

function legsOf(states: readonly TrackState[]): readonly (Leg | undefined)[] {
  const parts: TrackState[][] = []
  for (const state of states) {
    const leg = Math.floor(state.frame / LEG)
    const part = parts[leg]
    if (part === undefined) parts[leg] = [state]
    else part.push(state)
  }
  return Array.from(parts, (part) => part && { states: part, bounds: boundsOf(part) })
}

function stateOf(
  cuboid: CuboidRecord,
  { times, poses, isPosed }: ClipMoments,
): readonly TrackState[] {
  const pose = poses[cuboid.frame] ?? null
  if (pose === null && isPosed) return []
  const { center, extent, rotation } = cuboid
  const inWorld = pose === null ? { center, extent, rotation } : transformCuboid(pose, cuboid)
  const { frame } = cuboid
  return [{ cuboid, frame, time: times[frame]!, inWorld, yaw: yawOf(inWorld.rotation) }]
}

/** Whether a box can have these numbers, and a frame of the clip is theirs. */
function isSound({ center, extent, rotation, frame }: CuboidRecord, frameCount: number): boolean {
  return (
    frame < frameCount &&
    Number.isFinite(center[0] + center[1] + center[2] + extent[0] + extent[1] + extent[2]) &&
    extent[0] > 0 &&
    extent[1] > 0 &&
    extent[2] > 0 &&
    Math.abs(Math.hypot(...rotation) - 1) < 1e-3 &&
    Math.hypot(center[0], center[1]) <= REACH
  )
}

/** How far two bounds are apart at least. In meters. */
export function apart(a: Bounds, b: Bounds): number {
  const x = Math.max(0, a[0] - b[2], b[0] - a[2])
  const y = Math.max(0, a[1] - b[3], b[1] - a[3])
  return Math.sqrt(x * x + y * y)
}

function boundsOf(states: readonly TrackState[]): Bounds {
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const { inWorld } of states) {
    const [x, y] = inWorld.center
    if (x < minX) minX = x
    if (x > maxX) maxX = x
    if (y < minY) minY = y
    if (y > maxY) maxY = y
  }
  return [minX, minY, maxX, maxY]
}
