import type { Stand } from '../traffic/roadUser.ts'

/** A road of even curvature, told by one place in its middle; it has no ends. */
export type RoadArc = {
  readonly x: number
  readonly y: number
  readonly heading: number
  /** 1/m, positive to the left. */
  readonly curvature: number
  /** From its middle to its edge. */
  readonly halfWidth: number
}

const STRAIGHT = 1e-6

/** A place `s` along a road from its own place and `d` left of its middle, on z = 0, and the road's heading there. */
export function standOnArc({ x, y, heading, curvature }: RoadArc, s: number, d: number): Stand {
  const yaw = heading + curvature * s
  const isStraight = Math.abs(curvature) < STRAIGHT
  const along = isStraight
    ? [s * Math.cos(heading), s * Math.sin(heading)]
    : [
        (Math.sin(yaw) - Math.sin(heading)) / curvature,
        (Math.cos(heading) - Math.cos(yaw)) / curvature,
      ]
  return {
    point: [x + along[0]! - d * Math.sin(yaw), y + along[1]! + d * Math.cos(yaw), 0],
    yaw,
  }
}

/** A function that returns how far left of a road's middle a place is, negative to the right. */
export function leftOfArc({
  x,
  y,
  heading,
  curvature,
}: RoadArc): (atX: number, atY: number) => number {
  const cos = Math.cos(heading)
  const sin = Math.sin(heading)
  if (Math.abs(curvature) < STRAIGHT) return (atX, atY) => cos * (atY - y) - sin * (atX - x)
  const radius = 1 / curvature
  const centerX = x - sin * radius
  const centerY = y + cos * radius
  const side = Math.sign(curvature)
  return (atX, atY) => {
    const dx = atX - centerX
    const dy = atY - centerY
    return radius - side * Math.sqrt(dx * dx + dy * dy)
  }
}
