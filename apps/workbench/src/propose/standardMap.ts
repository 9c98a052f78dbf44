import {
  type Clip,
  mapElementId,
  mapElementsOf,
  setStandardMap,
  standardMapLines,
} from '@trueline/annotation'
import type { Refusal, StandardMap } from '@trueline/formats'
import type { StoreApi } from 'zustand/vanilla'
import { tryEdit } from '../actions/tryEdit.ts'
import { messageOf } from '../messageOf.ts'
import { newId } from '../newId.ts'
import type { WorkbenchState } from '../store/state.ts'
import type { startMapRead } from '../workers/standardMap.ts'

/** What is told of a standard map. */
export type MapTelling =
  | { readonly state: 'reading'; readonly file: string; readonly stop: () => void }
  | { readonly state: 'kept'; readonly file: string; readonly map: StandardMap }
  | { readonly state: 'refused'; readonly refusal: Refusal }
  | { readonly state: 'failed'; readonly file: string; readonly why: string }
  | { readonly state: 'stopped' }

/** What choosing a standard map stands on. */
export type MapParts = {
  readonly store: StoreApi<WorkbenchState>
  readonly start: typeof startMapRead
  readonly tell: (telling: MapTelling) => void
}

/** How many roads the clip's standard map has; 0 where it has none. */
export function roadCount({ annotations }: Pick<WorkbenchState, 'annotations'>): number {
  return standardMapLines(mapElementsOf(annotations)).length
}

/**
 * Keeps the roads of a map with the clip that is open, in the place of those it has, as one edit. Never
 * rejects: what goes wrong is told, and changes nothing.
 */
export async function keepStandardMap({ store, start, tell }: MapParts, file: File): Promise<void> {
  const { clip } = store.getState()
  if (clip === null) return
  let isStopped = false
  const reading = start(file, clip)
  const stop = (): void => {
    isStopped = true
    reading.stop()
    tell({ state: 'stopped' })
  }
  tell({ state: 'reading', file: file.name, stop })
  try {
    const { map, refusal } = await reading.read
    if (isStopped || !isOpen(store, clip)) return
    if (map === null) return tell({ state: 'refused', refusal })
    const roads = map.roads.map((points) => ({ elementId: mapElementId(newId()), points }))
    tryEdit({ store }, 'setStandardMap', ({ annotations }) =>
      setStandardMap(annotations, { roads }),
    )
    store.setState({ hasStandardMap: true })
    tell({ state: 'kept', file: file.name, map })
  } catch (error) {
    if (!isStopped) tell({ state: 'failed', file: file.name, why: messageOf(error) })
  }
}

function isOpen(store: StoreApi<WorkbenchState>, clip: Clip): boolean {
  return store.getState().clip?.id === clip.id
}
