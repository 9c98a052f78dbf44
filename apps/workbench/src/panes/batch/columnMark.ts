import { cuboidId, cuboidOf } from '@trueline/annotation'
import type { Level } from '@trueline/consistency'
import { findingIndex } from '../../store/findings.ts'
import type { WorkbenchState } from '../../store/state.ts'
import { kindOf, type RunKind } from '../timeline/trackRuns.ts'
import type { ColumnPlace } from './columnSource.ts'

/** Why a column deserves a look. */
export type ColumnMark = {
  /** How bad the worst is that the checks found there; `null`: nothing. */
  readonly level: Level | null
  /** What they say, in the interface's language; empty where they found nothing. */
  readonly why: string
  /** How likely a person would change the box, in 0..1; `null` where nobody knows. */
  readonly doubt: number | null
}

/** The mark of one column. */
export function columnMark(
  { findings, doubt, preferences: { language } }: WorkbenchState,
  { trackId, frame }: ColumnPlace,
): ColumnMark {
  const found = findingIndex(findings).byTrack.get(trackId)
  const level = found?.frames.get(frame) ?? null
  const here =
    level === null || found === undefined
      ? []
      : found.findings.filter(({ finding }) => finding.frames.includes(frame))
  return {
    level,
    why: here.map(({ finding }) => finding.message[language]).join('\n'),
    doubt: doubt.byCuboid.get(cuboidId(trackId, frame)) ?? null,
  }
}

/** What became of a column's box; `none` where it has none. */
export function boxKind(
  { annotations }: Pick<WorkbenchState, 'annotations'>,
  { trackId, frame }: ColumnPlace,
): RunKind | 'none' {
  const cuboid = cuboidOf(annotations, trackId, frame)
  return cuboid === undefined ? 'none' : kindOf(cuboid)
}
