import { distance, type Vec3 } from '@trueline/geometry'
import type { TrackState, TrackView } from '../views/trackView.ts'
import {
  type Bed,
  between,
  nudged,
  ownedBy,
  type Planting,
  stretchOf,
  whole,
} from './plantedFault.ts'

/** C7: what stands is said to move, or the other way round. */
export function plantWrongStatic({ view }: Bed, isStatic: boolean): Planting {
  const frames = view.states.map(({ frame }) => frame)
  return {
    fault: { check: 'C7', tracks: [view.track.id], frames, strength: 1 },
    after: [{ ...view.track, isStatic }],
  }
}

/** An object that is seen for a moment at an end of the clip may be there before or after. In frames. */
const AWAY_FROM_ENDS = 6

/** D2: for a moment there is a second object that nothing says is there. */
export function plantFlash(bed: Bed): Planting {
  const inner = { ...bed.view, states: bed.view.states.slice(AWAY_FROM_ENDS, -AWAY_FROM_ENDS) }
  const states = stretchOf(inner, whole(bed.random, 2, 4), bed.random)
  return added(bed, { check: 'D2', states, strength: states.length }, ({ cuboid }) =>
    nudged(cuboid, { by: [0, 0, 12] }),
  )
}

/** D4: from some frame on the object goes by another number. */
export function plantBroken({ view, random, fresh }: Bed): Planting {
  const { track, states } = view
  const at = whole(random, Math.ceil(states.length * 0.3), Math.floor(states.length * 0.7))
  const lost = whole(random, 0, 2)
  const other = { ...track, ...fresh() }
  const rest = states.slice(at)
  const kept = rest.slice(lost)
  return {
    fault: {
      check: 'D4',
      tracks: [track.id, other.id],
      frames: [states[at - 1]!.frame, kept[0]!.frame],
      strength: kept.length,
    },
    after: [
      other,
      ...rest.map(({ cuboid }) => ({ gone: cuboid })),
      ...kept.map(({ cuboid }) => ownedBy(other.id, cuboid)),
    ],
  }
}

/** Two tracks that an exchange must show in are this far apart, and no further. */
const APART = { least: 2, most: 10 } as const

/** D5: from some frame on, two tracks have each other's boxes; `null` where none is near enough. */
export function plantSwitch({ view, others }: Bed): Planting | null {
  for (const other of others) {
    if (other.meaning !== view.meaning) continue
    const at = meetingOf(view, other)
    if (at === null) continue
    const [mine, its] = [view, other].map(({ states }) => states.filter(({ frame }) => frame >= at))
    return {
      fault: {
        check: 'D5',
        tracks: [view.track.id, other.track.id],
        frames: [at],
        strength: mine!.length,
      },
      after: [
        ...[...mine!, ...its!].map(({ cuboid }) => ({ gone: cuboid })),
        ...mine!.map(({ cuboid }) => ownedBy(other.track.id, cuboid)),
        ...its!.map(({ cuboid }) => ownedBy(view.track.id, cuboid)),
      ],
    }
  }
  return null
}

/** A frame in the midst of both tracks in which they are near; `null` for none. */
function meetingOf(a: TrackView, b: TrackView): number | null {
  const stateByFrame = new Map(b.states.map((state) => [state.frame, state]))
  const shared = a.states.filter(
    ({ frame }) => stateByFrame.has(frame) && stateByFrame.has(frame - 1),
  )
  const near = shared.slice(4, -4).find(({ frame, inWorld }) => {
    const away = distance(inWorld.center, stateByFrame.get(frame)!.inWorld.center)
    return away >= APART.least && away <= APART.most
  })
  const isThere = a.states.some(({ frame }) => frame + 1 === near?.frame)
  return near !== undefined && isThere ? near.frame : null
}

/** E1: there is an object where no point is. */
export function plantPhantom(bed: Bed): Planting {
  const states = stretchOf(bed.view, whole(bed.random, 8, 20), bed.random)
  return added(bed, { check: 'E1', states, strength: states.length }, ({ cuboid }) => ({
    ...nudged(cuboid, { by: [0, 0, 9] }),
    pointCount: 0,
  }))
}

/** E6: in the pictures the track's boxes are beside it; `null` where it has none. */
export function plantWrongPicture({ view }: Bed): Planting | null {
  if (view.boxes.length === 0) return null
  const frames = [...new Set(view.boxes.map(({ frame }) => frame))]
  return {
    fault: { check: 'E6', tracks: [view.track.id], frames, strength: 1 },
    after: view.boxes.map((box) => {
      const by = 1.2 * (box.rightPx - box.leftPx)
      return { ...box, leftPx: box.leftPx + by, rightPx: box.rightPx + by }
    }),
  }
}

/** E7 and E8: an object has no label. */
export function plantMissing({ view }: Bed, check: 'E7' | 'E8'): Planting {
  const { track, states } = view
  const frames = states.map(({ frame }) => frame)
  return {
    fault: { check, tracks: [track.id], frames, strength: frames.length },
    after: [{ gone: track }, ...states.map(({ cuboid }) => ({ gone: cuboid }))],
  }
}

/** E9: there is a track where nothing is. */
export function plantNothing(bed: Bed): Planting {
  const far = between(bed.random, 25, 40) * (bed.random() < 0.5 ? -1 : 1)
  return added(bed, { check: 'E9', states: bed.view.states, strength: far }, ({ cuboid }) =>
    nudged(cuboid, { by: [0, far, 0] }),
  )
}

/** E5: for a while a second box lies over the first. */
export function plantDuplicate(bed: Bed): Planting {
  const { random } = bed
  const states = stretchOf(bed.view, whole(random, 6, 14), random)
  const far = between(random, 0.1, 0.35)
  const angle = between(random, -Math.PI, Math.PI)
  const by: Vec3 = [far * Math.cos(angle), far * Math.sin(angle), 0]
  return added(bed, { check: 'E5', states, strength: far }, ({ cuboid }) => nudged(cuboid, { by }))
}

function added(
  { view, fresh }: Bed,
  {
    check,
    states,
    strength,
  }: {
    readonly check: 'D2' | 'E1' | 'E5' | 'E9'
    readonly states: readonly TrackState[]
    readonly strength: number
  },
  copyOf: (state: TrackState) => TrackState['cuboid'],
): Planting {
  const other = { ...view.track, ...fresh() }
  const tracks = check === 'E5' ? [view.track.id, other.id] : [other.id]
  return {
    fault: { check, tracks, frames: states.map(({ frame }) => frame), strength },
    after: [other, ...states.map((state) => ownedBy(other.id, copyOf(state)))],
  }
}
