import type { ObjectRow } from './objectRows.ts'

/** A row for each object; numbers as programs read them, a byte order mark for spreadsheets. */
export function rowsCsv(rows: readonly ObjectRow[]): string {
  const head = [
    ...['clip', 'track', 'category', 'model', 'vendor', 'annotator', 'score', 'fate', 'boxes'],
    ...['seconds', 'actions', 'undos', 'untouched', 'nudged', 'redrawn', 'deleted', 'added'],
    'waiting',
  ]
  const lines = rows.map(({ clip, trackId, category, model, vendor, fates, ...row }) => [
    ...[clip, trackId, category, model, vendor, row.annotator, row.score, row.fate, row.boxes],
    ...[row.seconds, row.actions, row.undos, fates.untouched, fates.nudged, fates.redrawn],
    ...[fates.deleted, fates.added, fates.waiting],
  ])
  return `\uFEFF${[head, ...lines].map((line) => line.map(cellOf).join(',')).join('\r\n')}\r\n`
}

/** RFC 4180; what a spreadsheet would take for a formula is kept from being one. */
function cellOf(value: string | number | null): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
