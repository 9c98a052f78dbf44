import { between, type Random } from '../random.ts'
import type { Line, NetworkBoundary, Paint, Point } from './network.ts'
import type { Style } from './style.ts'

/** Shares of lines that are gone, and gaps that wear has made in the others. */
const GONE = 0.06
const WORN = 0.12
/** Between the two lines of a double line; meters. */
const DOUBLE = 0.12

/** The paint of a boundary: nothing for kerbs and what is not marked. */
export function paintLine(
  { line, mark, color }: Pick<NetworkBoundary, 'line' | 'mark' | 'color'>,
  { random, style }: { readonly random: Random; readonly style: Style },
): readonly Paint[] {
  if (mark === 'none' || mark === 'kerb' || color === null || random() < GONE) return []
  const strength = Math.min(1, style.strength * between(random, 0.7, 1.2))
  const dash = mark === 'dashed' ? style.dash : Number.POSITIVE_INFINITY
  const offsets = mark === 'double' ? [-DOUBLE, DOUBLE] : [0]
  const pieces = dashed(line, [dash, style.gap, between(random, 0, style.dash + style.gap)])
  return offsets.flatMap((offset) =>
    pieces.flatMap((piece) =>
      random() < WORN
        ? []
        : [
            {
              ring: quadOf(piece, offset, style.lineWidth),
              color,
              strength: strength * between(random, 0.8, 1),
            },
          ],
    ),
  )
}

/** The stretches of a line that are painted, each straight. */
function dashed(
  line: Line,
  [dash, gap, start]: readonly [dash: number, gap: number, start: number],
): readonly (readonly [Point, Point])[] {
  const pieces: [Point, Point][] = []
  const period = dash + gap
  let along = start
  for (let index = 1; index < line.length; index++) {
    const [fromX, fromY] = line[index - 1]!
    const [toX, toY] = line[index]!
    const length = Math.hypot(toX - fromX, toY - fromY)
    const at = (way: number): Point => [
      fromX + (way / length) * (toX - fromX),
      fromY + (way / length) * (toY - fromY),
    ]
    if (dash === Number.POSITIVE_INFINITY) pieces.push([at(0), at(length)])
    else {
      for (
        let first = Math.floor(along / period) * period;
        first < along + length;
        first += period
      ) {
        const from = Math.max(0, first - along)
        const to = Math.min(length, first + dash - along)
        if (to > from) pieces.push([at(from), at(to)])
      }
    }
    along += length
  }
  return pieces
}

/** The rectangle around a straight stretch, moved sideways. */
export function quadOf([from, to]: readonly [Point, Point], left: number, width: number): Line {
  const length = Math.max(1e-6, Math.hypot(to[0] - from[0], to[1] - from[1]))
  const [x, y] = [-(to[1] - from[1]) / length, (to[0] - from[0]) / length]
  const at = ([px, py]: Point, way: number): Point => [px + way * x, py + way * y]
  const [near, far] = [left - width / 2, left + width / 2]
  return [at(from, near), at(to, near), at(to, far), at(from, far)]
}
