import { CUBOID_EDGES, cornersOf, poseOf, transform, type Vec3 } from '@trueline/geometry'
import type { Rgb } from './colorMap.ts'
import type { CuboidLook, DrawnCuboid } from './drawnCuboids.ts'
import type { Segment } from './edges.ts'
import type { SceneTheme } from './theme.ts'

/** Lines of a look: width, dash, strength. */
export const LOOK_STYLE: {
  readonly [look in CuboidLook]: {
    readonly widthPx: number
    readonly dashPx: number
    readonly alpha: number
  }
} = {
  proposed: { widthPx: 1.4, dashPx: 5, alpha: 0.95 },
  interpolated: { widthPx: 1, dashPx: 0, alpha: 0.7 },
  set: { widthPx: 1.7, dashPx: 0, alpha: 1 },
  final: { widthPx: 1.7, dashPx: 0, alpha: 1 },
  ghost: { widthPx: 1.8, dashPx: 3, alpha: 1 },
  gone: { widthPx: 1.8, dashPx: 2, alpha: 0.9 },
}

/** The lines of cuboids: edges, and a chevron on the roof that points forward. */
export function cuboidLines(shown: readonly DrawnCuboid[], theme: SceneTheme): readonly Segment[] {
  return shown.flatMap((item) => {
    const style = LOOK_STYLE[item.look]
    const color = lineColor(item, theme)
    const grown = item.isSelected ? 0.8 : item.isHovered ? 0.6 : 0
    const line = { color, alpha: style.alpha, widthPx: style.widthPx + grown }
    const corners = cornersOf(item.cuboid)
    const edges = CUBOID_EDGES.map(([from, to]) => ({
      ...line,
      from: corners[from]!,
      to: corners[to]!,
      dashPx: style.dashPx,
    }))
    return [...edges, ...chevron(item).map((ends) => ({ ...ends, ...line, dashPx: 0 }))]
  })
}

/** The accent of the selection, what a mend would do as something to look at, else the category's color. */
export function lineColor(
  { look, isSelected, color }: DrawnCuboid,
  theme: Pick<SceneTheme, 'accent' | 'doubt' | 'blocking'>,
): Rgb {
  if (look === 'ghost') return theme.doubt
  if (look === 'gone') return theme.blocking
  return isSelected ? theme.accent : color
}

function chevron({ cuboid }: DrawnCuboid): readonly { readonly from: Vec3; readonly to: Vec3 }[] {
  const [length, width, height] = cuboid.extent
  const back = length / 2 - Math.min(length * 0.28, width * 0.6)
  const at = (x: number, y: number): Vec3 => transform(poseOf(cuboid), [x, y, height / 2])
  const tip = at(length / 2, 0)
  return [
    { from: at(back, width / 2), to: tip },
    { from: at(back, -width / 2), to: tip },
  ]
}
