import type { CheckId, Finding } from '@trueline/consistency'

/** What a check measures in. */
type Unit = 'm' | 'm/s' | 'm/s²' | '°' | '%' | 'IoU' | 'count'

/** By check; none where it is in different units, or only says that something is so. */
const UNITS: { readonly [id in CheckId]?: Unit } = {
  A1: 'count',
  B1: '%',
  B2: 'm',
  B5: '°',
  C1: 'm',
  C2: '°',
  C3: '°',
  C4: '°',
  C5: 'm/s²',
  C6: 'm',
  C9: 'm/s',
  D1: 'count',
  D2: 'count',
  D4: 'IoU',
  D5: 'm',
  E1: 'count',
  E4: 'm',
  E5: 'IoU',
}

/** What was measured and the limit, as they are printed with their unit; `null` where there is nothing to read. */
export function readingOf(
  finding: Pick<Finding, 'check' | 'value' | 'threshold'>,
): { readonly value: string; readonly threshold: string } | null {
  const unit = UNITS[finding.check]
  if (unit === undefined) return null
  return { value: printed(finding.value, unit), threshold: printed(finding.threshold, unit) }
}

function printed(value: number, unit: Unit): string {
  switch (unit) {
    case 'count':
      return String(Math.round(value))
    case '%':
      return `${Math.round(value * 100)} %`
    case '°':
      return `${Math.round(value)}°`
    case 'IoU':
      return `IoU ${value.toFixed(2)}`
    case 'm':
    case 'm/s':
    case 'm/s²':
      return `${value.toFixed(2)} ${unit}`
  }
}
