import { spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { recordPage } from '../clips/clips.ts'
import { entriesSince } from '../patches/patchLog.ts'
import { openStore, type Store } from '../store.ts'
import { adding, editOf, storeSmallClip, track } from '../testing/smallClip.ts'
import { openEmbeddedStore, type TestStore } from '../testing/testStore.ts'

const REGISTER = fileURLToPath(import.meta.resolve('tsx'))
const WRITER = fileURLToPath(new URL('../testing/appendUntilKilled.ts', import.meta.url))

describe('the embedded database', () => {
  let opened: TestStore
  let store: Store
  beforeAll(async () => {
    opened = await openEmbeddedStore()
    store = opened.store
  })
  afterAll(async () => {
    await store?.close()
    await opened?.dispose()
  })

  it('syncs its log to the disk at least once for each acknowledged edit', async () => {
    const clipId = await storeSmallClip(store, [])
    const real = fs.fdatasyncSync
    let syncs = 0
    fs.fdatasyncSync = (fd) => {
      syncs += 1
      real(fd)
    }
    syncBuiltinESMExports()
    try {
      for (let n = 1; n <= 20; n++) {
        const edit = editOf([adding(track(`s${n}`))])
        await store.append({ clipId, edit, baseRevisions: {}, author: 'Ada' })
        expect(syncs).toBeGreaterThanOrEqual(n)
      }
    } finally {
      fs.fdatasyncSync = real
      syncBuiltinESMExports()
    }
  })

  it('is refused to a second owner of its folder, and free once the first has closed it', async () => {
    await expect(openStore(opened.options)).rejects.toMatchObject({ name: 'DataFolderInUseError' })
    await store.close()
    store = await openStore(opened.options)
  })

  it('loses no acknowledged edit when its process is killed while it writes', async () => {
    const clipId = await storeSmallClip(store, [])
    await store.close()
    const acknowledged: number[] = []
    for (const killAfter of [5, 40]) {
      const args = ['--import', REGISTER, WRITER, opened.options.dataDir, clipId]
      const writer = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
      const exited = once(writer, 'exit')
      let count = 0
      for await (const line of createInterface({ input: writer.stdout })) {
        acknowledged.push(Number(line))
        count += 1
        if (count === killAfter) writer.kill('SIGKILL')
      }
      expect(await exited).toEqual([null, 'SIGKILL'])
    }
    store = await openStore(opened.options)
    const { queries } = store.database
    const log = await entriesSince(queries, { clipId, seq: 1, limit: 100_000 })
    const seqs = log.map(({ seq }) => seq)
    expect(acknowledged.length).toBeGreaterThanOrEqual(45)
    expect(acknowledged.filter((seq) => !seqs.includes(seq))).toEqual([])
    expect(seqs).toEqual(seqs.map((_, index) => index + 2))
    // The records are those of the log, no more and no less.
    const written = new Set(log.flatMap(({ edit }) => edit.patch.map(({ recordId }) => recordId)))
    const page = await recordPage(queries, { clipId, after: null, limit: 100_000 })
    expect(new Set(page.records.map(({ record }) => record.id))).toEqual(written)
  }, 120_000)
})
