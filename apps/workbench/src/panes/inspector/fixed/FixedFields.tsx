import { recordOf } from '@trueline/annotation'
import { useWorkbenchState } from '../../../WorkbenchContext.tsx'
import { LaneFields } from './LaneFields.tsx'
import { MapElementFields } from './MapElementFields.tsx'

/** The selected lane or map element; nothing where none is there any more. */
export function FixedFields() {
  const record = useWorkbenchState(({ annotations, selectedFixedId }) =>
    selectedFixedId === null ? undefined : recordOf(annotations, selectedFixedId),
  )
  if (record?.kind === 'lane') return <LaneFields lane={record} />
  return record?.kind === 'mapElement' ? <MapElementFields element={record} /> : null
}
