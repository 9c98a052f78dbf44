import { rm } from 'node:fs/promises'
import {
  type AnnotationRecord,
  annotationsOf,
  type ClipId,
  cuboidsOf,
  deleteTrack,
} from '@trueline/annotation'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { PROCEDURES } from '../access/rules.ts'
import { allRecordsOf, openClip, recordPage } from '../clips/clips.ts'
import { projects } from '../db/projectSchema.ts'
import { doubles, plantings, referenceStretches, taskScores } from '../db/qualitySchema.ts'
import { entriesSince } from '../patches/patchLog.ts'
import { fillBatch, makeBatch, makeProject } from '../projects/projects.ts'
import { listQueue } from '../projects/queue.ts'
import { appRouter } from '../routers/app.ts'
import { type Serving, serve } from '../serve.ts'
import { cuboid, editOf, storeSmallClip, track } from '../testing/smallClip.ts'
import { newDataFolder } from '../testing/testStore.ts'
import { type TestOrganisation, twoOrganisations } from '../testing/twoOrganisations.ts'
import { createPlanting } from './planting.ts'
import { changeTerms } from './projectTerms.ts'

const FRAMES = 24
const CHECKS = { faultRate: 0.3, seed: 5, least: 0.9, tries: 2 }

/** Ten cars side by side that drive on; pre-labels that nobody has answered. */
const LABELS: readonly AnnotationRecord[] = Array.from({ length: 10 }, (_, index) => {
  const car = track(`car${index}`, { number: index + 1 })
  const boxes = Array.from({ length: FRAMES }, (__, frame) => {
    const center = [0.9 * frame - 10, 6 * index - 30, 1] as const
    const shape = { center, extent: [4.2, 1.8, 1.5] as const, rotation: [0, 0, 0, 1] as const }
    return cuboid(car.id, frame, { ...shape, proposal: shape, pointCount: 7 })
  })
  return [car, ...boxes]
}).flat()

describe('hidden checks', () => {
  let dataDir: string
  let server: Serving
  let office: TestOrganisation
  let clipId: ClipId
  let projectId: string
  let batchId: string
  beforeAll(async () => {
    dataDir = await newDataFolder()
    server = await serve({ dataDir, port: 0 })
    ;[office] = await twoOrganisations(server.store)
  })
  afterAll(async () => {
    await server?.close()
    await rm(dataDir, { recursive: true, force: true })
  })
  beforeEach(async () => {
    const { queries } = office.store.database
    projectId = await makeProject(queries, 'Highway')
    batchId = await makeBatch(queries, { projectId, name: 'first' })
    clipId = await storeSmallClip(office.store, LABELS, { frames: FRAMES })
  })

  type Role = keyof TestOrganisation['people']
  async function ask(role: Role, path: string, input: unknown): Promise<unknown> {
    const { headers } = office.people[role]
    const isQuery = typeOf(path) === 'query'
    const url = `${server.url}/trpc/${path}`
    const response = isQuery
      ? await fetch(`${url}?input=${encodeURIComponent(JSON.stringify(input))}`, { headers })
      : await fetch(url, {
          method: 'POST',
          headers: { ...headers, 'content-type': 'application/json' },
          body: JSON.stringify(input),
        })
    const answer = (await response.json()) as { readonly result?: { readonly data: unknown } }
    if (!response.ok) throw new Error(`${path}: ${JSON.stringify(answer)}`)
    return answer.result?.data
  }
  const handOn = async (): Promise<unknown> => {
    const { headSeq } = await openClip(office.store.database.queries, clipId)
    const asked = { taskId: clipId, author: 'x', note: '', seenSeq: headSeq }
    return ask('annotator', 'work.submit', asked)
  }
  const labels = async (id = clipId) => {
    const records = []
    for await (const record of allRecordsOf(office.store.database.queries, id)) records.push(record)
    return records
  }
  const asItCame = [...LABELS].toSorted((a, b) => (a.id < b.id ? -1 : 1))
  async function plant(): Promise<void> {
    const terms = { hiddenChecks: CHECKS, vendor: 'Acme', rate: null }
    await changeTerms(office.store.database.queries, projectId, terms)
    await ask('manager', 'project.fillBatch', { batchId, clipIds: [clipId] })
    await expect.poll(planting).toBeNull()
  }
  /** How the batch is with planting; `null` where nothing of it waits or failed. */
  async function planting(): Promise<unknown> {
    const all = (await ask('manager', 'project.planting', null)) as readonly { batchId: string }[]
    return all.find((one) => one.batchId === batchId) ?? null
  }

  it('are planted before anybody is given the clip, as if it had come so, and once', async () => {
    const { queries } = office.store.database
    await plant()
    const given = await labels()
    expect(given).not.toEqual(asItCame)
    const [row] = await queries.select().from(plantings).where(eq(plantings.clipId, clipId))
    expect(row!.faults.map(({ isScored }) => isScored)).toEqual([false, false, false])
    // No entry in the log, no other revision.
    expect(await entriesSince(queries, { clipId, seq: 1, limit: 10 })).toEqual([])
    const { records } = await recordPage(queries, { clipId, after: null, limit: 2000 })
    expect(new Set(records.map(({ revision }) => revision))).toEqual(new Set([1]))
    // A box that was moved tells of the points that are where it is now: of none.
    const moved = given.filter(
      (record) => record.kind === 'cuboid' && record.pointCount !== 7 && record.pointCount !== null,
    )
    expect(moved.length).toBeGreaterThan(0)
    await ask('annotator', 'queue.hold', { taskId: clipId })
    expect(await labels()).toEqual(given)
  })

  it('are not planted in a clip that somebody has open, nor in what was edited', async () => {
    const window = { clipId, windowId: 'w', frame: 0, trackId: null, name: '' }
    await ask('annotator', 'presence.tell', window)
    await plant()
    expect(await labels()).toEqual(asItCame)
    await ask('annotator', 'presence.leave', { clipId, windowId: 'w' })
    const now = annotationsOf(asItCame)
    for (const index of [0, 1, 2, 3, 4, 5, 6, 7, 8]) {
      const id = track(`car${index}`).id
      const patch = deleteTrack(now, { trackId: id, fromFrame: null })
      const baseRevisions = Object.fromEntries(patch.map(({ recordId }) => [recordId, 1]))
      await office.store.append({ clipId, edit: editOf(patch), baseRevisions, author: 'x' })
    }
    await ask('annotator', 'queue.hold', { taskId: clipId })
    const { queries } = office.store.database
    const [row] = await queries.select().from(plantings).where(eq(plantings.clipId, clipId))
    expect(row!.faults.flatMap(({ fault }) => fault.tracks)).toEqual(['car9'])
  })

  it('that cannot be planted keep nobody from the answer, and the clip from those who label, until they are', async () => {
    const { queries } = office.store.database
    const others = await Promise.all([1, 2].map(() => storeSmallClip(office.store, LABELS)))
    clipId = await storeSmallClip(office.store, LABELS, { frames: FRAMES, seed: 99 })
    const { clip } = await openClip(queries, clipId)
    const blobs = new Set(
      clip.frames.flatMap(({ sweeps }) => sweeps.map(({ range }) => range.blob)),
    )
    for (const blob of blobs) await office.store.blobs.remove(blob)
    const terms = { hiddenChecks: CHECKS, vendor: null, rate: null }
    await changeTerms(queries, projectId, terms)
    await ask('manager', 'project.fillBatch', { batchId, clipIds: [clipId, ...others] })
    await expect.poll(planting).toEqual({ batchId, waiting: 0, failed: 1 })
    await expect(ask('annotator', 'queue.hold', { taskId: clipId })).rejects.toThrow(/made ready/)
    const free = (await listQueue(queries, { person: office.people.annotator })).find(
      (one) => one.taskId === clipId,
    )
    expect(free).toMatchObject({ holder: null })
    const given = await ask('annotator', 'queue.takeNext', null)
    expect(given).not.toMatchObject({ task: { taskId: clipId } })
    await ask('manager', 'project.plantAgain', { batchId })
    await expect.poll(planting).toEqual({ batchId, waiting: 0, failed: 1 })
    // The same sweeps, stored once more.
    await storeSmallClip(office.store, [], { frames: FRAMES, seed: 99 })
    await ask('manager', 'project.plantAgain', { batchId })
    await expect.poll(planting).toBeNull()
    expect(await labels()).not.toEqual(asItCame)
  })

  it('that were to be planted when the server ended are planted by the next one', async () => {
    const { queries } = office.store.database
    await changeTerms(queries, projectId, { hiddenChecks: CHECKS, vendor: null, rate: null })
    await fillBatch(queries, { batchId, clipIds: [clipId] })
    expect(await planting()).toEqual({ batchId, waiting: 1, failed: 0 })
    const { store } = office
    await createPlanting({ store, presence: { isSomebodyThere: () => false } }).resume()
    await expect.poll(planting).toBeNull()
    expect(await labels()).not.toEqual(asItCame)
  })

  it('are told to whoever labels by no procedure: all answers are those of a clip that came so', async () => {
    const { queries } = office.store.database
    await plant()
    await queries.insert(referenceStretches).values({
      ...{ tenant: queries.tenant, clipId, firstFrame: 0, lastFrame: 3 },
      ...{ source: 'secret', keptAtUs: 1, records: LABELS },
    })
    await ask('manager', 'quality.makeDouble', { taskId: clipId })
    const answers = await allAnswers()
    expect(Object.keys(answers).length).toBeGreaterThan(10)
    for (const table of [plantings, referenceStretches, doubles, taskScores]) {
      await queries.delete(table)
    }
    await queries.update(projects).set({ hiddenChecks: null, vendor: null })
    expect(await allAnswers()).toEqual(answers)
    for (const word of ['hiddenChecks', 'secret', 'Acme', 'planted', 'isScored', 'ofClipId']) {
      expect(JSON.stringify(answers)).not.toContain(word)
    }
  })

  async function allAnswers(): Promise<Readonly<Record<string, unknown>>> {
    // Every query takes of it what it asks for.
    const input = {
      ...{
        clipId,
        taskId: clipId,
        projectId,
        batchId,
        format: 'sustech',
        after: null,
        limit: 1000,
      },
      ...{ before: null, author: 'x', seq: 0 },
    }
    const answers: Record<string, unknown> = {}
    for (const [path, rule] of Object.entries(PROCEDURES)) {
      if (rule === 'anyone' || !rule.roles.includes('annotator')) continue
      if (typeOf(path) === 'query') answers[path] = await ask('annotator', path, input)
    }
    return answers
  }

  it('give a task back while tries are left, and are out of it when it goes on', async () => {
    await plant()
    expect(await handOn()).toEqual({ outcome: 'tryAgain', right: 0, least: 0.9, triesLeft: 1 })
    expect(await labels()).not.toEqual(asItCame)
    expect(await handOn()).toMatchObject({ outcome: 'moved', task: { state: 'review' } })
    expect(await labels()).toEqual(asItCame)
    const { tries } = (await ask('manager', 'quality.overview', null)) as {
      readonly tries: readonly {
        readonly attempt: number
        readonly isHandedOn: boolean
        readonly faults: readonly { readonly outcome: string }[]
      }[]
    }
    const own = tries.filter((one) => (one as unknown as { clipId: string }).clipId === clipId)
    expect(own.map(({ attempt, isHandedOn }) => [attempt, isHandedOn])).toEqual([
      [1, false],
      [2, true],
    ])
    for (const { faults } of own) {
      expect(faults).toHaveLength(3)
      for (const { outcome } of faults) expect(['left', 'slight']).toContain(outcome)
    }
    // What it was handed on with has no fault any more: what a buyer is told of it has none either.
    const { headSeq } = await openClip(office.store.database.queries, clipId)
    expect(await ask('manager', 'work.tasks', { clipId })).toMatchObject([
      { submittedSeq: headSeq },
    ])
  })

  it('leave the house with no export, however far the work is', async () => {
    await plant()
    const exported = await office.store.exportClip({
      clipId,
      format: 'sustech',
      withSensors: false,
    })
    expect(exported.records).toHaveLength(asItCame.length)
    expect([...exported.records].toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual(asItCame)
  })

  it('compare a stretch with what is true there, whose source may go', async () => {
    const truth = await storeSmallClip(office.store, LABELS, { frames: FRAMES })
    const stretch = { clipId, firstFrame: 2, lastFrame: 5 }
    await ask('manager', 'quality.keepReference', { ...stretch, fromClipId: truth })
    await office.store.removeClip(truth)
    const patch = deleteTrack(annotationsOf(asItCame), {
      trackId: track('car3').id,
      fromFrame: null,
    })
    const baseRevisions = Object.fromEntries(patch.map(({ recordId }) => [recordId, 1]))
    await office.store.append({ clipId, edit: editOf(patch), baseRevisions, author: 'x' })
    expect(await handOn()).toMatchObject({ outcome: 'moved' })
    const known = (await ask('buyer', 'quality.known', null)) as readonly object[]
    expect(known.find((one) => (one as { clipId: string }).clipId === clipId)).toMatchObject({
      faults: null,
      reference: { frames: 4, right: 36, wrong: 0, missed: 4, extra: 0 },
    })
    const bad = { clipId, fromClipId: clipId, firstFrame: 5, lastFrame: FRAMES }
    await expect(ask('manager', 'quality.keepReference', bad)).rejects.toThrow(/24 frames/)
  })

  it('have a stretch labelled twice, by two people, of the same pre-labels', async () => {
    await plant()
    const made = await ask('manager', 'quality.makeDouble', { taskId: clipId })
    const { clipId: other } = made as { readonly clipId: ClipId }
    expect(await labels(other)).toEqual(asItCame)
    await handOn()
    await handOn()
    const asked = { taskId: other, author: 'x', note: '', seenSeq: 1 }
    await expect(ask('annotator', 'work.submit', asked)).rejects.toThrow(/somebody else/)
    const now = annotationsOf(await labels(other))
    const patch = deleteTrack(now, { trackId: track('car0').id, fromFrame: null })
    const baseRevisions = Object.fromEntries(patch.map(({ recordId }) => [recordId, 1]))
    await office.store.append({ clipId: other, edit: editOf(patch), baseRevisions, author: 'y' })
    expect(await ask('manager', 'work.submit', { ...asked, seenSeq: 2 })).toMatchObject({
      outcome: 'moved',
    })
    const agreement = async () => {
      const { twice } = (await ask('manager', 'quality.overview', null)) as {
        readonly twice: readonly { readonly clipId: string; readonly agreement: object | null }[]
      }
      return twice.find((one) => one.clipId === other)
    }
    const found = await agreement()
    expect(cuboidsOf(now, track('car0').id)).toHaveLength(FRAMES)
    expect(found).toMatchObject({
      ofClipId: clipId,
      agreement: { frames: FRAMES, paired: 9 * FRAMES, onlyFirst: FRAMES, onlySecond: 0 },
    })
    // Found once: what is kept is told, until one of the two is another.
    const { queries } = office.store.database
    const [row] = await queries.select().from(doubles).where(eq(doubles.clipId, other))
    const kept = row!.agreement!
    const marked = { ...kept, agreement: { ...kept.agreement, frames: 1234 } }
    await queries.update(doubles).set({ agreement: marked }).where(eq(doubles.clipId, other))
    expect(await agreement()).toMatchObject({ agreement: { frames: 1234 } })
    await ask('manager', 'work.takeBack', { taskId: other, author: 'x', note: '' })
    expect(await agreement()).toMatchObject({ agreement: null })
    const { headSeq } = await openClip(queries, other)
    const again = deleteTrack(annotationsOf(await labels(other)), {
      ...{ trackId: track('car1').id, fromFrame: null },
    })
    await office.store.append({
      ...{ clipId: other, edit: editOf(again), author: 'y' },
      baseRevisions: Object.fromEntries(again.map(({ recordId }) => [recordId, 1])),
    })
    await ask('manager', 'work.submit', { ...asked, seenSeq: headSeq + 1 })
    expect(await agreement()).toMatchObject({
      agreement: { frames: FRAMES, paired: 8 * FRAMES, onlyFirst: 2 * FRAMES },
    })
  })
})

const procedures = appRouter._def.procedures as unknown as Readonly<
  Record<string, { readonly _def: { readonly type: string } }>
>
const typeOf = (path: string): string | undefined => procedures[path]?._def.type
