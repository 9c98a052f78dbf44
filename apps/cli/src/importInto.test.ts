import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { defaultOntology, type Ontology } from '@trueline/annotation'
import { expect, it } from 'vitest'
import { passingFolder, syntheticClip } from './testing/folders.ts'
import { type Run, runTrueline, TRUELINE } from './testing/runTrueline.ts'

const SCENE = syntheticClip('sustech', 'testdata')

/** What is labelled in the project: what the scene has are cars alone, by another name. */
const AGREED: Ontology = {
  categories: defaultOntology.categories
    .filter(({ id }) => id === 'car')
    .map((car) => ({ ...car, label: { en: 'Taxi', zh: '出租车' } })),
  attributes: [],
}

it('a clip comes into a batch of a project and is labelled by what that says, with a server and without', async () => {
  const folder = passingFolder()
  const run = (...args: readonly string[]): Promise<Run> =>
    runTrueline([...args, '--data', 'data', '--json'], folder)
  const listed = async (): Promise<readonly object[]> =>
    (JSON.parse((await run('list')).out) as { readonly clips: readonly object[] }).clips
  const args = [TRUELINE, 'serve', '--port', '0', '--no-demo', '--data', 'data']
  const server = spawn(process.execPath, args, { cwd: folder })
  const closed = once(server, 'exit')
  try {
    const [url] = (await once(createInterface(server.stdout), 'line')) as [string]
    const ask = asking(url)
    const { projectId } = await ask('project.make', { name: 'Taxis' })
    await ask('project.change', { projectId, ontology: AGREED })
    const none = await run('import', SCENE, '--project', 'Taxis')
    expect(none.exit).toBe(3)
    expect(none.err).toContain('--batch: found Taxis, which has no batch yet')
    for (const name of ['First', 'Second']) await ask('project.makeBatch', { projectId, name })

    const dry = await run('import', SCENE, '--project', 'Taxis', '--dry-run')
    expect((JSON.parse(dry.out) as { unknownCategories: object[] }).unknownCategories).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ id: 'Car', meant: 'car' }),
        expect.objectContaining({ id: 'Truck', meant: null }),
      ]),
    )
    expect(await listed()).toEqual([])

    const made = await run('import', SCENE, '--project', projectId, '--name', 'with a server')
    const { clipId, ...answer } = JSON.parse(made.out) as { clipId: string }
    expect(answer).toMatchObject({ project: 'Taxis', batch: 'Second' })
    const input = encodeURIComponent(JSON.stringify({ clipId }))
    const opened = await fetch(`${url}/trpc/clip.open?input=${input}`)
    expect(await opened.json()).toMatchObject({ result: { data: { clip: { ontology: AGREED } } } })
  } finally {
    server.kill('SIGTERM')
    await closed
  }

  const local = await run('import', SCENE, '--project', 'Taxis', '--batch', 'First')
  expect(JSON.parse(local.out)).toMatchObject({ project: 'Taxis', batch: 'First' })
  const alone = await run('import', SCENE, '--name', 'alone')
  expect(JSON.parse(alone.out)).toMatchObject({ project: null, batch: null })
  expect(await listed()).toMatchObject([
    { name: 'alone', project: null, batch: null },
    { name: 'testdata', project: 'Taxis', batch: 'First' },
    { name: 'with a server', project: 'Taxis', batch: 'Second' },
  ])

  const refused = async (...more: readonly string[]) => {
    const { exit, err } = await run('import', SCENE, ...more)
    return { exit, err: err.trim() }
  }
  expect(await refused('--project', 'Taxi')).toEqual({
    exit: 3,
    err: 'trueline: --project: found Taxi, expected one of Taxis',
  })
  expect(await refused('--project', 'Taxis', '--batch', 'Third')).toEqual({
    exit: 3,
    err: 'trueline: --batch: found Third, expected one of First, Second',
  })
  expect(await refused('--batch', 'First')).toMatchObject({ exit: 2 })
  expect(await refused('--project', 'Taxis', '--onto', 'alone')).toMatchObject({ exit: 2 })
  expect(await listed()).toHaveLength(3)
}, 300_000)

/** Asks a server that nobody has a password of, as the workbench does. */
function asking(url: string) {
  return async (procedure: string, input: object): Promise<{ readonly projectId: string }> => {
    const answer = await fetch(`${url}/trpc/${procedure}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(input),
    })
    if (!answer.ok) throw new Error(`${procedure}: ${answer.status}: ${await answer.text()}`)
    const { result } = (await answer.json()) as { readonly result: { readonly data: never } }
    return result.data
  }
}
