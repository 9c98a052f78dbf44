import { type CuboidRecord, cuboidId, isShown } from '@trueline/annotation'
import { bevIou } from '@trueline/geometry'
import type { CuboidEvidence } from '../evidence.ts'
import { BEYOND_ENDS } from '../studyFrame.ts'
import type { TrackView } from '../views/trackView.ts'
import { type CheckContext, type ClipView, clipCheck, limitsOf } from './check.ts'

/** Fewer points than this share of those in the box at the end are somebody else's. */
const LEAST_SHARE = 0.5
/** Boxes that share more with the place stand for what is there. */
const TAKEN = 0.02

/** D3: a track does not begin or end in the open, where its points go on. */
export const openEnds = clipCheck({ id: 'D3', mend: 'extend', needs: null }, (clip, _, context) =>
  clip.views.flatMap((view) => {
    const ends = openEndsOf(view, clip, context)
    if (ends.length === 0) return []
    const value = Math.max(...ends.map(({ pointCount }) => pointCount))
    const threshold = limitsOf(view, 'D3', context).points
    const isBirth = ends.some(({ isFirst }) => isFirst)
    const isDeath = ends.some(({ isFirst }) => !isFirst)
    const message = {
      en: `${isBirth && isDeath ? 'Begins and ends' : isBirth ? 'Begins' : 'Ends'} in the open: ${value} points go on`,
      zh: `在可见处${isBirth && isDeath ? '出现并消失' : isBirth ? '突然出现' : '突然消失'}：外侧仍有 ${value} 个点`,
    }
    const frames = ends.flatMap((end) => end.frames).sort((a, b) => a - b)
    return [{ tracks: [view.track.id], frames, value, threshold, message }]
  }),
)

type End = {
  readonly isFirst: boolean
  /** Where boxes are missing. */
  readonly frames: readonly number[]
  readonly pointCount: number
}

function openEndsOf(view: TrackView, clip: ClipView, context: CheckContext): readonly End[] {
  const [first, last] = [view.states[0]?.cuboid, view.states.at(-1)?.cuboid]
  if (first === undefined || last === undefined) return []
  return [first, last].flatMap((end, index) => {
    const pictures = view.boxes.filter(({ frame }) => frame === end.frame)
    // It leaves, or enters, a picture there: beyond the pictures some label nothing.
    if (pictures.some((box) => context.cameras?.isAtBorder(box))) return []
    const step = index === 0 ? -1 : 1
    const frames: number[] = []
    let pointCount = 0
    for (let away = 1; away <= BEYOND_ENDS; away++) {
      const frame = end.frame + step * away
      const count = pointsAt({ view, end, frame }, clip, context)
      if (count === null) break
      frames.push(frame)
      pointCount = Math.max(pointCount, count)
    }
    return frames.length === 0 ? [] : [{ isFirst: index === 0, frames, pointCount }]
  })
}

/** The points where a track would go on at a frame; `null` where none do, or another box has them. */
function pointsAt(
  { view, end, frame }: { view: TrackView; end: CuboidRecord; frame: number },
  { gaps }: ClipView,
  context: CheckContext,
): number | null {
  if (context.labelled[frame] !== true) return null
  const said: CuboidEvidence | undefined = context.evidence.get(cuboidId(view.track.id, frame))
  const { pointCount = null, refit = null } = said ?? {}
  if (pointCount === null || refit === null) return null
  const { points, range } = limitsOf(view, 'D3', context)
  const at = context.evidence.get(end.id)?.pointCount ?? end.pointCount ?? 0
  if (pointCount < Math.max(points, LEAST_SHARE * at)) return null
  if (Math.hypot(refit.center[0], refit.center[1]) > range) return null
  const isTaken = (gaps[frame]?.cuboids ?? []).some(
    (other) => other.trackId === view.track.id || (isShown(other) && bevIou(other, refit) > TAKEN),
  )
  return isTaken ? null : pointCount
}
