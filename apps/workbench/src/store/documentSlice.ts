import { type Edit, type Patch, patchId, redoOf, undoOf } from '@trueline/annotation'
import type { StateCreator } from 'zustand/vanilla'
import { newId } from '../newId.ts'
import { authorText } from '../sync/author.ts'
import { mayEdit } from '../work/editRight.ts'
import {
  closedDocument,
  stillApplying,
  storedPatch,
  withOwnEdit,
  withProposals,
} from './documentChanges.ts'
import { withoutUsedUp } from './proposals.ts'
import { EMPTY_REPLICA, type PendingEdit, revisionsUnder } from './replica.ts'
import type { DocumentSlice, WorkbenchState } from './state.ts'

/** Where own edits go and what cannot be done is said. */
export type EditSink = {
  /** This browser's id as an author; stays the same over reloads. */
  readonly authorId: string
  /** Keeps an own edit and sends it; never throws. */
  readonly keep: (pending: PendingEdit) => void
  /** Called when an undo or redo left records alone that somebody else has changed since. */
  readonly leftAlone: (records: number) => void
  /** Called when an edit is none that whoever is here may make: nothing comes of it. */
  readonly notAllowed: () => void
}

/** The document, empty at first. */
export const createDocumentSlice =
  (sink: EditSink): StateCreator<WorkbenchState, [], [], DocumentSlice> =>
  (set, get) => {
    const commit = (edit: Edit): void => {
      const { clip, replica, preferences } = get()
      if (clip === null) return
      const author = authorText({ id: sink.authorId, name: preferences.authorName })
      const baseRevisions = revisionsUnder(replica, edit.patch)
      const pending = { clipId: clip.id, edit, baseRevisions, author }
      set((state) => withOwnEdit(state, pending))
      sink.keep(pending)
    }
    const reverse = (of: typeof undoOf): void => {
      const step = of(get().history, { patchId: patchId(newId()), madeAtUs: Date.now() * 1000 })
      if (step === null) return
      const patch = stillApplying(get(), step.edit.patch)
      if (patch.length < step.edit.patch.length) {
        sink.leftAlone(step.edit.patch.length - patch.length)
      }
      // An undo that nothing is left of still moves the stacks, or the next one could not be reached.
      if (patch.length === 0) set({ history: step.history })
      else if (!mayEdit(get(), patch)) sink.notAllowed()
      else commit({ ...step.edit, patch })
    }
    return {
      ...closedDocument(EMPTY_REPLICA),
      edit: (command: string, patch: Patch) => {
        if (!mayEdit(get(), patch)) {
          sink.notAllowed()
          return
        }
        const stored = storedPatch(get(), patch)
        const byId = withoutUsedUp(get().proposals, { seen: patch, stored })
        if (stored.length > 0) {
          const madeAtUs = Date.now() * 1000
          const edit = { command, kind: 'edit', of: null, madeAtUs, patch: stored } as const
          commit({ patchId: patchId(newId()), ...edit })
        }
        if (byId !== get().proposals.byId) get().propose({ byId })
      },
      propose: (change) => set((state) => withProposals(state, { ...state.proposals, ...change })),
      undo: () => reverse(undoOf),
      redo: () => reverse(redoOf),
    }
  }
