import { toDegrees } from '@trueline/geometry'

/** `12 %` */
export function percent(share: number): string {
  return `${Math.round(share * 100)} %`
}

/** `1.24 m` */
export function meters(value: number): string {
  return `${value.toFixed(2)} m`
}

/** `35°`, of radians. */
export function degrees(angle: number): string {
  return `${Math.round(toDegrees(angle))}°`
}
