/** `angle` brought into (-π, π]. */
export function wrapAngle(angle: number): number {
  const turned = angle - 2 * Math.PI * Math.floor((angle + Math.PI) / (2 * Math.PI))
  return turned <= -Math.PI ? Math.PI : turned
}

/** The turn from `from` to `to` on the shorter way, in (-π, π]. */
export function angleBetween(from: number, to: number): number {
  return wrapAngle(to - from)
}

/** Radians of an angle in degrees. */
export function fromDegrees(degrees: number): number {
  return (degrees * Math.PI) / 180
}

/** Degrees of an angle in radians. */
export function toDegrees(radians: number): number {
  return (radians * 180) / Math.PI
}
