import type { Change, Patch } from '../../patch.ts'

/** Whether a patch only says something of labels, as reviewers do, and leaves them as they are. */
export function isReviewPatch(patch: Patch): boolean {
  return patch.every(isReviewChange)
}

function isReviewChange({ before, after }: Change): boolean {
  const kinds = [before, after].map((record) => record?.kind ?? 'remark')
  if (kinds.every((kind) => kind === 'remark')) return true
  return before?.kind === 'track' && after?.kind === 'track' && textOf(before) === textOf(after)
}

/** A track but for what a reviewer thinks of it, as a text: equal of equal ones, whatever the order of their keys. */
function textOf(track: object): string {
  return JSON.stringify({ ...track, review: undefined }, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  )
}
