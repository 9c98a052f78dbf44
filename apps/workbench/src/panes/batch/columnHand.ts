import { type CuboidRecord, cuboidOf, type TrackId } from '@trueline/annotation'
import { notify } from '../../actions/notices.ts'
import { texts } from '../../i18n/i18n.ts'
import { chosenByClick } from '../../store/batch.ts'
import {
  commitPlacements,
  editableCuboids,
  fitSelected,
  isEditable,
  type Placement,
  placementPatch,
} from '../../tools/editCuboid.ts'
import { tellReadOnly } from '../../work/tellReadOnly.ts'
import type { Workbench } from '../../workbench.ts'
import type { BoxChange, BoxHand } from '../sideViews/boxHand.ts'
import { batchGestureStore, cuboidsAfter } from './batchGesture.ts'

/** The hand on one column's box; what it does to that is done to all chosen boxes, each in its own space. */
export function columnHand(
  workbench: Workbench,
  { trackId, frame }: { readonly trackId: TrackId; readonly frame: number },
): BoxHand {
  const { store } = workbench

  function cuboid(): CuboidRecord | null {
    const { annotations, selectedTrackId, editRight } = store.getState()
    const record = editRight === 'all' ? cuboidOf(annotations, trackId, frame) : undefined
    return selectedTrackId === trackId && record !== undefined && isEditable(record) ? record : null
  }

  function changed(change: BoxChange): readonly Placement[] {
    return editableCuboids(store.getState()).map((record) => ({ record, cuboid: change(record) }))
  }

  return {
    cuboid,
    tellUneditable() {
      if (store.getState().editRight !== 'all') {
        tellReadOnly(store.getState())
        return
      }
      const isFinal = cuboidOf(store.getState().annotations, trackId, frame)?.state === 'final'
      notify(texts.t(isFinal ? 'notice.frozen' : 'fit.noBox'))
    },
    down({ shiftKey, ctrlKey, metaKey }, isOnHandle) {
      const { frameRange } = store.getState()
      // On a box, Shift and Ctrl say how it is dragged.
      const held = { isShift: shiftKey && !isOnHandle, isCtrl: (ctrlKey || metaKey) && !isOnHandle }
      const isKept = isOnHandle && frameRange.includes(frame)
      const chosen = isKept ? frameRange : chosenByClick(store.getState(), frame, held)
      store.setState({ frameRange: chosen, ...(held.isShift ? {} : { frame }) })
    },
    show(change) {
      const patch = placementPatch(store.getState(), changed(change))
      batchGestureStore.setState({ after: cuboidsAfter(patch) })
    },
    clear: () => batchGestureStore.setState({ after: null }),
    place: (change) => commitPlacements(store.getState(), changed(change)),
    fit: (fit) => fitSelected(workbench, fit),
  }
}
