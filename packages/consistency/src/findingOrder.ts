import type { TrackId } from '@trueline/annotation'
import type { Finding, Level } from './finding.ts'

/** From the worst on. */
export const LEVELS: readonly Level[] = ['error', 'warning', 'hint']

/** The order of findings: worst first, then by the tracks' numbers, by check, and by frame. */
export function bySeverity(
  numbers: ReadonlyMap<TrackId, number>,
): (a: Finding, b: Finding) => number {
  const numberOf = ({ tracks }: Finding, place: number): number =>
    numbers.get(tracks[place] ?? tracks[0]!) ?? 0
  return (a, b) =>
    LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level) ||
    numberOf(a, 0) - numberOf(b, 0) ||
    (a.check < b.check ? -1 : a.check > b.check ? 1 : 0) ||
    (a.frames[0] ?? 0) - (b.frames[0] ?? 0) ||
    numberOf(a, 1) - numberOf(b, 1)
}
