import { nearestOnPolyline, type Polyline, type Vec3 } from '@trueline/geometry'

/** A stretch of a road's cubic that is linear: from `s` on, `a` and `b` a meter. */
export type Linear = { readonly s: number; readonly a: number; readonly b: number }

/** A straight piece of a reference line. */
export type StraightPiece = {
  readonly s: number
  readonly start: Vec3
  readonly heading: number
  readonly length: number
}

/** The straight pieces of a line. */
export function piecesOf(line: Polyline): readonly StraightPiece[] {
  let s = 0
  return line.slice(1).map((end, index) => {
    const start = line[index]!
    const [x, y] = [end[0] - start[0], end[1] - start[1]]
    const piece = { s, start, heading: Math.atan2(y, x), length: Math.hypot(x, y) }
    s += piece.length
    return piece
  })
}

/** Heights of a line by the way along it. */
export function heightsOf(line: Polyline): readonly Linear[] {
  return piecesOf(line).map(({ s, start, length }, index) => {
    return { s, a: start[2], b: (line[index + 1]![2] - start[2]) / length }
  })
}

/**
 * How wide a lane is to the right of its reference line, how it leans there, and the edge that this
 * makes.
 */
export function widthsOf(
  reference: Polyline,
  right: Polyline,
): {
  readonly widths: readonly Linear[]
  readonly tilts: readonly Linear[]
  readonly edge: Polyline
} {
  const widths: Linear[] = []
  const tilts: Linear[] = []
  const edge: Vec3[] = []
  for (const [index, piece] of piecesOf(reference).entries()) {
    const slope = (reference[index + 1]![2] - piece.start[2]) / piece.length
    const near = windowOf(right, index / Math.max(1, reference.length - 1))
    const inner = near.flatMap((point): readonly number[] => {
      const along = alongOf(piece, point)
      return along > 1e-3 && along < piece.length - 1e-3 ? [along] : []
    })
    const stations = [0, ...inner.toSorted((a, b) => a - b), piece.length]
    const rows = stations.map((along) => across(piece, along, { right: near, slope }))
    edge.push(...rows.map(({ met }) => met))
    for (let at = 1; at < stations.length; at++) {
      const [from, to] = [stations[at - 1]!, stations[at]!]
      if (to - from < 1e-6) continue
      const [a, b] = [rows[at - 1]!, rows[at]!]
      const s = piece.s + from
      widths.push({ s, a: a.width, b: (b.width - a.width) / (to - from) })
      tilts.push({ s, a: a.tilt, b: (b.tilt - a.tilt) / (to - from) })
    }
  }
  return { widths, tilts, edge }
}

/** Lines of more points are looked at near the same share of their way alone. */
const ALL = 400

function windowOf(line: Polyline, share: number): Polyline {
  if (line.length <= ALL) return line
  const middle = Math.round(share * line.length)
  const from = Math.max(0, Math.min(line.length - ALL, middle - ALL / 2))
  return line.slice(from, from + ALL)
}

function alongOf({ start, heading }: StraightPiece, point: Vec3): number {
  return (point[0] - start[0]) * Math.cos(heading) + (point[1] - start[1]) * Math.sin(heading)
}

/** Where the way straight to the right meets the other boundary, or what of it is nearest. */
function across(
  piece: StraightPiece,
  along: number,
  { right, slope }: { readonly right: Polyline; readonly slope: number },
): { readonly width: number; readonly tilt: number; readonly met: Vec3 } {
  const { start, heading } = piece
  const [cos, sin] = [Math.cos(heading), Math.sin(heading)]
  const place: Vec3 = [start[0] + cos * along, start[1] + sin * along, start[2] + slope * along]
  let best: Vec3 | null = null
  let least = Number.POSITIVE_INFINITY
  for (let index = 1; index < right.length; index++) {
    const [a, b] = [right[index - 1]!, right[index]!]
    const [alongA, alongB] = [alongOf(piece, a) - along, alongOf(piece, b) - along]
    if (alongA * alongB > 0 || alongA === alongB) continue
    const share = alongA / (alongA - alongB)
    const met: Vec3 = [
      a[0] + (b[0] - a[0]) * share,
      a[1] + (b[1] - a[1]) * share,
      a[2] + (b[2] - a[2]) * share,
    ]
    const away = (met[0] - place[0]) * sin - (met[1] - place[1]) * cos
    if (away >= -1e-6 && away < least) {
      least = away
      best = met
    }
  }
  const met = best ?? nearestOnPolyline(right, place).point
  // Where nothing lies straight to the right, the width is that of what is nearest.
  const away = Math.hypot(met[0] - place[0], met[1] - place[1])
  const reached: Vec3 = [place[0] + sin * away, place[1] - cos * away, met[2]]
  const level = Math.hypot(met[0] - place[0], met[1] - place[1])
  const rise = place[2] - met[2]
  return {
    width: Math.hypot(level, rise),
    tilt: level < 1e-6 ? 0 : Math.atan2(rise, level),
    met: reached,
  }
}
