import { type Cubic, cubicValue } from './cubics.ts'

/** A place on a plane and the way a line goes on there, in radians. */
export type PlanePose = { readonly x: number; readonly y: number; readonly heading: number }

/** A piece of a road's reference line, from `s` on. */
export type Piece = PlanePose & {
  readonly s: number
  readonly length: number
  readonly shape:
    | { readonly kind: 'line' }
    | { readonly kind: 'arc'; readonly curvature: number }
    | { readonly kind: 'spiral'; readonly start: number; readonly end: number }
    | { readonly kind: 'poly3'; readonly v: Cubic }
    | {
        readonly kind: 'paramPoly3'
        readonly u: Cubic
        readonly v: Cubic
        readonly isNormalized: boolean
      }
}

/** Below this an arc is a line. */
const STRAIGHT = 1e-12

/** Where a piece of a reference line is, `ds` meters along it. */
export function poseOnPiece(piece: Piece, ds: number): PlanePose {
  const local = localPose(piece, ds)
  const [cos, sin] = [Math.cos(piece.heading), Math.sin(piece.heading)]
  return {
    x: piece.x + cos * local.x - sin * local.y,
    y: piece.y + sin * local.x + cos * local.y,
    heading: piece.heading + local.heading,
  }
}

/** Where a road's reference line is at `s`; beyond its ends it goes on as it was. */
export function poseOnLine(pieces: readonly Piece[], s: number): PlanePose {
  let [low, high] = [0, pieces.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (pieces[middle]!.s <= s + 1e-9) low = middle + 1
    else high = middle
  }
  const piece = pieces[Math.max(0, low - 1)]!
  return poseOnPiece(piece, s - piece.s)
}

/** A pose in the space of the piece's start: x along it. */
function localPose({ shape, length }: Piece, ds: number): PlanePose {
  switch (shape.kind) {
    case 'line':
      return { x: ds, y: 0, heading: 0 }
    case 'arc':
      return onArc(shape.curvature, ds)
    case 'spiral':
      return onSpiral(shape.start, length > 0 ? (shape.end - shape.start) / length : 0, ds)
    case 'poly3':
      return onPoly3(shape.v, ds)
    case 'paramPoly3': {
      const share = shape.isNormalized && length > 0 ? ds / length : ds
      const [du, dv] = [slopeOf(shape.u, share), slopeOf(shape.v, share)]
      return {
        x: cubicValue([shape.u], share),
        y: cubicValue([shape.v], share),
        heading: Math.atan2(dv, du),
      }
    }
  }
}

function onArc(curvature: number, ds: number): PlanePose {
  if (Math.abs(curvature) < STRAIGHT) return { x: ds, y: 0, heading: 0 }
  const heading = curvature * ds
  return { x: Math.sin(heading) / curvature, y: (1 - Math.cos(heading)) / curvature, heading }
}

/** Abscissae and weights of Gauss and Legendre's rule with five points. */
const GAUSS: readonly (readonly [at: number, weight: number])[] = [
  [0, 128 / 225],
  [-0.5384693101056831, 0.47862867049936647],
  [0.5384693101056831, 0.47862867049936647],
  [-0.906179845938664, 0.23692688505618908],
  [0.906179845938664, 0.23692688505618908],
]
/** Radians of turn in one application of the rule: its error is then below a nanometer. */
const TURN = 0.25
/** Two and a half turns: no road winds up more in one piece. */
const MOST_STEPS = 64

/**
 * A clothoid: curvature grows from `start` by `growth` a meter. Its coordinates are Fresnel integrals,
 * done by quadrature in steps of little turn.
 */
function onSpiral(start: number, growth: number, ds: number): PlanePose {
  const turn = (Math.abs(start) + Math.abs(start + growth * ds)) * Math.abs(ds)
  const steps = Math.min(MOST_STEPS, Math.max(1, Math.ceil(turn / TURN)))
  const half = ds / steps / 2
  let [x, y] = [0, 0]
  for (let step = 0; step < steps; step++) {
    const middle = (2 * step + 1) * half
    for (const [at, weight] of GAUSS) {
      const s = middle + at * half
      const heading = s * (start + (growth * s) / 2)
      x += weight * half * Math.cos(heading)
      y += weight * half * Math.sin(heading)
    }
  }
  return { x, y, heading: ds * (start + (growth * ds) / 2) }
}

/** A cubic over its own axis: the place along it where the curve is so long. */
function onPoly3(v: Cubic, ds: number): PlanePose {
  const steps = 64
  let u = 0
  const step = ds / steps
  // Heun's method: the way along the axis is the shorter the steeper the curve.
  for (let index = 0; index < steps; index++) {
    const first = 1 / Math.hypot(1, slopeOf(v, u))
    const second = 1 / Math.hypot(1, slopeOf(v, u + step * first))
    u += (step * (first + second)) / 2
  }
  return { x: u, y: cubicValue([v], u), heading: Math.atan(slopeOf(v, u)) }
}

function slopeOf({ b, c, d }: Cubic, at: number): number {
  return b + at * (2 * c + at * 3 * d)
}
