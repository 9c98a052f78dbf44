import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Annotations, annotationsOf, applyPatch, recordOf } from './annotations.ts'
import {
  emptyHistory,
  type History,
  historyFromLog,
  recordEdit,
  redoOf,
  undoOf,
} from './history.ts'
import { patchId, type RecordId, trackId } from './ids.ts'
import type { Edit, Patch } from './patch.ts'
import type { AnnotationRecord } from './records/record.ts'
import { cuboid, track } from './testing/documents.ts'

type Session = {
  readonly annotations: Annotations
  readonly history: History
  readonly log: readonly Edit[]
}

const START = annotationsOf([track('a'), cuboid(trackId('a'), 0)])
const start: Session = { annotations: START, history: emptyHistory, log: [] }
const stamp = (session: Session) => ({
  patchId: patchId(`p${session.log.length}`),
  madeAtUs: session.log.length,
})

function take(
  session: Session,
  step: { readonly edit: Edit; readonly history: History } | null,
): Session {
  if (step === null) return session
  return {
    annotations: applyPatch(session.annotations, step.edit.patch),
    history: step.history,
    log: [...session.log, step.edit],
  }
}

const undo = (session: Session): Session => take(session, undoOf(session.history, stamp(session)))
const redo = (session: Session): Session => take(session, redoOf(session.history, stamp(session)))

function change(session: Session, recordId: RecordId, after: AnnotationRecord | null): Session {
  const before = recordOf(session.annotations, recordId) ?? null
  const patch: Patch = [{ recordId, before, after }]
  const edit: Edit = { ...stamp(session), command: 'test', kind: 'edit', of: null, patch }
  return take(session, { edit, history: recordEdit(session.history, edit) })
}

const steps = fc.array(
  fc.oneof(
    fc.constantFrom('undo' as const, 'redo' as const),
    fc.record({ frame: fc.nat(3), score: fc.option(fc.nat(9)) }),
  ),
  { maxLength: 40 },
)
type Step = (typeof steps extends fc.Arbitrary<infer T> ? T : never)[number]

function run(list: readonly Step[]): Session {
  return list.reduce((session, step) => {
    if (step === 'undo') return undo(session)
    if (step === 'redo') return redo(session)
    const { id, ...rest } = cuboid(trackId('a'), step.frame, { score: step.score })
    return change(session, id, step.score === null ? null : { ...rest, id })
  }, start)
}

describe('history', () => {
  it('is the same again when rebuilt from the log, whatever was done', () => {
    fc.assert(
      fc.property(steps, (list) => {
        const { history, log } = run(list)
        expect(historyFromLog(log)).toEqual(history)
      }),
    )
  })

  it('leads back to the start when everything is undone, and forth again when redone', () => {
    fc.assert(
      fc.property(steps, (list) => {
        const session = run(list)
        const depth = session.history.undo.length
        let back = session
        for (let count = 0; count < depth; count++) back = undo(back)
        expect(back.annotations).toEqual(START)
        expect(undoOf(back.history, stamp(back))).toBeNull()
        let forth = back
        for (let count = 0; count < depth; count++) forth = redo(forth)
        expect(forth.annotations).toEqual(session.annotations)
      }),
    )
  })

  it('names the edit an undo takes back and the undo a redo takes back', () => {
    const edited = change(start, trackId('a'), null)
    const undone = undo(edited)
    const redone = redo(undone)
    expect(redone.log.map(({ kind, of, command }) => [kind, of, command])).toEqual([
      ['edit', null, 'test'],
      ['undo', 'p0', 'test'],
      ['redo', 'p1', 'test'],
    ])
  })

  it('has nothing to redo after new work', () => {
    const undone = undo(change(start, trackId('a'), null))
    expect(redoOf(undone.history, stamp(undone))).not.toBeNull()
    const worked = change(undone, trackId('a'), null)
    expect(redoOf(worked.history, stamp(worked))).toBeNull()
  })
})
