import {
  type Annotations,
  applyPatch,
  type Clip,
  type Edit,
  emptyHistory,
  historyFromLog,
  type Patch,
  type PatchId,
  recordEdit,
  recordOf,
} from '@trueline/annotation'
import {
  adopting,
  layered,
  NO_PROPOSALS,
  type ProposalLayer,
  relaid,
  relaidAfter,
} from './proposals.ts'
import {
  type CurrentRecord,
  type PendingEdit,
  type Replica,
  type StoredEdit,
  shownAnnotations,
  withoutRefused,
  withPending,
  withStored,
} from './replica.ts'
import { isSameValue } from './sameValue.ts'
import type { DocumentValues } from './state.ts'

/** A clip just opened: its records with the pending edits on top, and no history read yet. */
export function openedDocument(clip: Clip, replica: Replica): DocumentValues {
  const ownEdits = replica.pending.map(({ edit }) => edit)
  return {
    clip,
    replica,
    annotations: shownAnnotations(replica),
    proposals: NO_PROPOSALS,
    ownEdits,
    history: historyFromLog(ownEdits),
  }
}

/** The document after an own edit, undo or redo. */
export function withOwnEdit(document: DocumentValues, pending: PendingEdit): DocumentValues {
  const replica = withPending(document.replica, pending)
  const seen = applyPatch(document.annotations, pending.edit.patch)
  return {
    ...document,
    replica,
    ...relaidAfter(
      pending.edit.patch,
      { seen, document: () => shownAnnotations(replica) },
      document.proposals,
    ),
    ownEdits: [...document.ownEdits, pending.edit],
    history: recordEdit(document.history, pending.edit),
  }
}

/** The document after the server said it stored an edit, ours or another's. */
export function withStoredEdit(document: DocumentValues, stored: StoredEdit): DocumentValues {
  const { patchId, patch } = stored.edit
  const { pending, revisions } = document.replica
  const replica = withStored(document.replica, stored)
  // Our oldest waiting edit is on the screen as it was stored, unless somebody changed its records since.
  const isShown =
    pending[0]?.edit.patchId === patchId &&
    patch.every(
      ({ recordId }) => (stored.revisions[recordId] ?? 0) > (revisions.get(recordId) ?? 0),
    )
  // The answer and the subscription both tell of it: the second time nothing is new.
  const isKnown =
    replica.base === document.replica.base && replica.pending.length === pending.length
  if (isShown || isKnown) return { ...document, replica }
  return { ...document, replica, ...layered(shownAnnotations(replica), document.proposals) }
}

/** The document without an edit the server refused and those that stand on it; `refused` are these. */
export function withRefusal(
  document: DocumentValues,
  patchId: PatchId,
  current: readonly CurrentRecord[],
): { readonly document: DocumentValues; readonly refused: readonly PendingEdit[] } {
  const { replica, refused } = withoutRefused(document.replica, patchId, current)
  const gone = new Set(refused.map(({ edit }) => edit.patchId))
  const ownEdits = document.ownEdits.filter((edit) => !gone.has(edit.patchId))
  return {
    refused,
    document: {
      ...document,
      replica,
      ...layered(shownAnnotations(replica), document.proposals),
      ownEdits,
      history: historyFromLog(ownEdits),
    },
  }
}

/** The document with older own edits found; `older` is oldest first. */
export function withOlderEdits(document: DocumentValues, older: readonly Edit[]): DocumentValues {
  const known = new Set(document.ownEdits.map(({ patchId }) => patchId))
  const ownEdits = [...older.filter(({ patchId }) => !known.has(patchId)), ...document.ownEdits]
  return { ...document, ownEdits, history: historyFromLog(ownEdits) }
}

/** The document under another layer of proposals. */
export function withProposals(document: DocumentValues, layer: ProposalLayer): DocumentValues {
  const { annotations, proposals } = document
  const before = { seen: annotations, document: documentAlone(document) }
  return { ...document, ...relaid(before, layer, proposals) }
}

/** An own edit's patch, made on what is seen, as it is stored. */
export function storedPatch(document: DocumentValues, patch: Patch): Patch {
  return adopting(patch, documentAlone(document), document.proposals)
}

/** The document without the proposals that lie over it. */
function documentAlone({ annotations, replica, proposals }: DocumentValues): Annotations {
  return proposals.shown.size === 0 ? annotations : shownAnnotations(replica)
}

/** No clip. */
export function closedDocument(empty: Replica): DocumentValues {
  return {
    clip: null,
    replica: empty,
    annotations: shownAnnotations(empty),
    proposals: NO_PROPOSALS,
    ownEdits: [],
    history: emptyHistory,
  }
}

/**
 * The part of a patch whose records are still as the patch found them. Taking back an edit must not
 * take back what somebody else did to the same record since.
 */
export function stillApplying(document: DocumentValues, patch: Patch): Patch {
  const stored = documentAlone(document)
  return patch.filter(({ recordId, before }) =>
    isSameValue(recordOf(stored, recordId) ?? null, before),
  )
}
