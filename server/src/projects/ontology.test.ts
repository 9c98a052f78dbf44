import { rm } from 'node:fs/promises'
import { defaultOntology, type Ontology } from '@trueline/annotation'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Serving, serve } from '../serve.ts'
import { cuboid, storeSmallClip, track } from '../testing/smallClip.ts'
import { newDataFolder } from '../testing/testStore.ts'
import { type TestOrganisation, twoOrganisations } from '../testing/twoOrganisations.ts'
import { fillBatch, makeBatch, makeProject } from './projects.ts'

const CAR = track('car')
const BUS = track('bus', { number: 2, category: 'bus' })
const LABELS = [CAR, BUS, cuboid(CAR.id, 1), cuboid(BUS.id, 1, { center: [30, 5, 0] })]

const AGREED: Ontology = {
  categories: [
    ...defaultOntology.categories.filter(({ id }) => id === 'car'),
    {
      ...{ id: 'robotaxi', label: { en: 'Robotaxi', zh: '自动驾驶出租车' }, color: '#d55e00' },
      ...{ typicalExtent: [4, 2, 2], isRigid: true },
    },
  ],
  attributes: [
    {
      ...{ id: 'doors', label: { en: 'Doors', zh: '车门' }, appliesTo: 'track' },
      ...{ categories: ['car'], type: { kind: 'choice', values: ['open', 'shut'] } },
    },
  ],
}

describe('the ontology of a project', () => {
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

  async function ask(path: string, input: object, isQuery = false) {
    const { headers } = office.people.manager
    const url = `${server.url}/trpc/${path}`
    const answer = isQuery
      ? await fetch(`${url}?input=${encodeURIComponent(JSON.stringify(input))}`, { headers })
      : await fetch(url, {
          ...{ method: 'POST', body: JSON.stringify(input) },
          headers: { ...headers, 'content-type': 'application/json' },
        })
    const { result, error } = (await answer.json()) as {
      readonly result?: { readonly data: never }
      readonly error?: { readonly message: string }
    }
    return { status: answer.status, data: result?.data, message: error?.message }
  }
  async function project() {
    const { queries } = office.store.database
    const projectId = await makeProject(queries, 'Taxis')
    const batchId = await makeBatch(queries, { projectId, name: 'first' })
    const clipId = await storeSmallClip(office.store, LABELS)
    await fillBatch(queries, { batchId, clipIds: [clipId] })
    return { projectId, batchId, clipId }
  }

  it('is what its clips are labelled by, and is so no more once it is dropped or they leave', async () => {
    const { projectId, clipId } = await project()
    const ontologyOf = async () => {
      const { data } = await ask('clip.open', { clipId }, true)
      return (data as unknown as { readonly clip: { readonly ontology: Ontology } }).clip.ontology
    }
    expect(await ontologyOf()).toEqual(defaultOntology)
    expect((await ask('project.change', { projectId, ontology: AGREED })).status).toBe(200)
    expect((await ask('project.read', { projectId }, true)).data).toMatchObject({
      ontology: AGREED,
    })
    expect(await ontologyOf()).toEqual(AGREED)
    await ask('project.fillBatch', { batchId: null, clipIds: [clipId] })
    expect(await ontologyOf()).toEqual(defaultOntology)
  })

  it('keeps a label of another category from being handed on, and loses none of it', async () => {
    const { projectId, clipId } = await project()
    const submit = () => ask('work.submit', { taskId: clipId, author: 'x', note: '', seenSeq: 1 })
    await ask('project.change', { projectId, ontology: AGREED })
    expect((await submit()).data).toMatchObject({
      ...{ outcome: 'blocked', count: 1 },
      findings: [{ check: 'A2', tracks: ['bus'] }],
    })
    const { records, clip } = await office.store.exportClip({
      ...{ clipId, format: 'sustech', withSensors: false },
    })
    expect(records).toHaveLength(LABELS.length)
    const known = clip.ontology.categories.map(({ id }) => id)
    expect(known).toContain('bus')
    expect(known).toContain('robotaxi')
    await ask('project.change', { projectId, ontology: null })
    expect((await submit()).data).toMatchObject({ outcome: 'moved' })
  })

  it('is refused by name where nobody could label by it', async () => {
    const { projectId } = await project()
    const [car, taxi] = AGREED.categories
    const [doors] = AGREED.attributes
    const bad: readonly (readonly [Ontology, RegExp])[] = [
      [{ ...AGREED, categories: [], attributes: [] }, /\/categories: found no category/],
      [
        { ...AGREED, categories: [car!, taxi!, car!] },
        /\/categories\/2\/id: found car, twice, expected each id once/,
      ],
      [
        { ...AGREED, attributes: [{ ...doors!, categories: ['tram'] }] },
        /\/attributes\/0\/categories: found tram, expected one of car, robotaxi/,
      ],
      [
        { ...AGREED, attributes: [{ ...doors!, type: { kind: 'choice', values: [] } }] },
        /\/attributes\/0\/type: found no value/,
      ],
      [
        { ...AGREED, attributes: [{ ...doors!, type: { kind: 'number', min: 2, max: 1 } }] },
        /\/attributes\/0\/type: found 2 to 1/,
      ],
    ]
    for (const [ontology, why] of bad) {
      const { status, message } = await ask('project.change', { projectId, ontology })
      expect([status, message]).toEqual([400, expect.stringMatching(why)])
    }
    const read = await ask('project.read', { projectId }, true)
    expect(read.data).toMatchObject({ ontology: null })
  })
})
