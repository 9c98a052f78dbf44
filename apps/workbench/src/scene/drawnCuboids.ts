import { type CuboidRecord, isShown, type TrackId, trackOf } from '@trueline/annotation'
import type { Cuboid } from '@trueline/geometry'
import { reviewGhosts } from '../review/ghosts.ts'
import type { Gesture } from '../store/gesture.ts'
import { categoryColor, shownCuboids } from '../store/selectors.ts'
import type { WorkbenchState } from '../store/state.ts'
import { type Rgb, rgbOf } from './colorMap.ts'

/** A cuboid as views draw it. */
export type DrawnCuboid = {
  readonly trackId: TrackId
  readonly number: number
  readonly category: string
  /** Where it is now: the drag's while one is going on. */
  readonly cuboid: Cuboid
  readonly color: Rgb
  readonly look: CuboidLook
  readonly isSelected: boolean
  readonly isHovered: boolean
}

/**
 * What a cuboid's lines tell beside their color. `ghost` and `gone` are no boxes of the document but
 * what a mend would make of it: one as it would be, and one that would not be any more; a `ghost` is
 * also where a box was that a reviewer compares.
 */
export type CuboidLook = 'proposed' | 'interpolated' | 'set' | 'final' | 'ghost' | 'gone'

/** The cuboids of the state's frame, the selected one last so that it is drawn over the others, and ghosts. */
export function drawnCuboids(
  state: WorkbenchState,
  gesture: Gesture | null,
): readonly DrawnCuboid[] {
  if (state.clip === null) return []
  const drawn = shownCuboids(state).map((record): DrawnCuboid => {
    const track = trackOf(state.annotations, record.trackId)
    const isDragged = gesture?.trackId === record.trackId && gesture.frame === state.frame
    const category = track?.category ?? ''
    return {
      trackId: record.trackId,
      number: track?.number ?? 0,
      category,
      cuboid: isDragged ? gesture.cuboid : record,
      color: rgbOf(categoryColor(state.clip, category)),
      look: lookOf(record),
      isSelected: record.trackId === state.selectedTrackId,
      isHovered: record.trackId === state.hoveredTrackId,
    }
  })
  const ordered = drawn.toSorted((a, b) => Number(a.isSelected) - Number(b.isSelected))
  return [...ordered, ...ghosts(state), ...reviewed(state)]
}

/** Whether it is drawn beside the boxes that there are. */
export function isGhost({ look }: Pick<DrawnCuboid, 'look'>): boolean {
  return look === 'ghost' || look === 'gone'
}

/** What the mend at hand would do in the frame. */
function ghosts({ mendPreview, annotations, frame }: WorkbenchState): readonly DrawnCuboid[] {
  if (mendPreview === null) return []
  return mendPreview.patch.flatMap(({ before, after }): readonly DrawnCuboid[] => {
    const isThere = after?.kind === 'cuboid' && isShown(after)
    const record = isThere ? after : before
    if (record?.kind !== 'cuboid' || record.frame !== frame) return []
    const track = trackOf(annotations, record.trackId)
    return [
      {
        trackId: record.trackId,
        number: track?.number ?? 0,
        category: track?.category ?? '',
        cuboid: record,
        color: [128, 128, 128],
        look: isThere ? 'ghost' : 'gone',
        isSelected: false,
        isHovered: false,
      },
    ]
  })
}

/** Where the frame's boxes were, while somebody reviews what was changed. */
function reviewed(state: WorkbenchState): readonly DrawnCuboid[] {
  return reviewGhosts(state).map(({ trackId, was }) => ({
    trackId,
    number: trackOf(state.annotations, trackId)?.number ?? 0,
    category: trackOf(state.annotations, trackId)?.category ?? '',
    cuboid: was,
    color: [128, 128, 128],
    look: 'ghost',
    isSelected: false,
    isHovered: false,
  }))
}

/** How a record's lines are drawn. */
export function lookOf({ state, provenance }: CuboidRecord): CuboidLook {
  if (state === 'final') return 'final'
  if (state === 'proposed') return provenance === 'interpolated' ? 'interpolated' : 'proposed'
  return provenance === 'interpolated' ? 'interpolated' : 'set'
}
