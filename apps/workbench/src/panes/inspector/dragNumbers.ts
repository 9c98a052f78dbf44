import type { CuboidRecord } from '@trueline/annotation'
import { type Cuboid, toDegrees, yawOf } from '@trueline/geometry'
import { gestureStore } from '../../store/gesture.ts'
import { printed } from '../../ui/printed.ts'

/** The fields a cuboid is shown in, each with its printed value. */
export function printedNumbers({ center, extent, rotation }: Cuboid): {
  readonly [field: string]: string
} {
  const [x, y, z] = center
  const [length, width, height] = extent
  const meters = { x, y, z, length, width, height }
  const texts = Object.entries(meters).map(([field, value]) => [field, printed(value, 2)])
  return { ...Object.fromEntries(texts), yaw: printed(toDegrees(yawOf(rotation)), 1) }
}

/**
 * Writes the numbers of a drag of this cuboid into the inputs under `root`, by their `name`, as they
 * change; what was there comes back when it ends. React renders nothing for it. Returns how to stop.
 */
export function showDragNumbers(root: HTMLElement, cuboid: CuboidRecord): () => void {
  return gestureStore.subscribe(({ gesture }, before) => {
    const isOfThis = (one: typeof gesture): boolean =>
      one?.trackId === cuboid.trackId && one.frame === cuboid.frame
    if (!isOfThis(gesture) && !isOfThis(before.gesture)) return
    const shown = isOfThis(gesture) ? gesture!.cuboid : cuboid
    for (const [field, text] of Object.entries(printedNumbers(shown))) {
      const input = root.querySelector<HTMLInputElement>(`input[name="${field}"]`)
      if (input !== null && input !== document.activeElement) input.value = text
    }
  })
}
