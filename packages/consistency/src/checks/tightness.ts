import type { CuboidEvidence } from '../evidence.ts'
import type { TrackView } from '../views/trackView.ts'
import { type CheckContext, trackCheck } from './check.ts'
import { meters, percent } from './say.ts'

/** Fewer frames may all be seen badly, */
const FEWEST = 8
/** and so may a smaller share of them. */
const LEAST_SHARE = 1 / 3

/** E2: the sides that the sensor sees lie on the points, in most frames. */
export const loose = trackCheck(
  { id: 'E2', mend: 'fitSize', needs: null },
  (view, { gap, range }, { evidence }) => {
    const known = seen(view, { range, evidence }, ({ looseness }) => looseness)
    const value = lowQuarter(known, view)
    if (value === null || value <= gap) return []
    const odd = known.filter((one) => one.value > gap)
    const message = {
      en: `The sides that are seen stand ${meters(value)} off the points`,
      zh: `可见侧面与点云相距 ${meters(value)}`,
    }
    return [{ frames: odd.map(({ frame }) => frame), value, threshold: gap, message }]
  },
)

/** E3: the object does not go on beyond the sides of its box, in most frames. */
export const cut = trackCheck(
  { id: 'E3', mend: 'fitSize', needs: null },
  (view, { share, range }, { evidence }) => {
    // People's arms and what they carry are beyond any box.
    if (view.family !== 'vehicle') return []
    const known = seen(view, { range, evidence }, ({ cutShare }) => cutShare)
    const value = lowQuarter(known, view)
    if (value === null || value <= share) return []
    const odd = known.filter((one) => one.value > share)
    const message = {
      en: `Points go on beyond its sides, ${percent(value)} as many as inside`,
      zh: `目标的点超出框侧面，为框内点数的 ${percent(value)}`,
    }
    return [{ frames: odd.map(({ frame }) => frame), value, threshold: share, message }]
  },
)

type Known = { readonly frame: number; readonly value: number }

function seen(
  { states }: TrackView,
  { range, evidence }: { readonly range: number } & Pick<CheckContext, 'evidence'>,
  measureOf: (evidence: CuboidEvidence) => number | null | undefined,
): readonly Known[] {
  return states.flatMap(({ cuboid, frame }) => {
    const said = evidence.get(cuboid.id)
    const value = said === undefined ? null : (measureOf(said) ?? null)
    const isNear = Math.hypot(cuboid.center[0], cuboid.center[1]) <= range
    return value === null || !isNear ? [] : [{ frame, value }]
  })
}

/** What three in four exceed: what hides a side in some frames is no fault of the box. */
function lowQuarter(known: readonly Known[], { states }: TrackView): number | null {
  if (known.length < Math.max(FEWEST, LEAST_SHARE * states.length)) return null
  return known.map(({ value }) => value).sort((a, b) => a - b)[known.length >> 2]!
}
