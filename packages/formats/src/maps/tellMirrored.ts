import type { AnnotationRecord, Lane, MapElement } from '@trueline/annotation'
import type { OpenReport } from '../refuse.ts'
import { WHOLE } from '../sharedTexts.ts'
import { isLeftOf, midPoint } from './lines.ts'
import { mapTexts } from './mapTexts.ts'

/** Fewer lanes say nothing. */
const LEAST = 3
const MOST_OF_THEM = 0.8
/** As many say as much as all. */
const SAMPLED = 200

/** Tells where most lanes have their left boundary to the right: the axes are left-handed, or sides mixed up. */
export function tellMirrored(
  records: readonly AnnotationRecord[],
  { file, report }: { readonly file: string; readonly report: OpenReport },
): void {
  const lines = new Map(
    records.flatMap((one) => (one.kind === 'mapElement' ? [[one.id, one] as const] : [])),
  )
  const sided = records
    .filter((one): one is Lane => one.kind === 'lane')
    .flatMap((lane) => {
      const line = pointsOf(lane, lines)
      return line === null ? [] : [isLeftOf(lane.centerLine, midPoint(line))]
    })
    .slice(0, SAMPLED)
  const count = sided.filter((isLeft) => !isLeft).length
  if (sided.length < LEAST || count < sided.length * MOST_OF_THEM) return
  const message = mapTexts.mirrored({ count, all: sided.length })
  report.notices.push({ file, place: WHOLE, message })
}

function pointsOf({ left }: Lane, lines: ReadonlyMap<string, MapElement>) {
  const shape = left === null ? undefined : lines.get(left.elementId)?.shape
  return shape?.kind === 'line' ? shape.points : null
}
