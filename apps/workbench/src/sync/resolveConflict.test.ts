import {
  annotationsOf,
  applyPatch,
  type Edit,
  type Patch,
  patchId,
  recordOf,
} from '@trueline/annotation'
import { track } from '@trueline/annotation/testing'
import { describe, expect, it } from 'vitest'
import { testClip } from '../testing/testStore.ts'
import type { Conflict } from './conflict.ts'
import { applyMineOnTop, disagreements } from './resolveConflict.ts'

const a = track('a')
const b = track('b', { number: 2 })

function conflictOf(...patches: readonly Patch[]): Conflict {
  const edits = patches.map((patch, index) => {
    const edit: Edit = {
      patchId: patchId(`p${index}`),
      command: 'test',
      kind: 'edit',
      of: null,
      madeAtUs: 0,
      patch,
    }
    return { clipId: testClip(1).id, edit, baseRevisions: {}, author: 'me' }
  })
  return { id: 'p0', clipId: testClip(1).id, edits, why: { kind: 'stale', current: [] } }
}

describe('a conflict', () => {
  const van = { ...a, category: 'van' }
  const tram = { ...a, category: 'tram' }
  const conflict = conflictOf(
    [
      { recordId: a.id, before: a, after: van },
      { recordId: b.id, before: b, after: null },
    ],
    [{ recordId: a.id, before: van, after: tram }],
  )

  it('is about what I wanted last, where that is not there already', () => {
    const theirs = { ...a, category: 'bus' }
    expect(disagreements(annotationsOf([theirs]), conflict)).toEqual([
      { recordId: a.id, mine: tram, current: theirs },
    ])
  })

  it('ends with mine on top of what is there now, by an edit that can be undone', () => {
    const now = annotationsOf([{ ...a, category: 'bus' }, b])
    const patch = applyMineOnTop(now, conflict)
    const after = applyPatch(now, patch)
    expect(recordOf(after, a.id)).toEqual(tram)
    expect(recordOf(after, b.id)).toBeUndefined()
    for (const { recordId, before } of patch) expect(before).toEqual(recordOf(now, recordId))
  })

  it('brings a record back that somebody has deleted', () => {
    const patch = applyMineOnTop(
      annotationsOf([b]),
      conflictOf([{ recordId: a.id, before: a, after: van }]),
    )
    expect(patch).toEqual([{ recordId: a.id, before: null, after: van }])
  })
})
