import type { StateCreator } from 'zustand/vanilla'
import { DEFAULT_PREFERENCES, parsePreferences } from './preferences.ts'
import type { Preferences, PreferencesSlice, WorkbenchState } from './state.ts'

/** Where preferences are kept; nothing there: a new person. */
export const PREFERENCES_KEY = 'trueline.preferences'

/** A place that keeps texts over reloads: `localStorage`, or a map in tests. */
export type TextStorage = Pick<Storage, 'getItem' | 'setItem'>

/** The preferences, read from `storage` and kept there. */
export const createPreferencesSlice =
  (storage: TextStorage): StateCreator<WorkbenchState, [], [], PreferencesSlice> =>
  (set, get) => ({
    preferences: keptPreferences(storage),
    prefer: (change) => {
      set({ preferences: { ...get().preferences, ...change } })
      write(storage, JSON.stringify(get().preferences))
    },
  })

/** The preferences that are kept in `storage`; those of a new person where none are. */
export function keptPreferences(storage: TextStorage): Preferences {
  try {
    return parsePreferences(JSON.parse(storage.getItem(PREFERENCES_KEY) ?? '{}'))
  } catch {
    // Not JSON, or a browser that keeps nothing: start as new.
    return DEFAULT_PREFERENCES
  }
}

function write(storage: TextStorage, text: string): void {
  try {
    storage.setItem(PREFERENCES_KEY, text)
  } catch {
    // A full or forbidden storage costs a preference, not the session.
  }
}
