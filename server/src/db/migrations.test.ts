import { rm } from 'node:fs/promises'
import { clipId, schemaVersion } from '@trueline/annotation'
import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { openClip, recordPage } from '../clips/clips.ts'
import { entriesSince } from '../patches/patchLog.ts'
import { openStore, type StoreOptions } from '../store.ts'
import { adding, editOf, smallClip, track } from '../testing/smallClip.ts'
import { emptyPostgres, postgresAddress, temporaryFolder } from '../testing/testStore.ts'
import { tasksOf } from '../work/tasks.ts'
import { migrationTags } from './migrateTables.ts'

const tags = await migrationTags()
const postgres = await postgresAddress()

/** What the first version stored of a clip with a track and an edit: all later ones have to read it. */
const FIRST_VERSION = (() => {
  const { clip } = smallClip([])
  const id = 'an-old-clip'
  const frames = clip.frames.map((frame) => ({ ...frame, sweeps: [], images: [] }))
  const old = { ...clip, id, frames }
  const edit = editOf([adding(track('a'))])
  const json = (value: unknown): string => JSON.stringify(value).replaceAll("'", "''")
  return [
    `insert into clips values ('local', '${id}', 'old', 'test', 3, 1, 2, 5, ${schemaVersion}, '${json(old)}')`,
    `insert into records values ('local', '${id}', 'a', 1, 2, 'track', null, ${schemaVersion}, '${json(track('a'))}')`,
    `insert into patches values ('local', '${id}', 1, 'p1', 'importer', 'importClip', 'edit', null, 5, 5, '{}', '${json({ ...edit, patchId: 'p1', patch: [] })}')`,
    `insert into patches values ('local', '${id}', 2, 'p2', 'Ada', 'addTrack', 'edit', null, 6, 6, '{"a":1}', '${json({ ...edit, patchId: 'p2' })}')`,
  ]
})()

describe.skipIf(postgres === null)('data of every version before', () => {
  it.each(tags.slice(0, -1))(
    'of %s is brought forward on PostgreSQL, and worked on',
    async (tag) => {
      const empty = await emptyPostgres(postgres!)
      try {
        await checkForward({ dataDir: await temporaryFolder(), databaseUrl: empty.url }, tag)
      } finally {
        await empty.drop()
      }
    },
    120_000,
  )
})

describe('data of the first version', () => {
  it('is brought forward on the embedded database, and worked on', async () => {
    await checkForward({ dataDir: await temporaryFolder() }, tags[0]!)
  }, 120_000)
})

async function checkForward(options: StoreOptions, tag: string): Promise<void> {
  // A column that came later takes its default, as the version that added it gave it to rows that were there.
  const first = await openStore({ ...options, migrateTo: tags[0]! })
  for (const statement of FIRST_VERSION) {
    await first.database.queries.execute(sql.raw(statement))
  }
  await first.close()
  await (await openStore({ ...options, migrateTo: tag })).close()
  const store = await openStore(options)
  try {
    const { queries } = store.database
    const id = clipId('an-old-clip')
    expect(await openClip(queries, id)).toMatchObject({ headSeq: 2, clip: { name: 'old' } })
    const { records } = await recordPage(queries, { clipId: id, after: null, limit: 10 })
    expect(records.map(({ record }) => record.id)).toEqual(['a'])
    expect(await entriesSince(queries, { clipId: id, seq: 0, limit: 10 })).toHaveLength(2)
    expect(await tasksOf(queries, id)).toMatchObject([{ state: 'annotate', lastFrame: 2 }])
    const edit = editOf([adding(track('b'))])
    const patch = { clipId: id, edit, baseRevisions: {}, author: 'Ada' }
    expect(await store.append(patch)).toMatchObject({ outcome: 'stored', seq: 3 })
  } finally {
    await store.close()
    await rm(options.dataDir, { recursive: true, force: true })
  }
}
