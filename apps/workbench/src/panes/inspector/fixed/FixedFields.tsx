import { laneOf, mapElementOf } from '@trueline/annotation'
import { useWorkbenchState } from '../../../WorkbenchContext.tsx'
import { LaneFields } from './LaneFields.tsx'
import { MapElementFields } from './MapElementFields.tsx'

/** The selected lane or map element; nothing where none is there any more. */
export function FixedFields() {
  const lane = useWorkbenchState(({ annotations, selectedFixedId }) =>
    laneOf(annotations, selectedFixedId as never),
  )
  const element = useWorkbenchState(({ annotations, selectedFixedId }) =>
    mapElementOf(annotations, selectedFixedId as never),
  )
  if (lane !== undefined) return <LaneFields lane={lane} />
  return element === undefined ? null : <MapElementFields element={element} />
}
