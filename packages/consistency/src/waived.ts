import { type Annotations, isWaivedBy, trackOf } from '@trueline/annotation'
import type { Finding } from './finding.ts'

/** Whether a person has said of what a finding says that it may stay as it is. */
export function isWaived({ check, tracks, frames }: Finding, annotations: Annotations): boolean {
  const [first, ...others] = tracks
  const track = first === undefined ? undefined : trackOf(annotations, first)
  return track?.waivers?.some((waiver) => isWaivedBy({ check, others, frames }, waiver)) ?? false
}
