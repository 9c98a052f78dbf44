import {
  type Category,
  type Clip,
  type CuboidRecord,
  cuboidOf,
  cuboidsAt,
  isShown,
  type Track,
  trackOf,
} from '@trueline/annotation'
import type { WorkbenchState } from './state.ts'

/** The selected track; `null` too once an undo or somebody else has removed it. */
export function selectedTrack({ annotations, selectedTrackId }: WorkbenchState): Track | null {
  return selectedTrackId === null ? null : (trackOf(annotations, selectedTrackId) ?? null)
}

/** The selected track's cuboid at the frame shown, a rejected one too; `null` when there is none. */
export function selectedCuboid(state: WorkbenchState): CuboidRecord | null {
  const { annotations, selectedTrackId, frame } = state
  return selectedTrackId === null ? null : (cuboidOf(annotations, selectedTrackId, frame) ?? null)
}

const shownByList = new WeakMap<readonly CuboidRecord[], readonly CuboidRecord[]>()

/** The frame's cuboids that are labels. The same array while none of them changed. */
export function shownCuboids({ annotations, frame }: WorkbenchState): readonly CuboidRecord[] {
  const all = cuboidsAt(annotations, frame)
  let shown = shownByList.get(all)
  if (shown === undefined) {
    shown = all.every(isShown) ? all : all.filter(isShown)
    shownByList.set(all, shown)
  }
  return shown
}

/** How many frames the open clip has; 0 when none is open. */
export function frameCount({ clip }: WorkbenchState): number {
  return clip?.frames.length ?? 0
}

/** Whether the lidar saw the frame shown; `true` too while no clip is open. */
export function hasSweep({ clip, frame }: Pick<WorkbenchState, 'clip' | 'frame'>): boolean {
  return clip === null || (clip.frames[frame]?.sweeps.length ?? 0) > 0
}

/** The frame with a sweep that is nearest to the one shown, the earlier of two; `null` when none has any. */
export function nearestSweep({
  clip,
  frame,
}: Pick<WorkbenchState, 'clip' | 'frame'>): number | null {
  let nearest: number | null = null
  for (const [index, { sweeps }] of (clip?.frames ?? []).entries()) {
    if (sweeps.length === 0) continue
    if (nearest === null || Math.abs(index - frame) < Math.abs(nearest - frame)) nearest = index
  }
  return nearest
}

/** A category of the clip by its id, or `null`: a source may hold one its ontology does not list. */
export function categoryOf(clip: Clip | null, categoryId: string): Category | null {
  return clip?.ontology.categories.find(({ id }) => id === categoryId) ?? null
}

/** The category as people read it, in a language; its id where the ontology does not list it. */
export function categoryLabel(
  clip: Clip | null,
  categoryId: string,
  language: 'en' | 'zh',
): string {
  return categoryOf(clip, categoryId)?.label[language] ?? categoryId
}

/** A category's color; a neutral grey where the ontology does not list it. */
export function categoryColor(clip: Clip | null, categoryId: string): string {
  return categoryOf(clip, categoryId)?.color ?? '#8a8f98'
}
