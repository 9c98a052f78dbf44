import { cuboidOf, type Track } from '@trueline/annotation'
import { texts } from '../../i18n/i18n.ts'
import { findingIndex } from '../../store/findings.ts'
import { categoryLabel } from '../../store/selectors.ts'
import type { WorkbenchState } from '../../store/state.ts'
import { kindOf } from './trackRuns.ts'

/** What stands at a place of the timeline, in words; `null` where nothing does. */
export function hintAt(
  state: Pick<WorkbenchState, 'clip' | 'annotations' | 'preferences' | 'findings'>,
  { track, frame }: { readonly track: Track | null; readonly frame: number | null },
): string | null {
  const { clip, annotations, preferences } = state
  const parts: string[] = []
  if (frame !== null) parts.push(texts.t('timeline.frameAt', { frame }))
  if (track !== null) {
    parts.push(`#${track.number} ${categoryLabel(clip, track.category, preferences.language)}`)
  }
  if (track !== null && frame !== null) {
    const cuboid = cuboidOf(annotations, track.id, frame)
    const kind = cuboid === undefined ? 'none' : kindOf(cuboid)
    parts.push(texts.t(`timeline.kind_${kind}`))
    parts.push(...checksAt(state.findings, { track, frame }))
  }
  return parts.length === 0 ? null : parts.join(' · ')
}

/** The names of the checks that found something of a track in a frame. */
function checksAt(
  layer: WorkbenchState['findings'],
  { track, frame }: { readonly track: Track; readonly frame: number },
): readonly string[] {
  const found = findingIndex(layer).byTrack.get(track.id)?.findings ?? []
  const here = found.filter(({ finding }) => finding.frames.includes(frame))
  return [...new Set(here.map(({ finding }) => texts.t(`check.${finding.check}`)))]
}
