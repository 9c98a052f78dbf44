import { type Annotations, formatFrameRange, trackOf } from '@trueline/annotation'
import type { Finding } from '@trueline/consistency'
import { countText } from '../importReport.ts'
import { tableOf } from '../table.ts'

/** Findings that are listed; how many more there are is said. */
const LISTED = 60

/** What was found, for people: worst first. */
export function findingsText(findings: readonly Finding[], annotations: Annotations): string {
  if (findings.length === 0) return 'nothing found'
  const rows = findings.slice(0, LISTED).map((finding) => {
    const { check, level, tracks, fixed = [], frames, message, mend } = finding
    const numbers = [...tracks.map((id) => trackOf(annotations, id)?.number ?? id), ...fixed].join(
      ' ',
    )
    return [check, level, numbers, formatFrameRange(frames), message.en, mend ?? '']
  })
  const more = findings.length - rows.length
  return [
    tableOf(['check', 'level', 'of', 'frames', 'what', 'mend'], rows),
    ...(more > 0 ? [`and ${more} more`] : []),
    countText(findings.length, 'finding'),
  ].join('\n')
}
