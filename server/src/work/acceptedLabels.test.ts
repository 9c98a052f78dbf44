import { rm } from 'node:fs/promises'
import { type AnnotationRecord, type ClipId, createRemark, remarkId } from '@trueline/annotation'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ROLES, type Role } from '../access/roles.ts'
import { annotationsIn, openClip } from '../clips/clips.ts'
import { splitTask } from '../projects/queue.ts'
import { type Serving, serve } from '../serve.ts'
import { adding, cuboid, editOf, storeSmallClip, track } from '../testing/smallClip.ts'
import {
  newDataFolder,
  openEmbeddedStore,
  openPostgresStore,
  postgresAddress,
  type TestStore,
} from '../testing/testStore.ts'
import { type TestOrganisation, twoOrganisations } from '../testing/twoOrganisations.ts'
import type { TaskMove } from './taskState.ts'
import { moveTask } from './tasks.ts'

const CAR = track('car')
const VAN = track('van', { number: 2 })
const LABELS = [CAR, VAN, cuboid(CAR.id, 1), cuboid(CAR.id, 4), cuboid(VAN.id, 4)]
const REFUSED = 'These labels were accepted'

const postgres = await postgresAddress()
const engines: readonly (readonly [string, () => Promise<TestStore>])[] = [
  ['the embedded database', openEmbeddedStore],
  ...(postgres === null ? [] : [['PostgreSQL', () => openPostgresStore(postgres)] as const]),
]

describe.each(engines)('accepted labels on %s', (_, open) => {
  let opened: TestStore
  beforeAll(async () => {
    opened = await open()
  }, 60_000)
  afterAll(() => opened.dispose())

  const move = (taskId: string, made: TaskMove) =>
    moveTask(opened.store.database.queries, {
      ...{ taskId, move: made, author: 'x', note: '', seenSeq: null },
    })
  const accept = async (taskId: string) => {
    await move(taskId, 'submit')
    expect(await move(taskId, 'accept')).toMatchObject({ outcome: 'moved' })
  }
  const change = (clipId: ClipId, before: AnnotationRecord | null, after: AnnotationRecord) => {
    const { id } = before ?? after
    return opened.store.append({
      ...{ clipId, author: 'x', baseRevisions: { [id]: before === null ? 0 : 1 } },
      edit: editOf([{ recordId: id, before, after }]),
    })
  }

  it('take no edit, until the task is opened again; what was stored before is answered as then', async () => {
    const clipId = await storeSmallClip(opened.store, LABELS, { frames: 6 })
    const first = {
      ...{ clipId, author: 'x', baseRevisions: {}, edit: editOf([adding(cuboid(CAR.id, 2))]) },
    }
    const stored = await opened.store.append(first)
    await accept(clipId)
    const { queries } = opened.store.database
    const { headSeq } = await openClip(queries, clipId)
    await expect(change(clipId, null, cuboid(CAR.id, 3))).rejects.toThrow(REFUSED)
    await expect(change(clipId, CAR, { ...CAR, category: 'truck' })).rejects.toThrow(REFUSED)
    expect(await openClip(queries, clipId)).toMatchObject({ headSeq })
    // Its answer was lost on the way.
    expect(await opened.store.append(first)).toEqual(stored)
    await move(clipId, 'reopen')
    expect(await change(clipId, null, cuboid(CAR.id, 3))).toMatchObject({ outcome: 'stored' })
  })

  it('take what is said of them', async () => {
    const clipId = await storeSmallClip(opened.store, LABELS, { frames: 6 })
    await accept(clipId)
    const review = { verdict: 'sentBack', by: 'rev', atUs: 1 } as const
    expect(await change(clipId, CAR, { ...CAR, review })).toMatchObject({ outcome: 'stored' })
  })

  it('stand in their stretch, with the objects that have a box there, while others are worked on', async () => {
    const clipId = await storeSmallClip(opened.store, LABELS, { frames: 6 })
    await splitTask(opened.store.database.queries, { taskId: clipId, atFrame: 3 })
    await accept(clipId)
    await expect(change(clipId, null, cuboid(VAN.id, 2))).rejects.toThrow(REFUSED)
    await expect(change(clipId, CAR, { ...CAR, category: 'truck' })).rejects.toThrow(REFUSED)
    for (const [before, after] of [
      [null, cuboid(CAR.id, 3)],
      [VAN, { ...VAN, category: 'truck' }],
      [null, track('new', { number: 3 })],
    ] as const) {
      expect(await change(clipId, before, after)).toMatchObject({ outcome: 'stored' })
    }
  })
})

describe('an accepted clip', () => {
  let dataDir: string
  let server: Serving
  let office: TestOrganisation
  beforeAll(async () => {
    dataDir = await newDataFolder()
    server = await serve({ dataDir, port: 0 })
    ;[office] = await twoOrganisations(server.store)
  })
  afterAll(async () => {
    await server?.close()
    await rm(dataDir, { recursive: true, force: true })
  })

  async function send(role: Role, path: string, input: object) {
    const answer = await fetch(`${server.url}/trpc/${path}`, {
      ...{ method: 'POST', body: JSON.stringify(input) },
      headers: { ...office.people[role].headers, 'content-type': 'application/json' },
    })
    const body = (await answer.json()) as {
      readonly error?: { readonly data: { readonly why: { readonly en: string } } }
    }
    return { status: answer.status, why: body.error?.data.why.en ?? null }
  }

  it.each(ROLES)('lets the %s do what the table says', async (role) => {
    const { queries } = office.store.database
    const clipId = await storeSmallClip(office.store, LABELS, { frames: 6 })
    for (const move of ['submit', 'accept'] as const) {
      const asked = { taskId: clipId, move, author: 'x', note: '', seenSeq: null }
      await moveTask(queries, asked)
    }
    const remark = createRemark(await annotationsIn(queries, clipId), {
      ...{ id: remarkId('r'), remarkKind: 'geometry', trackId: CAR.id, frame: 1 },
      ...{ place: { kind: 'object' }, said: { author: 'x', atUs: 1, text: 'too long' } },
    })
    const append = (patch: typeof remark) =>
      send(role, 'patch.append', { clipId, author: 'x', baseRevisions: {}, edit: editOf(patch) })
    const edits = () => append([adding(cuboid(CAR.id, 2))])
    const mayWork = role !== 'buyer'
    const mayReopen = role !== 'annotator'
    expect(await edits()).toMatchObject({
      status: 403,
      why: expect.stringContaining(mayWork ? REFUSED : 'Your role'),
    })
    expect((await append(remark)).status).toBe(mayWork ? 200 : 403)
    const reopened = await send(role, 'work.reopen', { taskId: clipId, author: 'x', note: 'why' })
    expect(reopened.status).toBe(mayReopen ? 200 : 403)
    expect((await edits()).status).toBe(mayWork && mayReopen ? 200 : 403)
  })
})
