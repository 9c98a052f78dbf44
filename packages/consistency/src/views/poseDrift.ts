import { distance, medianOf, type Vec3 } from '@trueline/geometry'
import type { ClipMoments } from './clipMoments.ts'
import { isStill } from './isStill.ts'
import type { TrackView } from './trackView.ts'

/** How far a frame's pose is off on the ground, in the world, as what stands still says. */
export type FrameDrift = {
  readonly x: number
  readonly y: number
  /** Meters that the ego drove up to here while too little stood to say how far its poses are off. */
  readonly unknownWay: number
}

/** By frame. */
export type PoseDrift = readonly FrameDrift[]

/** Of fewer, the median is one of them. */
const FEWEST = 3
const ROUNDS = 3
/** More would say no more, and cost: boxes of a track, spread evenly, and tracks of a frame. */
const MOST = 25

/** Whether a track has a say in how far poses are off: it is a vehicle that stands. */
export function isLandmark(view: TrackView): boolean {
  return view.family === 'vehicle' && isStill(view)
}

/**
 * By how much each frame's pose seems to be off, in the world: the median of how far all that stands
 * still is from its own median place, the two found in turn. Zero where too little stands.
 *
 * One box that creeps is outvoted; a pose that drifts takes all of them along.
 */
export function poseDriftOf(views: Iterable<TrackView>, { poses }: ClipMoments): PoseDrift {
  const still = [...views].filter(isLandmark)
  const counts = new Uint32Array(poses.length)
  for (const { states } of still) for (const { frame } of states) counts[frame]!++
  const x = driftAlong(still, 0, counts)
  const y = driftAlong(still, 1, counts)
  let unknownWay = 0
  let last: Vec3 | null = null
  return Array.from(counts, (count, frame) => {
    const place = poses[frame]?.translation ?? last
    if (count < FEWEST && last !== null && place !== null) unknownWay += distance(last, place)
    last = place
    return { x: x[frame]!, y: y[frame]!, unknownWay }
  })
}

function driftAlong(views: readonly TrackView[], axis: 0 | 1, counts: Uint32Array): Float64Array {
  const drift = new Float64Array(counts.length)
  if (!counts.some((count) => count >= FEWEST)) return drift
  for (let round = 0; round < ROUNDS; round++) {
    const off = Array.from(counts, (): number[] => [])
    for (const { states } of views) {
      const step = Math.ceil(states.length / MOST)
      const some = step === 1 ? states : states.filter((_, index) => index % step === 0)
      const place = medianOf(some.map(({ inWorld, frame }) => inWorld.center[axis] - drift[frame]!))
      for (const { frame, inWorld } of states) {
        const list = off[frame]!
        if (list.length < MOST) list.push(inWorld.center[axis] - place)
      }
    }
    // Before anything is known it is as it is once it is.
    let last = medianOf(off.find((some) => some.length >= FEWEST) ?? [])
    for (const [frame, some] of off.entries()) {
      if (some.length >= FEWEST) last = medianOf(some)
      drift[frame] = last
    }
  }
  return drift
}

/** Whether two drifts are the same to the last bit. */
export function isSameDrift(a: PoseDrift, b: PoseDrift): boolean {
  return (
    a.length === b.length &&
    a.every(({ x, y, unknownWay }, frame) => {
      const other = b[frame]!
      return x === other.x && y === other.y && unknownWay === other.unknownWay
    })
  )
}
