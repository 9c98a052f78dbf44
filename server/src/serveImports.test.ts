import { rm } from 'node:fs/promises'
import { createTRPCClient, httpBatchLink } from '@trpc/client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AppRouter } from './routers/app.ts'
import { type Serving, serve } from './serve.ts'
import { pcd, points, SOUND_SCENE } from './testing/badSources.ts'
import { newDataFolder } from './testing/testStore.ts'

describe('uploads and imports over HTTP', () => {
  let dataDir: string
  let server: Serving
  beforeAll(async () => {
    dataDir = await newDataFolder()
    server = await serve({ dataDir, port: 0 })
  })
  afterAll(async () => {
    await server?.close()
    await rm(dataDir, { recursive: true, force: true })
  })

  const upload = async (files: Readonly<Record<string, string | Uint8Array>>): Promise<string> => {
    const begun = await fetch(`${server.url}/uploads`, { method: 'POST' })
    const { uploadId } = (await begun.json()) as { uploadId: string }
    for (const [path, body] of Object.entries(files)) {
      const url = `${server.url}/uploads/${uploadId}?path=${encodeURIComponent(path)}`
      const { status } = await fetch(url, { method: 'PUT', body: Buffer.from(body) })
      expect(status).toBe(204)
    }
    return uploadId
  }
  const api = () =>
    createTRPCClient<AppRouter>({ links: [httpBatchLink({ url: `${server.url}/trpc` })] })
  const importUpload = async (uploadId: string, dryRun = false, batchId: string | null = null) => {
    const asked = { uploadId, dryRun, batchId, author: 'Ada' }
    const { jobId } = await api().clip.import.mutate(asked)
    for (;;) {
      const progress = await api().clip.importProgress.query({ jobId })
      if (progress.state !== 'running') return progress
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }

  it('takes an upload in, imports it and keeps nothing of it', async () => {
    const uploadId = await upload({ ...SOUND_SCENE, 'lidar/000001.pcd': pcd(points(9), 99) })
    const dry = await importUpload(uploadId, true)
    expect(dry).toMatchObject({ state: 'done', result: { clipId: null, records: { cuboid: 2 } } })
    const done = await importUpload(uploadId)
    expect(done.result).toMatchObject({
      records: { track: 1, cuboid: 2 },
      refused: [{ file: 'lidar/000001.pcd' }],
    })
    const clipId = done.result!.clipId!
    const [summary] = await api().clip.list.query()
    expect(summary).toMatchObject({ clipId, frames: 2, sensors: 1, tracks: 1, cuboids: 2 })
    await expect(importUpload(uploadId)).rejects.toMatchObject({
      data: { code: 'BAD_REQUEST', refusal: { file: 'upload', found: { en: uploadId } } },
    })
  })

  it('puts a clip into a batch with what is hidden in it, and says at once where there is no such batch', async () => {
    const { project } = api()
    const { projectId } = await project.make.mutate({ name: 'Highway' })
    const hiddenChecks = { faultRate: 0.5, seed: 1, least: 0.8, tries: 2 }
    await project.changeTerms.mutate({ projectId, hiddenChecks, vendor: null, rate: null })
    const { batchId } = await project.makeBatch.mutate({ projectId, name: 'First' })
    const uploadId = await upload(SOUND_SCENE)
    await expect(importUpload(uploadId, false, 'nobodys')).rejects.toThrow('no such batch')
    const place = async () => {
      const [{ project, batch } = { project: null, batch: null }] = await api().clip.list.query()
      return [project, batch]
    }
    await importUpload(uploadId, true, batchId)
    expect(await place()).not.toEqual(['Highway', 'First'])
    await importUpload(uploadId, false, batchId)
    expect(await place()).toEqual(['Highway', 'First'])
    // Nobody takes the clip: it waits for as long as nothing plants in it.
    const waiting = async () => (await project.planting.query()).filter((one) => one.waiting > 0)
    await expect.poll(waiting, { timeout: 20_000 }).toEqual([])
  })

  it('says what is wrong with an import it can do nothing with, and goes on', async () => {
    const failed = await importUpload(await upload({ 'notes.txt': 'hello' }))
    expect(failed).toMatchObject({
      state: 'failed',
      error: { expected: { en: 'a known format', zh: '已知格式' } },
    })
    expect((await fetch(`${server.url}/health`)).status).toBe(200)
  })

  it('refuses uploads that would leave their folder, with the reason', async () => {
    const uploadId = await upload({})
    for (const path of ['../../evil', '/etc/evil', 'a/../../evil', '', 'a%00b']) {
      const url = `${server.url}/uploads/${uploadId}?path=${encodeURIComponent(decodeURIComponent(path))}`
      const answer = await fetch(url, { method: 'PUT', body: 'x' })
      expect(answer.status).toBe(400)
      expect(await answer.json()).toMatchObject({
        refusal: { expected: { en: 'a relative path with / between its parts' } },
      })
    }
    const unknown = await fetch(`${server.url}/uploads/nobodys?path=a`, {
      method: 'PUT',
      body: 'x',
    })
    expect(await unknown.json()).toMatchObject({ refusal: { found: { en: 'nobodys' } } })
  })

  it('takes a file far larger than any request body may be', async () => {
    const block = Buffer.alloc(2 ** 20, 7)
    const body = new ReadableStream({
      start: () => {},
      pull: (() => {
        let left = 80
        return (controller: ReadableStreamDefaultController<Uint8Array>) => {
          if (left-- > 0) controller.enqueue(block)
          else controller.close()
        }
      })(),
    })
    const uploadId = await upload({})
    const request = { method: 'PUT', body, duplex: 'half' } as RequestInit
    const answer = await fetch(`${server.url}/uploads/${uploadId}?path=big.bin`, request)
    expect(answer.status).toBe(204)
    const dropped = await fetch(`${server.url}/uploads/${uploadId}`, { method: 'DELETE' })
    expect(dropped.status).toBe(204)
  })

  it('stops an import that is asked to, and keeps nothing of it', async () => {
    const frames = Array.from({ length: 300 }, (_, frame) => `lidar/${frame + 100}.pcd`)
    const sweep = pcd(points(2000))
    const uploadId = await upload({
      ...SOUND_SCENE,
      ...Object.fromEntries(frames.map((path) => [path, sweep])),
    })
    const before = await api().clip.list.query()
    const { jobId } = await api().clip.import.mutate({ uploadId, dryRun: false, author: 'Ada' })
    expect(await api().clip.stopImport.mutate({ jobId })).toMatchObject({
      state: 'stopped',
      result: null,
    })
    expect(await api().clip.importProgress.query({ jobId })).toMatchObject({ state: 'stopped' })
    expect(await api().clip.list.query()).toEqual(before)
    await expect(importUpload(uploadId)).rejects.toMatchObject({ data: { code: 'BAD_REQUEST' } })
    await expect(api().clip.stopImport.mutate({ jobId: 'nobodys' })).rejects.toMatchObject({
      data: { code: 'NOT_FOUND' },
    })
  })
})
