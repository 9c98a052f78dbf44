import { fromYaw, type Vec3 } from '@trueline/geometry'
import { fitYaw, type Ground, groundHeightAt, POINT_STRIDE } from '@trueline/pointcloud'
import type { Cluster } from './clusters.ts'

/** What a cluster looks like. */
export type Shape = {
  /** Along the longer side, in [0, π). */
  readonly yaw: number
  readonly center: Vec3
  /** The longer side, the shorter, and from the lowest point to the highest. */
  readonly extent: Vec3
  /** Heights of the lowest and highest points above the ground. */
  readonly lowest: number
  readonly highest: number
  /** The share of its points that lie near one of the rectangle's sides. */
  readonly onSides: number
  readonly pointCount: number
}

/** So near to a side a point lies on it. */
const NEAR_SIDE = 0.2

/** More points tell a cluster's kind no better; the box of what is proposed is fitted to all of them. */
const ENOUGH = 80

/** How far a cluster reaches along the axes, and above the ground. */
export type Bounds = {
  readonly length: number
  readonly width: number
  readonly low: number
  readonly high: number
  /** Height of the ground under its middle. */
  readonly level: number
}

/** A cluster's upright bounds. */
export function boundsOf(cluster: Cluster, ground: Ground): Bounds {
  const [x, y, z] = [rangeOf(cluster, 0), rangeOf(cluster, 1), rangeOf(cluster, 2)]
  const level = groundHeightAt(ground, (x.min + x.max) / 2, (y.min + y.max) / 2) ?? z.min
  return { length: x.max - x.min, width: y.max - y.min, low: z.min, high: z.max, level }
}

/** The rectangle around a cluster turned by its L-shape; `null` for fewer than 5 points. */
export function shapeOf(cluster: Cluster, { low, high, level }: Bounds): Shape | null {
  const fitted = fitYaw(thinned(cluster), 0)
  if (fitted === null) return null
  const along = spanOf(cluster, fitted)
  const across = spanOf(cluster, fitted + Math.PI / 2)
  const isAlong = along.max - along.min >= across.max - across.min
  const [long, short] = isAlong ? [along, across] : [across, along]
  const middleAlong = (along.min + along.max) / 2
  const middleAcross = (across.min + across.max) / 2
  const [cos, sin] = [Math.cos(fitted), Math.sin(fitted)]
  return {
    yaw: isAlong ? fitted : fitted + Math.PI / 2,
    center: [
      middleAlong * cos - middleAcross * sin,
      middleAlong * sin + middleAcross * cos,
      (low + high) / 2,
    ],
    extent: [long.max - long.min, short.max - short.min, high - low],
    lowest: low - level,
    highest: high - level,
    onSides: onSidesOf(cluster, fitted, { along, across }),
    pointCount: cluster.length / POINT_STRIDE,
  }
}

/** The cuboid that a shape is, a little thicker than nothing. */
export function cuboidOf({ center, extent, yaw }: Shape) {
  const [length, width, height] = extent
  const sides: Vec3 = [Math.max(length, 0.1), Math.max(width, 0.1), Math.max(height, 0.1)]
  return { center, extent: sides, rotation: fromYaw(yaw) }
}

/** Every so many of the rows, so that no more than `ENOUGH` are left. */
function thinned(cluster: Cluster): Float32Array {
  const stride = Math.ceil(cluster.length / POINT_STRIDE / ENOUGH)
  if (stride <= 1) return cluster
  const rows = new Float32Array(Math.ceil(cluster.length / POINT_STRIDE / stride) * POINT_STRIDE)
  for (let to = 0, at = 0; to < rows.length; to += POINT_STRIDE, at += stride * POINT_STRIDE) {
    rows.set(cluster.subarray(at, at + POINT_STRIDE), to)
  }
  return rows
}

type Span = { readonly min: number; readonly max: number }

function spanOf(cluster: Cluster, angle: number): Span {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  let min = Number.POSITIVE_INFINITY
  let max = Number.NEGATIVE_INFINITY
  for (let at = 0; at < cluster.length; at += POINT_STRIDE) {
    const value = cos * cluster[at]! + sin * cluster[at + 1]!
    if (value < min) min = value
    if (value > max) max = value
  }
  return { min, max }
}

function rangeOf(cluster: Cluster, axis: 0 | 1 | 2): Span {
  let min = Number.POSITIVE_INFINITY
  let max = Number.NEGATIVE_INFINITY
  for (let at: number = axis; at < cluster.length; at += POINT_STRIDE) {
    if (cluster[at]! < min) min = cluster[at]!
    if (cluster[at]! > max) max = cluster[at]!
  }
  return { min, max }
}

function onSidesOf(
  cluster: Cluster,
  angle: number,
  { along, across }: { readonly along: Span; readonly across: Span },
): number {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  let near = 0
  for (let at = 0; at < cluster.length; at += POINT_STRIDE) {
    const u = cos * cluster[at]! + sin * cluster[at + 1]!
    const v = cos * cluster[at + 1]! - sin * cluster[at]!
    const off = Math.min(u - along.min, along.max - u, v - across.min, across.max - v)
    if (off <= NEAR_SIDE) near++
  }
  return near / (cluster.length / POINT_STRIDE)
}
