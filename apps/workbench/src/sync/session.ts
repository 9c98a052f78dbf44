import type { Clip, ClipId } from '@trueline/annotation'
import type { StoreApi } from 'zustand/vanilla'
import { messageOf } from '../messageOf.ts'
import type { Server } from '../server.ts'
import {
  closedDocument,
  openedDocument,
  withRefusal,
  withStoredEdit,
} from '../store/documentChanges.ts'
import { EMPTY_REPLICA } from '../store/replica.ts'
import type { WorkbenchState } from '../store/state.ts'
import { FRESH_CLIP } from '../store/transientSlice.ts'
import type { Conflict } from './conflict.ts'
import { readClip } from './openClip.ts'
import type { Outbox } from './outbox.ts'
import type { OutboxStorage } from './outboxStorage.ts'
import { followOwnHistory } from './ownHistory.ts'
import { applyMineOnTop } from './resolveConflict.ts'

/** The clip a person has open, kept the same as the server's. */
export type Session = {
  /**
   * Opens a clip in place of the one that is open, which stays until all of the other is there. Never
   * rejects: the state says what failed.
   */
  readonly open: (clipId: ClipId, name: string) => Promise<void>
  readonly close: () => void
  /** Ends a conflict: with what is on the server now, or with my edit made again on top of that. */
  readonly decide: (conflict: Conflict, keep: 'theirs' | 'mine') => Promise<void>
}

/** What a session stands on. */
export type SessionParts = {
  readonly store: StoreApi<WorkbenchState>
  readonly server: Pick<Server, 'openClip' | 'readRecords' | 'readHistory' | 'follow'>
  readonly outbox: Outbox
  readonly storage: OutboxStorage
  readonly authorId: string
  /** Told of a clip that is about to be opened, while its records are still read. */
  readonly prepare: (clip: Clip) => void
}

/** A session without a clip. */
export function createSession(parts: SessionParts): Session {
  const { store, server, outbox, storage, authorId, prepare } = parts
  let leave: () => void = () => {}
  let turn = 0

  const open = async (clipId: ClipId, name: string): Promise<void> => {
    const mine = ++turn
    store.setState({ opening: { state: 'reading', name, recordsRead: 0 } })
    try {
      const read = await readClip(server, clipId, {
        opened: (clip) => mine === turn && prepare(clip),
        progress: (readName, recordsRead) => {
          if (mine !== turn) return
          store.setState({ opening: { state: 'reading', name: readName, recordsRead } })
        },
      })
      // Last: an edit of before may be refused until now.
      const conflicts = await storage.conflictsOf(clipId)
      if (mine !== turn) return
      leave()
      const replica = { ...read.replica, pending: outbox.pendingOf(clipId) }
      store.setState({
        ...FRESH_CLIP,
        ...openedDocument(read.clip, replica),
        opening: null,
        conflicts,
        seenSeq: read.headSeq,
      })
      const stopFollowing = server.follow(
        { clipId, seq: read.headSeq },
        {
          stored: (stored) =>
            store.setState((state) => ({ ...withStoredEdit(state, stored), seenSeq: stored.seq })),
          connection: (isUp) => isUp && outbox.retry(),
        },
      )
      const stopReading = followOwnHistory(store, server, authorId)
      leave = () => {
        stopFollowing()
        stopReading()
      }
    } catch (error) {
      if (mine !== turn) return
      close()
      const why = messageOf(error)
      store.setState({ opening: { state: 'failed', name, why } })
    }
  }

  const close = (): void => {
    turn++
    leave()
    leave = () => {}
    store.setState({ ...FRESH_CLIP, ...closedDocument(EMPTY_REPLICA), opening: null })
  }

  const decide: Session['decide'] = async (conflict, keep) => {
    const { annotations, edit } = store.getState()
    if (keep === 'mine') {
      const command = conflict.edits[0]?.edit.command ?? 'resolveConflict'
      edit(command, applyMineOnTop(annotations, conflict))
    }
    await storage.removeConflict(conflict.id)
    store.setState(({ conflicts }) => ({
      conflicts: conflicts.filter(({ id }) => id !== conflict.id),
    }))
  }

  return { open, close, decide }
}

/** The state once the server did not take edits: its records back in place, the conflict to be decided. */
export function withConflict(state: WorkbenchState, conflict: Conflict): Partial<WorkbenchState> {
  if (state.clip?.id !== conflict.clipId) return {}
  const current = conflict.why.kind === 'stale' ? conflict.why.current : []
  const first = conflict.edits[0]
  if (first === undefined) return {}
  const { document } = withRefusal(state, first.edit.patchId, current)
  return { ...document, conflicts: [...state.conflicts, conflict] }
}
