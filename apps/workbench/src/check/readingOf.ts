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
  F1: 'm',
  F4: '%',
  F6: 'm',
}

/** What was measured and the limit, as they are printed, the unit after the latter; `null` where there is nothing to read. */
export function readingOf({
  check,
  value,
  threshold,
}: Pick<Finding, 'check' | 'value' | 'threshold'>): {
  readonly value: string
  readonly threshold: string
} | null {
  const unit = UNITS[check]
  if (unit === undefined) return null
  switch (unit) {
    case 'count':
      return { value: value.toFixed(0), threshold: threshold.toFixed(0) }
    case '%':
      return { value: (100 * value).toFixed(0), threshold: `${(100 * threshold).toFixed(0)} %` }
    case '°':
      return { value: value.toFixed(0), threshold: `${threshold.toFixed(0)}°` }
    case 'IoU':
      return { value: `IoU ${value.toFixed(2)}`, threshold: threshold.toFixed(2) }
    case 'm':
    case 'm/s':
    case 'm/s²':
      return { value: value.toFixed(2), threshold: `${threshold.toFixed(2)} ${unit}` }
  }
}
