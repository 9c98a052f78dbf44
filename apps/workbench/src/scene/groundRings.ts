import type { Vec3 } from '@trueline/geometry'
import type { Rgb } from './colorMap.ts'
import type { Segment } from './edges.ts'

/** Radii of the circles around the ego that give distances a measure. */
const RADII = [10, 20, 40, 60, 80, 100]
const PIECES = 96

/** Half the size of the mark of the ego vehicle, and how far its tip points forward. */
const EGO = { half: 0.9, tip: 2.2, rear: 1.6 } as const

/** Circles on the ground around the ego, its four directions, and a mark of it that points forward. */
export function groundRings(height: number, color: Rgb): readonly Segment[] {
  const line = { color, widthPx: 1, dashPx: 0 }
  const rings = RADII.flatMap((radius) => {
    const at = (piece: number): Vec3 => {
      const angle = (piece / PIECES) * 2 * Math.PI
      return [radius * Math.cos(angle), radius * Math.sin(angle), height]
    }
    return Array.from({ length: PIECES }, (_, piece) => ({
      ...line,
      alpha: 0.5,
      from: at(piece),
      to: at(piece + 1),
    }))
  })
  const far = RADII.at(-1) ?? 0
  const directions: readonly Vec3[] = [
    [far, 0, height],
    [-far, 0, height],
    [0, far, height],
    [0, -far, height],
  ]
  const axes = directions.map((to) => ({
    ...line,
    alpha: 0.3,
    from: [0, 0, height] as const,
    to,
  }))
  const outline: readonly Vec3[] = [
    [EGO.tip, 0, height],
    [EGO.tip - 1, EGO.half, height],
    [-EGO.rear, EGO.half, height],
    [-EGO.rear, -EGO.half, height],
    [EGO.tip - 1, -EGO.half, height],
  ]
  const ego = outline.map((from, index) => ({
    ...line,
    alpha: 1,
    widthPx: 1.5,
    from,
    to: outline[(index + 1) % outline.length]!,
  }))
  return [...rings, ...axes, ...ego]
}
