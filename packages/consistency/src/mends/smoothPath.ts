import { distance, type SeriesNoise, smoothSeries, type Vec3 } from '@trueline/geometry'
import { isStill } from '../views/isStill.ts'
import { seenAt } from '../views/seenAt.ts'
import { type Mend, viewOf } from './mend.ts'
import { reshapeInWorld } from './reshapeInWorld.ts'

/** Boxes this near in time to one whose motion cannot be true are moved with it. In seconds. */
const NEAR = 1
/** How far boxes that swerve are off, in meters, and how hard what is labelled speeds up, in m/s². */
const NOISE: SeriesNoise = { value: 1, bend: 1.5 }
/** How much more is believed what points say, and boxes whose motion can be true. */
const FIRM = { seen: 10, beside: 50 } as const
/** A box that would move further is on another way altogether. In meters. */
const FURTHEST = 2.5

/** Puts boxes that speed up or swerve as nothing does on the smooth way nearest to them and their points. */
export const smoothPath: Mend = ({ tracks: [trackId], frames }, context) => {
  const view = viewOf(context, trackId)
  // What stands has a place, and no way.
  if (view === null || isStill(view, context.drift)) return []
  const { states } = view
  const named = new Set(frames)
  const odd = states.filter(({ frame }) => named.has(frame)).map(({ time }) => time)
  const near = states.filter(({ time }) => odd.some((one) => Math.abs(one - time) <= NEAR))
  // What was filled in is a guess already: the boxes that came are not bent to it.
  const guessed = near.filter(
    ({ cuboid }) => cuboid.provenance === 'interpolated' || cuboid.proposal === null,
  )
  const moving = new Set(guessed.length > 0 ? guessed : near)
  const isLoose = states.map((state) => moving.has(state))
  const seen = states.map((state) => seenAt(state, context))
  const times = states.map(({ time }) => time)
  const weights = states.map((_, index) =>
    !isLoose[index] ? FIRM.beside : seen[index] === null ? 1 : FIRM.seen,
  )
  const along = (axis: 0 | 1): readonly number[] => {
    const values = states.map(({ inWorld }, index) => {
      const told = isLoose[index] ? seen[index] : null
      return (told ?? inWorld).center[axis]
    })
    return smoothSeries({ times, values, weights }, NOISE)
  }
  const [x, y] = [along(0), along(1)]
  const shapes = states.flatMap((state, index) => {
    if (!isLoose[index]) return []
    const center: Vec3 = [x[index]!, y[index]!, state.inWorld.center[2]]
    return [{ state, inWorld: { ...state.inWorld, center } }]
  })
  const isOther = shapes.some(
    ({ state, inWorld }) => distance(state.inWorld.center, inWorld.center) > FURTHEST,
  )
  return isOther ? [] : reshapeInWorld(context, shapes)
}
