import {
  type Annotations,
  type FixedWaiver,
  isOfSame,
  isWaivedBy,
  type Lane,
  type MapElement,
  recordOf,
  trackOf,
} from '@trueline/annotation'
import type { Finding } from './finding.ts'

/** Whether a person has said of what a finding says that it may stay as it is. */
export function isWaived(finding: Finding, annotations: Annotations): boolean {
  const { check, tracks, frames } = finding
  if (finding.fixed !== undefined) return fixedWaiverOf(finding, annotations) !== undefined
  const [first, ...others] = tracks
  const track = first === undefined ? undefined : trackOf(annotations, first)
  return track?.waivers?.some((waiver) => isWaivedBy({ check, others, frames }, waiver)) ?? false
}

/** The lane or map element that a finding of the road is kept with where it may stand, and the others it is of. */
export function waivedAt(
  { fixed = [] }: Finding,
  annotations: Annotations,
): { readonly id: (Lane | MapElement)['id']; readonly others: FixedWaiver['others'] } | null {
  for (const id of fixed) {
    const record = recordOf(annotations, id)
    if (record?.kind !== 'lane' && record?.kind !== 'mapElement') continue
    return { id: record.id, others: fixed.filter((other) => other !== id) }
  }
  return null
}

/** What a person said of a finding of the road that may stand; `undefined` where nobody did. */
export function fixedWaiverOf(finding: Finding, annotations: Annotations): FixedWaiver | undefined {
  const at = waivedAt(finding, annotations)
  const record = at === null ? undefined : recordOf(annotations, at.id)
  if (at === null || (record?.kind !== 'lane' && record?.kind !== 'mapElement')) return undefined
  return record.waivers?.find((one) => isOfSame(one, { check: finding.check, others: at.others }))
}
