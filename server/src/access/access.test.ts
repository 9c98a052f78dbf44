import { rm } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeToken } from '../people/apiTokens.ts'
import { invite } from '../people/invitations.ts'
import { addMember, addPerson, changeMember } from '../people/people.ts'
import { makeBatch, makeProject } from '../projects/projects.ts'
import { appRouter } from '../routers/app.ts'
import { type Serving, serve } from '../serve.ts'
import { storeSmallClip, track } from '../testing/smallClip.ts'
import { newDataFolder } from '../testing/testStore.ts'
import { type TestOrganisation, twoOrganisations } from '../testing/twoOrganisations.ts'
import { ROLES } from './roles.ts'
import { PROCEDURES, ROUTES, type Rule } from './rules.ts'
import { SCOPES } from './scopes.ts'

type Kind = 'query' | 'mutation' | 'subscription'
const procedures = Object.entries(
  appRouter._def.procedures as unknown as Record<string, { _def: { type: Kind } }>,
).map(([path, { _def }]) => ({ path, type: _def.type }))

/** Ids of the other organisation, as each procedure is asked for them; `null`: it is asked for none. */
const foreignInputs = (foreign: Foreign): Readonly<Record<string, object | null>> => {
  const { clipId, personId, invitationId, tokenId, jobId, uploadId, tenant } = foreign
  const { projectId, batchId } = foreign
  // A new clip is one task, of the same id.
  const taskId = clipId
  const edit = { patchId: 'p', command: 'c', kind: 'edit', of: null, madeAtUs: 1, patch: [] }
  return {
    'checks.read': { clipId },
    'checks.write': { clipId, checks: {} },
    'clip.list': null,
    'clip.status': null,
    'clip.open': { clipId },
    'clip.records': { clipId, after: null, limit: 10 },
    'clip.rename': { clipId, name: 'taken' },
    'clip.remove': { clipId },
    'clip.import': { uploadId, dryRun: true },
    'clip.importProgress': { jobId },
    'clip.stopImport': { jobId },
    'effort.read': { clipId },
    'effort.write': { clipId, isLogged: false },
    'effort.tell': { clipId, author: 'x', browserId: 'b', counted: [] },
    'effort.ofClip': { clipId, author: 'x' },
    'export.formats': null,
    'export.losses': { clipId, format: 'sustech' },
    'patch.append': { clipId, edit, baseRevisions: {}, author: 'x' },
    'patch.history': { clipId, before: null, limit: 10 },
    'patch.since': { clipId, seq: 0 },
    'work.tasks': { clipId },
    'work.history': { taskId },
    'work.submit': { taskId, author: 'x', note: '', seenSeq: 1 },
    'work.takeBack': { taskId, author: 'x', note: '' },
    'work.accept': { taskId, author: 'x', note: '' },
    'work.sendBack': { taskId, author: 'x', note: '' },
    'work.reopen': { taskId, author: 'x', note: '' },
    'presence.tell': { clipId, windowId: 'w', frame: 0, trackId: null, name: '' },
    'presence.leave': { clipId, windowId: 'w' },
    'presence.watch': { clipId, windowId: 'w' },
    'project.list': null,
    'project.read': { projectId },
    'project.ofClip': { clipId },
    'project.make': null,
    'project.change': { projectId, name: 'taken' },
    'project.terms': { projectId },
    'project.changeTerms': { projectId, hiddenChecks: null, vendor: 'mine', rate: null },
    'project.changeModel': { batchId, model: 'mine' },
    'project.clipTerms': null,
    'project.makeBatch': { projectId, name: 'mine' },
    'project.fillBatch': { batchId, clipIds: [clipId] },
    'project.planting': null,
    'project.plantAgain': { batchId },
    'quality.overview': null,
    'quality.known': null,
    'quality.keepReference': { clipId, fromClipId: clipId, firstFrame: 0, lastFrame: 1 },
    'quality.dropReference': { clipId },
    'quality.makeDouble': { taskId },
    'queue.list': null,
    'queue.takeNext': null,
    'queue.hold': { taskId },
    'queue.release': { taskId },
    'queue.assign': { taskId, personId },
    'queue.split': { taskId, atFrame: 1 },
    'me.read': null,
    'me.readInvitation': null,
    'me.rename': null,
    'me.changePassword': null,
    'me.enter': { tenant },
    'people.list': null,
    'people.change': { personId, role: 'buyer' },
    'people.remove': { personId },
    'people.invite': null,
    'people.invitations': null,
    'people.withdraw': { invitationId },
    'people.log': null,
    'token.list': null,
    'token.make': null,
    'token.revoke': { tokenId },
    'organisation.list': null,
    'organisation.make': null,
    'organisation.rename': null,
  }
}

type Foreign = {
  readonly [id in
    | 'clipId'
    | 'personId'
    | 'invitationId'
    | 'tokenId'
    | 'jobId'
    | 'uploadId'
    | 'projectId'
    | 'batchId']: string
} & { readonly tenant: string; readonly blob: string; readonly names: readonly string[] }

describe('who may do what', () => {
  let dataDir: string
  let server: Serving
  let own: TestOrganisation
  let other: TestOrganisation
  let foreign: Foreign
  beforeAll(async () => {
    dataDir = await newDataFolder()
    server = await serve({ dataDir, port: 0 })
    ;[own, other] = await twoOrganisations(server.store)
    foreign = await foreignThings()
  })
  afterAll(async () => {
    await server?.close()
    await rm(dataDir, { recursive: true, force: true })
  })

  async function foreignThings(): Promise<Foreign> {
    const { queries } = other.store.database
    const { headers, personId, name } = other.people.owner
    const clipId = await storeSmallClip(other.store, [track('secret')], { seed: 77 })
    const blobs = await server.store.blobs.list()
    const { invitationId } = await invite(queries, { role: 'buyer', note: 'x', invitedBy: 'x' })
    const { tokenId } = await makeToken(queries, { name: 'x', scopes: ['read'], personId, days: 1 })
    const begun = await fetch(`${server.url}/uploads`, { method: 'POST', headers })
    const { uploadId } = (await begun.json()) as { uploadId: string }
    const { body } = await call('clip.import', { uploadId, dryRun: true }, headers)
    const jobId = (body as { result: { data: { jobId: string } } }).result.data.jobId
    const projectId = await makeProject(queries, 'Secret project')
    const batchId = await makeBatch(queries, { projectId, name: 'Secret batch' })
    const ids = { clipId, personId, invitationId, tokenId, jobId, uploadId, projectId, batchId }
    return {
      ...ids,
      tenant: other.tenant,
      blob: blobs[0]!,
      names: [name, clipId, 'small 77', 'Secret'],
    }
  }

  /** Somebody who was a manager and labels now. */
  async function demoted(): Promise<{ readonly personId: string }> {
    const { queries } = own.store.database
    const account = { name: 'Was', email: 'was@there.example', passwordHash: null, subject: null }
    const personId = await addPerson(queries, account)
    await addMember(queries, personId, 'manager')
    await changeMember(queries, { role: 'owner' }, { personId, role: 'annotator' })
    return { personId }
  }

  async function call(
    path: string,
    input: unknown,
    headers: Record<string, string>,
  ): Promise<{ readonly status: number; readonly body: unknown }> {
    const type = procedures.find((one) => one.path === path)?.type
    const url = `${server.url}/trpc/${path}`
    const isQuery = type !== 'mutation'
    const response = isQuery
      ? await fetch(`${url}?input=${encodeURIComponent(JSON.stringify(input ?? null))}`, {
          headers: { ...headers, accept: 'application/json' },
        })
      : await fetch(url, {
          method: 'POST',
          headers: { ...headers, 'content-type': 'application/json' },
          body: JSON.stringify(input ?? {}),
        })
    return { status: response.status, body: await response.json().catch(() => null) }
  }

  /** Refused before anything is looked at; anything else was let in. */
  const isRefused = (status: number): boolean => status === 401 || status === 403
  // Nothing that can be made of it, so that what is let in does nothing.
  const NONSENSE = { clipId: 7, name: 7, key: 7, dryRun: 7 }
  const asked = procedures.filter(({ type }) => type !== 'subscription')

  it('is told for every procedure, and for nothing that is none', () => {
    expect(Object.keys(PROCEDURES).toSorted()).toEqual(
      procedures.map(({ path }) => path).toSorted(),
    )
    const told = Object.keys(foreignInputs(foreign)).toSorted()
    expect(told).toEqual(procedures.map(({ path }) => path).toSorted())
  })

  it('lets no stranger in but where anyone is, with whatever they say they are', async () => {
    const disguises = [
      {},
      { cookie: 'trueline=forged' },
      { authorization: 'Bearer tl_local.owner.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' },
      { authorization: 'Basic b3duZXI6b3duZXI=', cookie: own.people.owner.headers.cookie },
    ]
    for (const headers of disguises) {
      for (const { path } of asked) {
        const { status } = await call(path, NONSENSE, headers as Record<string, string>)
        expect([path, isRefused(status)]).toEqual([path, PROCEDURES[path] !== 'anyone'])
      }
    }
  })

  it.each(ROLES)('lets the %s of either organisation do what the table says', async (role) => {
    const isLetIn = (rule: Rule | undefined, isHome: boolean): boolean => {
      if (rule === undefined || rule === 'anyone') return rule === 'anyone'
      return rule.roles.includes(role) && (isHome || !rule.isOfInstallation)
    }
    for (const organisation of [own, other]) {
      const { headers } = organisation.people[role]
      const found: Record<string, boolean> = {}
      for (const { path } of asked) {
        const { status } = await call(path, NONSENSE, headers)
        found[path] = !isRefused(status)
      }
      const expected = asked.map(({ path }) => [
        path,
        isLetIn(PROCEDURES[path], organisation === own),
      ])
      expect(found).toEqual(Object.fromEntries(expected))
    }
  })

  it('lets a token do what it was made for, and only while its maker may', async () => {
    const { queries } = own.store.database
    for (const scope of SCOPES) {
      const { personId } = own.people.manager
      const made = await makeToken(queries, { name: scope, scopes: [scope], personId, days: null })
      const headers = { authorization: `Bearer ${made.token}` }
      for (const { path } of asked) {
        const rule = PROCEDURES[path]!
        const { status } = await call(path, NONSENSE, headers)
        const isLetIn =
          rule === 'anyone' || (rule.scope === scope && rule.roles.includes('manager'))
        expect([scope, path, !isRefused(status)]).toEqual([scope, path, isLetIn])
      }
    }
    const { personId } = await demoted()
    const made = await makeToken(queries, { name: 'x', scopes: ['import'], personId, days: null })
    const headers = { authorization: `Bearer ${made.token}` }
    expect((await call('clip.remove', NONSENSE, headers)).status).toBe(403)
  })

  it('answers that there is no such thing for whatever is another organisation’s', async () => {
    const { headers } = own.people.owner
    for (const [path, input] of Object.entries(foreignInputs(foreign))) {
      if (input === null) continue
      const type = procedures.find((one) => one.path === path)?.type
      if (type === 'subscription') continue
      const { status, body } = await call(path, input, headers)
      // An import of an upload nobody has is bad input, as it is for one's own that is gone.
      const expected = path === 'clip.import' ? 'ended' : 404
      const isThere = path === 'clip.import' && status === 400
      expect([path, isThere ? 'ended' : status, JSON.stringify(body).slice(0, 300)]).toEqual([
        path,
        expected,
        expect.any(String),
      ])
    }
    const still = await call('clip.open', { clipId: foreign.clipId }, other.people.owner.headers)
    expect(still.status).toBe(200)
  })

  it('tells nobody a name or a number of another organisation', async () => {
    for (const role of ROLES) {
      const { headers } = own.people[role]
      for (const [path, input] of Object.entries(foreignInputs(foreign))) {
        const isOfAll = path.startsWith('organisation.')
        if (input !== null || isOfAll || asked.find((one) => one.path === path)?.type !== 'query') {
          continue
        }
        const { body } = await call(
          path,
          path === 'people.log' ? { before: null, limit: 100 } : null,
          headers,
        )
        for (const name of foreign.names) expect(JSON.stringify(body)).not.toContain(name)
      }
    }
  })

  it('keeps the routes to their rules, and blobs and exports to their organisation', async () => {
    const paths: readonly [route: string, path: string][] = [
      ['GET /blobs/:blob', `/blobs/${foreign.blob}`],
      ['GET /exports/:clipId', `/exports/${foreign.clipId}?format=sustech`],
      ['POST /uploads', '/uploads'],
      ['PUT /uploads/:uploadId', `/uploads/${foreign.uploadId}?path=a.bin`],
      ['DELETE /uploads/:uploadId', `/uploads/${foreign.uploadId}`],
      ['GET /metrics', '/metrics'],
      ['GET /backup', '/backup'],
    ]
    const told = Object.entries(ROUTES).filter(([, rule]) => rule !== 'anyone')
    expect(told.map(([route]) => route).toSorted()).toEqual(
      paths.map(([route]) => route).toSorted(),
    )
    for (const [route, path] of paths) {
      const method = route.split(' ')[0]!
      const send = (headers: Record<string, string>) =>
        fetch(server.url + path, { method, headers, ...(method === 'PUT' ? { body: 'x' } : {}) })
      expect([route, (await send({})).status]).toEqual([route, 401])
      const rule = ROUTES[route] as Exclude<Rule, 'anyone'>
      for (const role of ROLES) {
        const { status } = await send(own.people[role].headers)
        const isTheirs = ['POST /uploads', 'GET /metrics', 'GET /backup'].includes(route)
        // Nothing of the kind is there for them; what is not there may be removed.
        const there = isTheirs ? 200 : method === 'PUT' ? 400 : method === 'DELETE' ? 204 : 404
        expect([route, role, status]).toEqual([
          route,
          role,
          rule.roles.includes(role) ? there : 403,
        ])
      }
    }
    const { headers } = other.people.owner
    for (const path of [`/blobs/${foreign.blob}`, `/exports/${foreign.clipId}?format=sustech`]) {
      expect((await fetch(server.url + path, { headers })).status).toBe(200)
    }
  })
})
