import type { PatchId } from './ids.ts'
import { type Edit, invertPatch } from './patch.ts'

/** What one person can take back and make again, the last of each first to go. */
export type History = {
  /** Edits and redos that stand. */
  readonly undo: readonly Edit[]
  /** Undos that may be taken back. */
  readonly redo: readonly Edit[]
}

/** The id and time of an edit about to be made; both come from outside, the core has no clock. */
export type EditStamp = { readonly patchId: PatchId; readonly madeAtUs: number }

/** Nothing to take back. */
export const emptyHistory: History = { undo: [], redo: [] }

/** The history once an edit, undo or redo is made. New work drops what could be made again. */
export function recordEdit(history: History, edit: Edit): History {
  switch (edit.kind) {
    case 'edit':
      return { undo: [...history.undo, edit], redo: [] }
    case 'undo':
      return { undo: without(history.undo, edit.of), redo: [...history.redo, edit] }
    case 'redo':
      return { undo: [...history.undo, edit], redo: without(history.redo, edit.of) }
  }
}

/** The undo of the last edit that stands, and the history with it; `null` when there is none. */
export function undoOf(
  history: History,
  make: EditStamp,
): { readonly edit: Edit; readonly history: History } | null {
  return reverse(history, history.undo.at(-1), { ...make, kind: 'undo' })
}

/** The redo of the last undo, and the history with it; `null` when there is none. */
export function redoOf(
  history: History,
  make: EditStamp,
): { readonly edit: Edit; readonly history: History } | null {
  return reverse(history, history.redo.at(-1), { ...make, kind: 'redo' })
}

/**
 * The history that one person's edits leave, as after a reload.
 *
 * @param entries That person's edits, undos and redos, oldest first.
 */
export function historyFromLog(entries: readonly Edit[]): History {
  return entries.reduce(recordEdit, emptyHistory)
}

function reverse(
  history: History,
  last: Edit | undefined,
  make: EditStamp & { readonly kind: 'undo' | 'redo' },
): { readonly edit: Edit; readonly history: History } | null {
  if (last === undefined) return null
  const { command, patchId: of, patch } = last
  const edit: Edit = { ...make, command, of, patch: invertPatch(patch) }
  return { edit, history: recordEdit(history, edit) }
}

/** The stack without an edit; an undo kept elsewhere than on top is found too. */
function without(stack: readonly Edit[], patchId: PatchId | null): readonly Edit[] {
  const index = stack.findLastIndex((edit) => edit.patchId === patchId)
  return index === -1 ? stack : stack.toSpliced(index, 1)
}
