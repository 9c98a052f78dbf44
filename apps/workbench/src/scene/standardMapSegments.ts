import { mapElementsOf, standardMapLines } from '@trueline/annotation'
import { invert, transform } from '@trueline/geometry'
import type { WorkbenchState } from '../store/state.ts'
import type { Segment } from './edges.ts'
import type { SceneTheme } from './theme.ts'

/** Faint and widely dashed: it is there to be compared with, not to be worked on. */
const LOOK = { alpha: 0.45, widthPx: 2, dashPx: 12 } as const

/** The clip's standard map as it is drawn in the ego space of the frame shown; nothing while it is switched off. */
export function standardMapSegments(
  {
    annotations,
    clip,
    frame,
    hasStandardMap,
  }: Pick<WorkbenchState, 'annotations' | 'clip' | 'frame' | 'hasStandardMap'>,
  { muted: color }: SceneTheme,
): readonly Segment[] {
  const worldFromEgo = clip?.frames[frame]?.worldFromEgo ?? null
  if (!hasStandardMap || clip === null) return []
  const egoFromWorld = worldFromEgo && invert(worldFromEgo)
  return standardMapLines(mapElementsOf(annotations)).flatMap((road) => {
    const seen = egoFromWorld === null ? road : road.map((point) => transform(egoFromWorld, point))
    return seen.slice(1).map((to, index): Segment => ({ from: seen[index]!, to, color, ...LOOK }))
  })
}
