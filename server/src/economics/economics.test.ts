import { rm } from 'node:fs/promises'
import { createTRPCClient, httpLink } from '@trpc/client'
import type { ClipId } from '@trueline/annotation'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Role } from '../access/roles.ts'
import { makeBatch, makeProject } from '../projects/projects.ts'
import type { AppRouter } from '../routers/app.ts'
import { type Serving, serve } from '../serve.ts'
import { storeSmallClip, track } from '../testing/smallClip.ts'
import { newDataFolder } from '../testing/testStore.ts'
import { type TestOrganisation, twoOrganisations } from '../testing/twoOrganisations.ts'

const CAR = track('car')
const NOTHING = { keys: 0, clicks: 0, drags: 0, undos: 0, activeMs: 0 }

describe('what work costs', () => {
  let dataDir: string
  let server: Serving
  let office: TestOrganisation
  let clipId: ClipId
  beforeAll(async () => {
    dataDir = await newDataFolder()
    server = await serve({ dataDir, port: 0 })
    ;[office] = await twoOrganisations(server.store)
    clipId = await storeSmallClip(office.store, [CAR])
  })
  afterAll(async () => {
    await server?.close()
    await rm(dataDir, { recursive: true, force: true })
  })

  const as = (role: Role) => {
    const { headers } = office.people[role]
    return createTRPCClient<AppRouter>({
      links: [httpLink({ url: `${server.url}/trpc`, headers })],
    })
  }
  const tell = (role: Role, browserId: string, keys: number) =>
    as(role).effort.tell.mutate({
      ...{ clipId, author: 'whoever', browserId },
      counted: [
        { ...NOTHING, trackId: CAR.id, keys },
        { ...NOTHING, trackId: null, activeMs: 500 },
      ],
    })
  const seenBy = async (role: Role) =>
    (await as(role).effort.ofClip.query({ clipId, author: 'whoever' })).map(
      ({ author, trackId, keys }) => [author.split(' ')[0], trackId, keys],
    )

  it('is counted by each browser, what it says anew in place of what it said before', async () => {
    await tell('annotator', 'one', 3)
    await tell('annotator', 'two', 5)
    await tell('annotator', 'one', 4)
    await tell('reviewer', 'one', 7)
    expect(await seenBy('annotator')).toEqual([
      ['annotator', null, 0],
      ['annotator', 'car', 4],
      ['annotator', null, 0],
      ['annotator', 'car', 5],
    ])
  })

  it('stays one person’s when they are called something else', async () => {
    const before = (await seenBy('annotator')).length
    await as('annotator').me.rename.mutate({ name: 'annotator renamed' })
    await tell('annotator', 'one', 4)
    expect(await seenBy('annotator')).toHaveLength(before)
  })

  it('is told of everybody to those who run the work, else of oneself', async () => {
    const names = async (role: Role) => new Set((await seenBy(role)).map(([name]) => name))
    expect(await names('manager')).toEqual(new Set(['annotator', 'reviewer']))
    expect(await names('reviewer')).toEqual(new Set(['reviewer']))
    expect(await names('buyer')).toEqual(new Set())
    await expect(tell('buyer', 'one', 1)).rejects.toThrow(/role/)
  })

  it('is forgotten of a clip that is not to be logged, and nothing more is kept of it', async () => {
    await as('manager').effort.write.mutate({ clipId, isLogged: false })
    expect(await seenBy('manager')).toEqual([])
    await tell('annotator', 'one', 9)
    expect(await seenBy('manager')).toEqual([])
  })

  it('is told apart by who labels, at what rate, and by what made the pre-labels', async () => {
    const { queries } = office.store.database
    const projectId = await makeProject(queries, 'Highway')
    const batchId = await makeBatch(queries, { projectId, name: 'first' })
    const { project } = as('manager')
    await project.fillBatch.mutate({ batchId, clipIds: [clipId] })
    await project.changeModel.mutate({ batchId, model: 'net 3' })
    const rate = { perHour: 12.5, currency: 'EUR' }
    await project.changeTerms.mutate({ projectId, hiddenChecks: null, vendor: 'East', rate })
    const place = { project: 'Highway', batch: 'first', batchId }
    const told = { ...place, model: 'net 3', vendor: 'East', rate }
    expect(await as('buyer').project.clipTerms.query()).toEqual([{ clipId, ...told }])
    const bad = { perHour: 1, currency: 'euro' }
    const asked = project.changeTerms.mutate({
      projectId,
      hiddenChecks: null,
      vendor: null,
      rate: bad,
    })
    await expect(asked).rejects.toThrow(/currency/)
    await expect(as('annotator').project.clipTerms.query()).rejects.toThrow(/role/)
  })
})
