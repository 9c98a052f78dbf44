import { norm, poseOf, transform } from '@trueline/geometry'
import type { DrawnCuboid } from '../../scene/drawnCuboids.ts'
import { categoryLabel } from '../../store/selectors.ts'
import type { WorkbenchState } from '../../store/state.ts'
import type { Orbit } from './orbit.ts'

/** Where a label is to stand and what it is of. */
export type LabelParts = {
  readonly element: HTMLElement
  readonly state: WorkbenchState
  readonly drawn: readonly DrawnCuboid[]
  readonly orbit: Orbit
}

/** Puts the label over the cuboid under the pointer, else over the selected one. */
export function showLabel({ element, state, drawn, orbit }: LabelParts): void {
  const item =
    drawn.find(({ isHovered }) => isHovered) ?? drawn.find(({ isSelected }) => isSelected)
  const above = item && transform(poseOf(item.cuboid), [0, 0, item.cuboid.extent[2] / 2])
  const pixel = above === undefined ? null : orbit.pixelOf(above)
  if (item === undefined || pixel === null) {
    element.hidden = true
    return
  }
  const text = textOf(item, state)
  if (element.textContent !== text) element.textContent = text
  element.hidden = false
  element.style.transform = `translate(${Math.round(pixel[0])}px, ${Math.round(pixel[1])}px) translate(-50%, calc(-100% - 10px))`
}

function textOf({ number, category, cuboid }: DrawnCuboid, state: WorkbenchState): string {
  const name = categoryLabel(state.clip, category, state.preferences.language)
  const sides = cuboid.extent.map((side) => side.toFixed(2)).join(' × ')
  const away = norm([cuboid.center[0], cuboid.center[1], 0]).toFixed(1)
  return `#${number} ${name} · ${sides} m · ${away} m`
}
