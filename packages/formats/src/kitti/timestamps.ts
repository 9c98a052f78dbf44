const TIME = /^(\d{4})-(\d\d)-(\d\d)[ T](\d\d):(\d\d):(\d\d)(?:\.(\d+))?$/

/**
 * Whole microseconds since 1970 of a line such as `2011-09-26 13:04:32.345808896`, taken as UTC since
 * the source names no zone; `null` where it is none.
 */
export function parseTimestamp(line: string): number | null {
  const match = TIME.exec(line.trim())
  if (match === null) return null
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number)
  const days = daysSince1970(year ?? 0, month ?? 1, day ?? 1)
  const seconds = ((days * 24 + (hour ?? 0)) * 60 + (minute ?? 0)) * 60 + (second ?? 0)
  const microseconds = Math.round(Number(`0.${match[7] ?? '0'}`) * 1e6)
  return seconds * 1e6 + microseconds
}

/** Howard Hinnant, "chrono-compatible low-level date algorithms", days_from_civil. */
function daysSince1970(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146097 + dayOfEra - 719468
}
