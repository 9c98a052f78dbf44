import type { Interval } from '../intervals/interval.ts'

/** Stands where there is no figure. */
export const NO_FIGURE = '–'

/** `3.4 %` */
export function percent(share: number | null | undefined): string {
  return share === null || share === undefined || Number.isNaN(share)
    ? NO_FIGURE
    : `${numberText(100 * share)} %`
}

/** `3.4`, below 0 with a minus. */
function numberText(value: number): string {
  const text = Math.abs(value).toFixed(1)
  return value < 0 && text !== '0.0' ? `−${text}` : text
}

/** `2026-03-04 15:06 UTC`, of a moment in ISO 8601. */
export function momentText(iso: string): string {
  const [, day, time] = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)[\d:.]*Z$/.exec(iso) ?? []
  return day === undefined ? iso : `${day} ${time} UTC`
}

/** `3.4 % (2.1 – 5.0 %)` */
export function percentWithin(interval: Interval | null): string {
  if (interval === null) return NO_FIGURE
  const { estimate, low, high } = interval
  return `${percent(estimate)} (${withinText(low, high)})`
}

/** `2.1 – 5.0 %`, or `−2.1 … 5.0 %`: a dash beside a minus is hard to tell from one. */
export function withinText(low: number, high: number): string {
  const dash = low < 0 || high < 0 ? '…' : '–'
  return `${numberText(100 * low)} ${dash} ${percent(high)}`
}

/** `0.24 m` */
export function meters(value: number | undefined): string {
  return value === undefined ? NO_FIGURE : `${value.toFixed(2)} m`
}

/** `2.4°` */
export function degrees(value: number | undefined): string {
  return value === undefined ? NO_FIGURE : `${value.toFixed(1)}°`
}

/** `4.2 s`, `12 min`, `3.4 h`, below 0 with a minus. */
export function duration(seconds: number | null): string {
  if (seconds === null) return NO_FIGURE
  const size = Math.abs(seconds)
  const sign = seconds < 0 ? '−' : ''
  if (size < 120) return `${sign}${size.toFixed(1)} s`
  return size < 7200
    ? `${sign}${(size / 60).toFixed(1)} min`
    : `${sign}${(size / 3600).toFixed(1)} h`
}

/** `12.40 CNY` */
export function money(value: number | null, currency: string): string {
  if (value === null) return NO_FIGURE
  const text = Math.abs(value).toFixed(2)
  return `${value < 0 ? '−' : ''}${text.replace(/\B(?=(\d{3})+\.)/g, ' ')} ${currency}`
}
