import type { ClipId } from '@trueline/annotation'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Member } from '../access/caller.ts'
import type { Role } from '../access/roles.ts'
import { readChecks, writeChecks } from '../clips/clipChecks.ts'
import type { Queries } from '../db/database.ts'
import { addMember, addPerson } from '../people/people.ts'
import type { Store } from '../store.ts'
import { adding, editOf, storeSmallClip, track } from '../testing/smallClip.ts'
import {
  openEmbeddedStore,
  openPostgresStore,
  postgresAddress,
  type TestStore,
} from '../testing/testStore.ts'
import type { TaskMove } from '../work/taskState.ts'
import { moveTask } from '../work/tasks.ts'
import {
  changeProject,
  fillBatch,
  listProjects,
  makeBatch,
  makeProject,
  projectOfClip,
} from './projects.ts'
import {
  assignTask,
  type HeldTask,
  holdTask,
  listQueue,
  releaseTask,
  splitTask,
  takeNext,
} from './queue.ts'
import { requireEdit, requireMove } from './requireMove.ts'

const postgres = await postgresAddress()
const engines: readonly [string, boolean, () => Promise<TestStore>][] = [
  ['the embedded database', true, openEmbeddedStore],
  ['PostgreSQL', postgres !== null, () => openPostgresStore(postgres!)],
]

for (const [engine, isThere, open] of engines) {
  describe.skipIf(!isThere)(`work on ${engine}`, () => {
    let opened: TestStore
    let base: Store
    beforeAll(async () => {
      opened = await open()
      base = opened.store
    })
    afterAll(() => opened.dispose())

    let made = 0
    /** An organisation of its own with some clips in a batch, so that no test is given another's tasks. */
    const office = async (clipCount: number, frames = 3) => {
      const store = base.of(`office-${++made}`)
      const { queries } = store.database
      const projectId = await makeProject(queries, 'Highway')
      const batchId = await makeBatch(queries, { projectId, name: 'first' })
      const clipIds: ClipId[] = []
      for (let n = 0; n < clipCount; n++) {
        clipIds.push(await storeSmallClip(store, [], { frames, seed: n + 1 }))
      }
      if (clipCount > 0) await fillBatch(queries, { batchId, clipIds })
      return { store, queries, projectId, batchId, clipIds }
    }
    const person = async (queries: Queries, role: Role): Promise<Member> => {
      const name = `${role} ${++made}`
      const account = { name, email: `${made}@x.example`, passwordHash: null, subject: null }
      const personId = await addPerson(queries, account)
      await addMember(queries, personId, role)
      const by = { kind: 'session', tokenHash: 'x' } as const
      return {
        kind: 'member',
        tenant: queries.tenant,
        role,
        by,
        person: { personId, name, email: '' },
      }
    }
    const move = (queries: Queries, who: Member, [taskId, what]: [string, TaskMove]) =>
      moveTask(queries, {
        ...{ taskId, move: what, note: '', seenSeq: null },
        author: `${who.person.name} · ${who.person.personId}`,
      })
    /** Lets every lease run out. */
    const later = (queries: Queries) =>
      queries.execute(sql`update tasks set held_until_us = 1 where tenant = ${queries.tenant}`)
    const idOf = (task: HeldTask | null) => task?.taskId ?? null

    it('gives each who asks at once another task, and nobody one that somebody has', async () => {
      const { queries, clipIds } = await office(3)
      const people = []
      for (let n = 0; n < 4; n++) people.push(await person(queries, 'annotator'))
      const taken = await Promise.all(people.map((one) => takeNext(queries, one)))
      const ids = taken.map(idOf)
      expect(ids.filter((id) => id !== null).toSorted()).toEqual(clipIds.toSorted())
      expect(ids.filter((id) => id === null)).toHaveLength(1)
      // Whoever asks again goes on with what they have.
      const first = people.findIndex((_, at) => ids[at] !== null)
      expect(idOf(await takeNext(queries, people[first]!))).toBe(ids[first])
      const late = people[ids.indexOf(null)]!
      const theirs = ids[first]!
      await expect(holdTask(queries, late, theirs)).rejects.toThrow('is working on this task')
      await releaseTask(queries, people[first]!, theirs)
      expect(idOf(await takeNext(queries, late))).toBe(theirs)
    })

    it('gives a task to another once its lease has run out, and loses no edit of the first', async () => {
      const { store, queries, clipIds } = await office(1)
      const [ada, grace] = [await person(queries, 'annotator'), await person(queries, 'annotator')]
      const [clipId] = clipIds
      expect(idOf(await takeNext(queries, ada))).toBe(clipId)
      expect(idOf(await takeNext(queries, grace))).toBeNull()
      await later(queries)
      expect(idOf(await takeNext(queries, grace))).toBe(clipId)
      const append = (id: string, author: string, base: Record<string, number> = {}) =>
        store.append({
          ...{ clipId: clipId!, edit: editOf([adding(track(id))]), baseRevisions: base, author },
        })
      // Sent when the first was back on the net.
      expect(await append('a', 'Ada')).toMatchObject({ outcome: 'stored' })
      expect(await append('b', 'Grace')).toMatchObject({ outcome: 'stored' })
      // The same record by both: the later one is told who and what.
      expect(await append('a', 'Grace')).toMatchObject({
        outcome: 'stale',
        current: [{ author: 'Ada' }],
      })
    })

    it('gives out what was sent back first, then what is assigned, to reviewers only others’ work', async () => {
      const { queries, clipIds } = await office(3)
      const [ada, grace] = [await person(queries, 'annotator'), await person(queries, 'annotator')]
      const rita = await person(queries, 'reviewer')
      const [first, second, third] = clipIds as [ClipId, ClipId, ClipId]
      await assignTask(queries, { taskId: second, personId: grace.person.personId })
      expect(idOf(await takeNext(queries, grace))).toBe(second)
      expect(idOf(await holdTask(queries, ada, third))).toBe(third)
      // Whoever hands a task on lets go of it.
      await move(queries, ada, [third, 'submit'])
      expect(idOf(await takeNext(queries, rita))).toBe(third)
      await move(queries, rita, [third, 'sendBack'])
      expect(idOf(await takeNext(queries, ada))).toBe(third)
      await move(queries, rita, [first, 'submit'])
      await later(queries)
      // Her own is nothing for her to review.
      expect(idOf(await takeNext(queries, rita))).toBeNull()
      const buyer = await person(queries, 'buyer')
      expect(idOf(await takeNext(queries, buyer))).toBeNull()
    })

    it('lets an annotator hand on what is theirs, and nobody answer their own', async () => {
      const { queries, clipIds } = await office(1)
      const taskId = clipIds[0]!
      const [ada, grace] = [await person(queries, 'annotator'), await person(queries, 'annotator')]
      const rita = await person(queries, 'reviewer')
      await assignTask(queries, { taskId, personId: ada.person.personId })
      const submit = { taskId, move: 'submit' } as const
      await expect(requireMove(queries, grace, submit)).rejects.toThrow('assigned to somebody else')
      await requireMove(queries, ada, submit)
      await move(queries, rita, [taskId, 'submit'])
      const accept = { taskId, move: 'accept' } as const
      await expect(requireMove(queries, rita, accept)).rejects.toThrow('somebody else has to')
      await requireMove(queries, await person(queries, 'reviewer'), accept)
      await expect(assignTask(queries, { taskId, personId: 'nobody' })).rejects.toThrow('person')
    })

    it('takes a task from who has it and gives it to another, or to anybody', async () => {
      const { queries, clipIds } = await office(1)
      const taskId = clipIds[0]!
      const [ada, grace] = [await person(queries, 'annotator'), await person(queries, 'annotator')]
      const assign = (who: Member | null) =>
        assignTask(queries, { taskId, personId: who?.person.personId ?? null })
      await holdTask(queries, ada, taskId)
      await assign(ada)
      await expect(holdTask(queries, grace, taskId)).rejects.toThrow('is working on this task')
      await assign(grace)
      expect(idOf(await takeNext(queries, ada))).toBeNull()
      expect(idOf(await takeNext(queries, grace))).toBe(taskId)
      await assign(null)
      expect(idOf(await takeNext(queries, ada))).toBe(taskId)
    })

    it('cuts a clip into stretches for several people, before anything was handed on', async () => {
      const { queries, clipIds } = await office(1, 6)
      const taskId = clipIds[0]!
      const second = await splitTask(queries, { taskId, atFrame: 2 })
      const [ada, grace] = [await person(queries, 'annotator'), await person(queries, 'annotator')]
      expect(await takeNext(queries, ada)).toMatchObject({ taskId, firstFrame: 0, lastFrame: 1 })
      expect(await takeNext(queries, grace)).toMatchObject({
        ...{ taskId: second, clipId: taskId, firstFrame: 2, lastFrame: 5 },
      })
      for (const atFrame of [0, 2]) {
        await expect(splitTask(queries, { taskId, atFrame })).rejects.toThrow('from 1 to 1')
      }
      await move(queries, ada, [taskId, 'submit'])
      await expect(splitTask(queries, { taskId, atFrame: 1 })).rejects.toThrow('handed on before')
    })

    it('agrees on checks for the clips of a project, unless a clip has its own', async () => {
      const { queries, projectId, clipIds } = await office(2)
      const [first, second] = clipIds as [ClipId, ClipId]
      const agreed = { B1: { blocking: true } }
      await changeProject(queries, projectId, { checks: agreed })
      await writeChecks(queries, second, { B1: { blocking: false } })
      expect(await readChecks(queries, first)).toEqual(agreed)
      expect(await readChecks(queries, second)).toEqual({ B1: { blocking: false } })
      const rita = await person(queries, 'reviewer')
      const adds = { clipId: first, patch: [adding(track('a'))] }
      await requireEdit(queries, rita, adds)
      await changeProject(queries, projectId, { mayReviewerEdit: false })
      await expect(requireEdit(queries, rita, adds)).rejects.toThrow('they do not edit')
      await requireEdit(queries, await person(queries, 'annotator'), adds)
      // What she thinks of it is hers to say all the same.
      const review = { verdict: 'sentBack', by: 'Rita', atUs: 1 } as const
      const before = track('a')
      const says = { recordId: before.id, before, after: { ...before, review } }
      await requireEdit(queries, rita, { clipId: first, patch: [says] })
    })

    it('counts how far a project is, and keeps the archive out of the queue', async () => {
      const { queries, projectId, clipIds } = await office(2)
      const ada = await person(queries, 'annotator')
      await move(queries, ada, [clipIds[0]!, 'submit'])
      expect(await listProjects(queries)).toMatchObject([
        {
          name: 'Highway',
          batches: [
            {
              name: 'first',
              clips: 2,
              tasks: { annotate: 1, review: 1, accepted: 0, sentBack: 0 },
            },
          ],
        },
      ])
      expect((await listQueue(queries, ada)).map(({ state, project }) => [state, project])).toEqual(
        [
          ['review', 'Highway'],
          ['annotate', 'Highway'],
        ],
      )
      await changeProject(queries, projectId, { isArchived: true })
      expect(await listQueue(queries, ada)).toEqual([])
      expect(await takeNext(queries, ada)).toBeNull()
      await fillBatch(queries, { batchId: null, clipIds })
      expect(await projectOfClip(queries, clipIds[0]!)).toBeNull()
      expect(await listQueue(queries, ada)).toHaveLength(2)
    })
  })
}
