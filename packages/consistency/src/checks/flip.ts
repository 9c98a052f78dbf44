import { angleBetween, fromDegrees, toDegrees } from '@trueline/geometry'
import type { TrackState, TrackView } from '../views/trackView.ts'
import { trackCheck } from './check.ts'
import { movingMoments } from './headings.ts'
import { degrees } from './say.ts'

/** Faster than this it surely drives forwards. */
const FORWARDS_FROM = 5
/** A heading this far from the motion votes neither for front nor for rear. */
const SIDEWAYS = Math.PI / 3

/**
 * C3: front and rear are not exchanged between two boxes. The boxes that are the wrong way round are
 * those that go against the motion, where there is one, else the fewer.
 */
export const flip = trackCheck({ id: 'C3', mend: 'flip', needs: null }, (view, { turnDeg }) => {
  const { states } = view
  const limit = fromDegrees(turnDeg)
  let isTurned = false
  let value = 0
  const turned = new Set<TrackState>()
  for (const [index, state] of states.entries()) {
    const step = index === 0 ? 0 : Math.abs(angleBetween(states[index - 1]!.yaw, state.yaw))
    if (step > limit) isTurned = !isTurned
    if (step > limit) value = Math.max(value, step)
    if (isTurned) turned.add(state)
  }
  if (value === 0) return []
  const wrong = isMostWrong(view, turned) ? states.filter((one) => !turned.has(one)) : [...turned]
  const message = {
    en: `Front and rear are exchanged: turns by ${degrees(value)} between two boxes`,
    zh: `车头车尾颠倒：相邻两框之间转向 ${degrees(value)}`,
  }
  const frames = wrong.map(({ frame }) => frame)
  return [{ frames, value: toDegrees(value), threshold: turnDeg, message }]
})

/** Whether it is the boxes that are not turned against the first one that are wrong. */
function isMostWrong(view: TrackView, turned: ReadonlySet<TrackState>): boolean {
  let vote = 0
  for (const { state, off } of movingMoments(view, FORWARDS_FROM)) {
    const isAhead = Math.abs(off) < SIDEWAYS
    if (!isAhead && Math.abs(off) < Math.PI - SIDEWAYS) continue
    vote += isAhead === turned.has(state) ? 1 : -1
  }
  return vote === 0 ? turned.size * 2 > view.states.length : vote > 0
}
