import type { Message } from '@trueline/annotation'
import type { Loss, Refusal } from '@trueline/formats'
import type { ImportResult } from '@trueline/server'

/** Refusals that are listed; how many more there are is said. */
const LISTED = 20

/** What came in and what did not, for people. */
export function importText(result: ImportResult): string {
  const { name, format, frames, sensors, refused, notices, suggestions, corrections } = result
  const names = sensors.map((sensor) => sensor.name).join(', ') || 'none'
  return [
    `${name}: ${countText(frames, 'frame')}, ${countsText(result.records)}; format ${format}; sensors: ${names}`,
    ...refusedLines(refused),
    ...listed(
      'noticed',
      notices.map(({ file, place, message }) => `${whereText(file, place)}: ${message.en}`),
    ),
    ...listed(
      'suggested',
      suggestions.map(({ en }) => en),
    ),
    ...listed(
      'perhaps meant otherwise',
      corrections.map(({ id, message }) => `${message.en} (--correct ${id})`),
    ),
  ].join('\n')
}

/** What was left out, for people; no lines where nothing was. */
export function refusedLines(refused: readonly Refusal[]): readonly string[] {
  return listed(
    'refused',
    refused.map(({ file, place, found, expected }) => {
      return `${whereText(file, place)}: found ${found.en}, expected ${expected.en}`
    }),
  )
}

/** What a format could not hold, for people; no lines where it holds all. */
export function lossLines(losses: readonly Loss[]): readonly string[] {
  return listed(
    'lost',
    losses.map(
      ({ record, field, count, why }) =>
        `${record} ${field.en}, ${countText(count, 'time')}: ${why.en}`,
    ),
  )
}

/** What records are called where they are counted. */
const NAMES = new Map([
  ['track', { one: 'track', many: 'tracks' }],
  ['cuboid', { one: 'cuboid', many: 'cuboids' }],
  ['box2d', { one: '2D box', many: '2D boxes' }],
  ['lane', { one: 'lane', many: 'lanes' }],
  ['mapElement', { one: 'map element', many: 'map elements' }],
  ['link', { one: 'link', many: 'links' }],
])

/** `12 tracks, 120 cuboids` */
export function countsText(records: { readonly [kind: string]: number }): string {
  const counts = Object.entries(records).map(([kind, count]) => {
    const { one, many } = NAMES.get(kind) ?? { one: kind, many: kind }
    return countText(count, one, many)
  })
  return counts.join(', ') || 'no labels'
}

/** `1 file`, `2 files` */
export function countText(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`
}

function whereText(file: string, place: Message): string {
  return place.en === '' ? file : `${file}, ${place.en}`
}

function listed(title: string, lines: readonly string[]): readonly string[] {
  if (lines.length === 0) return []
  const more = lines.length - LISTED
  return [
    `${title}: ${lines.length}`,
    ...lines.slice(0, LISTED).map((line) => `  ${line}`),
    ...(more > 0 ? [`  and ${more} more`] : []),
  ]
}
