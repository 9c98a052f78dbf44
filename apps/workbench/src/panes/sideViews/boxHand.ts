import type { CuboidRecord } from '@trueline/annotation'
import type { Cuboid } from '@trueline/geometry'
import { gestureStore } from '../../store/gesture.ts'
import {
  commitPlacements,
  editableCuboid,
  fitSelected,
  type SelectedFit,
  tellUneditable,
} from '../../tools/editCuboid.ts'
import type { Workbench } from '../../workbench.ts'

/** What a drag does to a box, whichever it is: so that others may be changed alike. */
export type BoxChange = (cuboid: Cuboid) => Cuboid

/** What the pointer does to the box of some views. */
export type BoxHand = {
  /** The box the pointer may take hold of; `null` where there is none or it is final. */
  readonly cuboid: () => Cuboid | null
  readonly tellUneditable: () => void
  /** The pointer went down in a view, on a handle or beside; called before a box is taken hold of. */
  readonly down: (event: PointerEvent, isOnHandle: boolean) => void
  /** Shows what would be; the document stays as it is. */
  readonly show: (change: BoxChange) => void
  /** Shows the document again. */
  readonly clear: () => void
  /** Makes the change an edit. */
  readonly place: (change: BoxChange) => void
  readonly fit: (fit: SelectedFit) => Promise<void>
}

/** The hand on the selected cuboid. */
export function selectedHand(workbench: Workbench): BoxHand {
  const { store } = workbench
  const cuboid = (): CuboidRecord | null => editableCuboid(store.getState())
  return {
    cuboid,
    tellUneditable: () => tellUneditable(store.getState()),
    down: () => undefined,
    show(change) {
      const selected = cuboid()
      if (selected === null) return
      const { trackId, frame } = selected
      gestureStore.setState({ gesture: { trackId, frame, cuboid: change(selected) } })
    },
    clear: () => gestureStore.setState({ gesture: null }),
    place(change) {
      const record = cuboid()
      if (record !== null) commitPlacements(store.getState(), [{ record, cuboid: change(record) }])
    },
    fit: (fit) => fitSelected(workbench, fit),
  }
}
