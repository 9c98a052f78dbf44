import type { Json } from '@trueline/annotation'
import { numberText } from '../sourceJson.ts'

/** Whole digits of an instant since 1970 by its unit: the power of ten that makes it microseconds. */
const UNITS: readonly (readonly [digits: number, exponent: number])[] = [
  [18, -3],
  [15, 0],
  [12, 3],
]

/**
 * Whole microseconds of a `timestamp`; `null` where it is none.
 *
 * OpenLABEL leaves the unit open. Instants since 1970 tell theirs by their size (nano-, micro- or
 * milliseconds, else seconds); smaller numbers are seconds, `smallUnit` telling otherwise. Date and
 * time in words are taken as UTC.
 */
export function timeUsOf(value: Json | undefined, smallUnit: 's' | 'ms' = 's'): number | null {
  const text = typeof value === 'string' ? value.trim() : numberText(value)
  if (text === null) return null
  const match = /^(-?)(\d+)(?:\.(\d*))?$/.exec(text)
  if (match === null) return usOfDate(text)
  const [, sign = '', whole = '', fraction = ''] = match
  const unit = UNITS.find(([digits]) => whole.length >= digits)
  const isSmall = whole.length < 9
  const exponent = unit?.[1] ?? (isSmall && smallUnit === 'ms' ? 3 : 6)
  // By its digits: a double would lose the last of a time in nanoseconds.
  const digits =
    exponent < 0
      ? whole.slice(0, exponent)
      : whole + fraction.padEnd(exponent, '0').slice(0, exponent)
  const us = Number(`${sign}${digits || '0'}`)
  return Number.isSafeInteger(us) ? us : null
}

/** A time as OpenLABEL text: seconds with six decimals, which reads back the same. */
export function timestampOf(timeUs: number): string {
  const digits = String(Math.abs(timeUs)).padStart(7, '0')
  return `${timeUs < 0 ? '-' : ''}${digits.slice(0, -6)}.${digits.slice(-6)}`
}

function usOfDate(text: string): number | null {
  const match =
    /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d)(?:\.(\d+))?\s*(Z|[+-]\d\d:?\d\d)?$/.exec(text)
  if (match === null) return null
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map(Number)
  const zone = /^([+-])(\d\d):?(\d\d)$/.exec(match[8] ?? '')
  const offsetMinutes = zone ? Number(`${zone[1]}1`) * (Number(zone[2]) * 60 + Number(zone[3])) : 0
  const ms = Date.UTC(year, month - 1, day, hour, minute - offsetMinutes, second)
  const us = Number((match[7] ?? '').padEnd(6, '0').slice(0, 6))
  return Number.isFinite(ms) ? ms * 1000 + us : null
}
