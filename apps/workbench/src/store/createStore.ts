import { createStore, type StoreApi } from 'zustand/vanilla'
import { createDocumentSlice, type EditSink } from './documentSlice.ts'
import { createPreferencesSlice, type TextStorage } from './preferencesSlice.ts'
import type { WorkbenchState } from './state.ts'
import { createTransientSlice } from './transientSlice.ts'

/** The workbench's state; own edits go to `sink`, preferences to `storage`. */
export function createWorkbenchStore(
  sink: EditSink,
  storage: TextStorage,
): StoreApi<WorkbenchState> {
  return createStore<WorkbenchState>()((...args) => ({
    ...createDocumentSlice(sink)(...args),
    ...createPreferencesSlice(storage)(...args),
    ...createTransientSlice(...args),
  }))
}
