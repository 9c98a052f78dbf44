import { bevIou, type Cuboid, iou3d } from '@trueline/geometry'

/** How two boxes are compared: by their footprints, by their solids, by their centers on the ground. */
export type Measure = 'bev' | '3d' | 'center'

/** What makes a prediction a find. */
export type Criterion = {
  readonly measure: Measure
  /** The least intersection over union, or the largest distance. */
  readonly threshold: number
}

/** The distance on the ground of two boxes' centers. */
export function centerDistance(a: Cuboid, b: Cuboid): number {
  return Math.hypot(a.center[0] - b.center[0], a.center[1] - b.center[1])
}

/**
 * How alike two boxes are, in [0, 1]: intersection over union, or for `center` what is left of one
 * meter, so that half a meter apart is 0.5 alike.
 */
export function similarityOf(measure: Measure, a: Cuboid, b: Cuboid): number {
  switch (measure) {
    case 'bev':
      return bevIou(a, b)
    case '3d':
      return iou3d(a, b)
    case 'center':
      return Math.max(0, 1 - centerDistance(a, b))
  }
}

/** How close two boxes are, higher is closer; `null` where the criterion is not met. */
export function closenessOf(
  { measure, threshold }: Criterion,
  a: Cuboid,
  b: Cuboid,
): number | null {
  const value = measure === 'center' ? -centerDistance(a, b) : similarityOf(measure, a, b)
  return value >= (measure === 'center' ? -threshold : threshold) ? value : null
}
