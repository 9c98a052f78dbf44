import { appendFile, readdir, readFile, rm, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openClip, recordPage } from '../clips/clips.ts'
import { entriesSince } from '../patches/patchLog.ts'
import { openStore, type Store } from '../store.ts'
import { adding, cuboid, editOf, storeSmallClip, track } from '../testing/smallClip.ts'
import {
  emptyPostgres,
  newDataFolder,
  openEmbeddedStore,
  openPostgresStore,
  postgresAddress,
  type TestStore,
  temporaryFolder,
} from '../testing/testStore.ts'
import { twoOrganisations } from '../testing/twoOrganisations.ts'
import { restoreBackup, writeBackup } from './backup.ts'
import { dumpTables } from './dumpTables.ts'
import { BACKED_TABLES, LEFT_OUT } from './tables.ts'

const postgres = await postgresAddress()
const engines: readonly [string, boolean, () => Promise<TestStore>][] = [
  ['the embedded database', true, openEmbeddedStore],
  ['PostgreSQL', postgres !== null, () => openPostgresStore(postgres!)],
]

for (const [engine, isThere, open] of engines) {
  describe.skipIf(!isThere)(`a backup of ${engine}`, () => {
    let opened: TestStore
    let backup: string
    const folders: string[] = []
    const fresh = async (): Promise<string> => {
      const folder = await temporaryFolder()
      folders.push(folder)
      return folder
    }
    beforeAll(async () => {
      opened = await open()
      backup = await fresh()
    })
    afterAll(async () => {
      await opened.dispose()
      for (const folder of folders) await rm(folder, { recursive: true, force: true })
    })
    const backUp = () =>
      writeBackup(backup, {
        dataDir: opened.options.dataDir,
        dump: (path) => dumpTables(opened.store.database.queries, path),
        nowUs: 1,
      })
    const stateOf = async (store: Store, clipId: Parameters<typeof openClip>[1]) => {
      const { queries } = store.database
      return {
        opened: await openClip(queries, clipId),
        records: await recordPage(queries, { clipId, after: null, limit: 5000 }),
        log: await entriesSince(queries, { clipId, seq: 0, limit: 5000 }),
      }
    }

    it('restores to what it was, people and both organisations’ clips, and goes on from there', async () => {
      const { store } = opened
      const [own, other] = await twoOrganisations(store)
      // More than a page of rows, with a deleted one and every character.
      const tracks = Array.from({ length: 1500 }, (_, n) => track(`t${n}`))
      const clipId = await storeSmallClip(own.store, tracks, { seed: 1 })
      const theirs = await storeSmallClip(other.store, [track('x')], { seed: 2 })
      const odd = { ...track('odd'), extras: { a: "l'été \\ {count} 道路\u2028" } }
      await store.append({
        ...{ clipId, edit: editOf([adding(odd)]), baseRevisions: {}, author: 'Ada · 1' },
      })
      const counts = await backUp()
      expect(counts).toMatchObject({ known: 0, rows: { clips: 2, people: 10, organisations: 2 } })
      expect(await backUp()).toMatchObject({ blobs: counts.blobs, known: counts.blobs })
      const dataDir = await newDataFolder()
      folders.push(dataDir)
      expect(await restoreBackup(backup, { dataDir })).toMatchObject({ rows: counts.rows })
      const restored = await openStore({ dataDir })
      try {
        expect(await stateOf(restored, clipId)).toEqual(await stateOf(own.store, clipId))
        const back = restored.of(other.tenant)
        expect(await stateOf(back, theirs)).toEqual(await stateOf(other.store, theirs))
        const { clip } = await openClip(restored.database.queries, clipId)
        const { range } = clip.frames[0]!.sweeps[0]!
        const bytes = await restored.blobs.read(range.blob, range)
        expect(bytes).toEqual(await store.blobs.read(range.blob, range))
        const more = editOf([adding(cuboid(tracks[0]!.id, 2))])
        const appended = { clipId, edit: more, baseRevisions: {}, author: 'Ada' }
        expect(await restored.append(appended)).toMatchObject({ outcome: 'stored', seq: 3 })
      } finally {
        await restored.close()
      }
      if (engine !== 'PostgreSQL' && postgres !== null) {
        const empty = await emptyPostgres(postgres)
        const there = { dataDir: await fresh(), databaseUrl: empty.url }
        expect(await restoreBackup(backup, there)).toMatchObject({ rows: counts.rows })
        await empty.drop()
      }
      // No session comes along: who knew a cookie from before signs in anew.
      expect(await readFile(join(backup, 'tables.ndjson'), 'utf8')).not.toContain('token_hash')
    }, 120_000)

    it('goes through every table there is', async () => {
      const found = await opened.store.database.queries.execute(
        sql`select table_name as name from information_schema.tables where table_schema = current_schema()`,
      )
      const names = (found as unknown as { rows: { name: string }[] }).rows.map(({ name }) => name)
      const told = [...BACKED_TABLES.map(({ name }) => name), ...LEFT_OUT, 'migrations']
      expect(told.toSorted()).toEqual(names.toSorted())
    })
  })
}

describe('a backup that cannot be restored', () => {
  const folders: string[] = []
  const fresh = async (): Promise<string> => {
    const folder = await temporaryFolder()
    folders.push(folder)
    return folder
  }
  const made = async (): Promise<string> => {
    const backup = await fresh()
    const { store, options, dispose } = await openEmbeddedStore()
    await storeSmallClip(store, [track('a')])
    await writeBackup(backup, {
      dataDir: options.dataDir,
      dump: (path) => dumpTables(store.database.queries, path),
      nowUs: 1,
    })
    await dispose()
    return backup
  }
  afterAll(async () => {
    for (const folder of folders) await rm(folder, { recursive: true, force: true })
  })

  it('says what is wrong with it, and leaves nothing half there', async () => {
    const backup = await made()
    const dataDir = await newDataFolder()
    folders.push(dataDir)
    await expect(restoreBackup(await fresh(), { dataDir })).rejects.toThrow('expected a backup')
    const [folder] = await readdir(join(backup, 'blobs'))
    const [blob] = await readdir(join(backup, 'blobs', folder!))
    const path = join(backup, 'blobs', folder!, blob!)
    const whole = await readFile(path)
    await appendFile(path, 'x')
    await expect(restoreBackup(backup, { dataDir })).rejects.toThrow(`${blob} is broken`)
    await truncate(path, whole.length)
    await appendFile(join(backup, 'tables.ndjson'), '{"table":"pg_authid","row":{}}\n')
    await expect(restoreBackup(backup, { dataDir })).rejects.toThrow('a row of a known table')
    const store = await openStore({ dataDir })
    const { queries } = store.database
    const found = await queries.execute(sql`select count(*)::int as count from clips`)
    expect((found as unknown as { rows: unknown[] }).rows).toEqual([{ count: 0 }])
    await store.close()
  }, 120_000)

  it('is not restored over what is there', async () => {
    const backup = await made()
    const dataDir = await newDataFolder()
    folders.push(dataDir)
    const store = await openStore({ dataDir })
    await storeSmallClip(store, [])
    await store.close()
    await expect(restoreBackup(backup, { dataDir })).rejects.toThrow('There is something')
  }, 120_000)
})
