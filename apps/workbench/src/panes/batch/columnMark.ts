import { cuboidOf, type TrackId } from '@trueline/annotation'
import type { Level } from '@trueline/consistency'
import { findingIndex } from '../../store/findings.ts'
import type { WorkbenchState } from '../../store/state.ts'

/** Why a column deserves a look: how bad what the checks found is, or doubt alone; `null`: it does not. */
export type ColumnMark = {
  readonly level: Level | 'doubt' | null
  /** What the checks say, in the interface's language; empty where there is doubt alone. */
  readonly why: string
}

/** A score below this is no more than a guess. */
const LOW_SCORE = 0.4

/** The mark of one column: the worst finding there, or that nobody has looked at a box its source hardly believed in. */
export function columnMark(
  { annotations, findings, preferences: { language } }: WorkbenchState,
  { trackId, frame }: { readonly trackId: TrackId; readonly frame: number },
): ColumnMark {
  const found = findingIndex(findings).byTrack.get(trackId)
  const level = found?.frames.get(frame)
  if (found !== undefined && level !== undefined) {
    const here = found.findings.filter(({ finding }) => finding.frames.includes(frame))
    return { level, why: here.map(({ finding }) => finding.message[language]).join('\n') }
  }
  const cuboid = cuboidOf(annotations, trackId, frame)
  const isDoubtful =
    cuboid?.state === 'proposed' && cuboid.score !== null && cuboid.score < LOW_SCORE
  return { level: isDoubtful ? 'doubt' : null, why: '' }
}
