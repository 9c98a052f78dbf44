import {
  type AnnotationRecord,
  annotationsOf,
  type Clip,
  clipId,
  defaultOntology,
} from '@trueline/annotation'
import { framesOf } from '@trueline/annotation/testing'
import type { StoreApi } from 'zustand/vanilla'
import { createWorkbenchStore } from '../store/createStore.ts'
import { openedDocument } from '../store/documentChanges.ts'
import type { TextStorage } from '../store/preferencesSlice.ts'
import type { PendingEdit } from '../store/replica.ts'
import type { WorkbenchState } from '../store/state.ts'

/** A clip of frames without sensors, with what a test says of it. */
export function testClip(frames: number, given: Partial<Clip> = {}): Clip {
  return {
    id: clipId('clip'),
    name: 'Test drive',
    frames: framesOf(frames),
    sensors: [],
    ontology: defaultOntology,
    worldOrigin: [0, 0, 0],
    format: 'test',
    extras: {},
    ...given,
  }
}

/** A store with a clip open, and what it handed on: edits to keep, and counts of records left alone. */
export function openTestStore(
  clip: Clip,
  records: readonly AnnotationRecord[],
  storage: TextStorage = memoryTexts(),
): {
  readonly store: StoreApi<WorkbenchState>
  readonly kept: PendingEdit[]
  readonly leftAlone: number[]
  readonly refusals: () => number
} {
  const kept: PendingEdit[] = []
  const leftAlone: number[] = []
  let refused = 0
  const sink = {
    authorId: 'me',
    keep: (pending: PendingEdit) => void kept.push(pending),
    leftAlone: (count: number) => void leftAlone.push(count),
    notAllowed: () => void refused++,
  }
  const store = createWorkbenchStore(sink, storage)
  const replica = { base: annotationsOf(records), revisions: new Map(), pending: [] }
  store.setState(openedDocument(clip, replica))
  return { store, kept, leftAlone, refusals: () => refused }
}

/** Texts kept as long as the object. */
export function memoryTexts(given: { readonly [key: string]: string } = {}): TextStorage {
  const texts = new Map(Object.entries(given))
  return {
    getItem: (key) => texts.get(key) ?? null,
    setItem: (key, text) => void texts.set(key, text),
  }
}
