import { type ClipId, clipId, verbatim } from '@trueline/annotation'
import { describe, expect, it } from 'vitest'
import { createStore } from 'zustand/vanilla'
import type { ImportProgress, ImportRequest, ImportResult } from '../../server.ts'
import type { UploadTransport } from '../../upload.ts'
import { createImportFlow, type ImportContext } from './importFlow.ts'
import type { ImportRun } from './importRun.ts'
import { sourceOf } from './sourceFiles.ts'

const RUNNING: ImportProgress = {
  state: 'running',
  stage: 'packing',
  doneFrames: 1,
  totalFrames: 2,
  result: null,
  error: null,
}
const STOPPED: ImportProgress = { ...RUNNING, state: 'stopped' }
const NEEDS_CLIP = {
  file: 'upload-1',
  place: verbatim(''),
  found: verbatim('labels without a calibration'),
  expected: verbatim('a clip to import onto'),
}

/** A server in memory that imports what it is sent; `answer` says what comes of a request. */
function memoryServer(answer: (request: ImportRequest) => Partial<ImportProgress>) {
  const requests: ImportRequest[] = []
  const dropped: string[] = []
  const stopped: ImportRequest[] = []
  let isStored = false
  const asked = new Map<string, number>()
  let isUp = true
  const transport: UploadTransport = {
    begin: async () => 'upload-1',
    put: async (_target, file, { sent }) => sent(file.size),
    drop: async (uploadId) => void dropped.push(uploadId),
    wait: () => new Promise((resolve) => setTimeout(resolve, 0)),
  }
  const server = {
    startImport: async (request: ImportRequest) => {
      if (!isUp) throw new Error('fetch failed')
      requests.push(request)
      return { jobId: String(requests.length - 1) }
    },
    importProgress: async (jobId: string) => {
      if (!isUp) throw new Error('fetch failed')
      const times = (asked.get(jobId) ?? 0) + 1
      asked.set(jobId, times)
      return times === 1 ? RUNNING : { ...RUNNING, ...answer(requests[Number(jobId)]!) }
    },
    stopImport: async (jobId: string): Promise<ImportProgress> => {
      stopped.push(requests[Number(jobId)]!)
      return isStored ? { ...RUNNING, ...answer(requests[Number(jobId)]!) } : STOPPED
    },
  }
  const store = createStore<{ readonly run: ImportRun }>()(() => ({ run: { phase: 'idle' } }))
  const seen: ImportRun[] = []
  store.subscribe(({ run }) => seen.push(run))
  const flow = createImportFlow({ store, server, transport })
  const goAway = (): void => {
    isUp = false
  }
  const storeFirst = (): void => {
    isStored = true
  }
  return { flow, store, seen, requests, dropped, stopped, goAway, storeFirst }
}

function resultOf(request: ImportRequest, change: Partial<ImportResult> = {}): ImportResult {
  return {
    clipId: request.dryRun ? null : (request.onto ?? clipId('new')),
    name: request.name ?? 'upload-1',
    format: request.format ?? 'kitti-raw',
    sniffed:
      request.format === null ? [{ format: 'kitti-raw', score: 0.9, why: verbatim('seen') }] : [],
    frames: 2,
    sensors: [{ name: 'velodyne', modality: 'lidar' }],
    records: { cuboid: 3 },
    refused: [
      {
        file: 'upload-1/a.bin',
        place: verbatim(''),
        found: verbatim('x'),
        expected: verbatim('y'),
      },
    ],
    notices: [{ file: 'upload-1', place: verbatim(''), message: verbatim('matched by place') }],
    suggestions: [],
    corrections: [],
    unknownCategories: [],
    ...change,
  }
}

const source = sourceOf([{ path: 'drive/velodyne/0.bin', file: new Blob(['1234']) }])
const labels = sourceOf([{ path: 'labels/0.txt', file: new Blob(['Car']) }])
const alone: ImportContext = { openClip: null, author: 'Li' }
const beside = (openClip: ClipId): ImportContext => ({ openClip, author: 'Li' })

describe('an import', () => {
  it('takes back what a person ticks of what was offered, and nothing by itself', async () => {
    const offer = { id: 'FRONT=inverse', message: verbatim('14 % under sensorFromEgo') }
    const { flow, store, requests } = memoryServer((request) => ({
      state: 'done',
      result: resultOf(request, request.corrections.length === 0 ? { corrections: [offer] } : {}),
    }))
    await flow.start(source, alone)
    await flow.choose({ corrections: [offer] }, alone)
    expect(store.getState().run).toMatchObject({ choice: { corrections: [offer] } })
    await flow.store(alone)
    expect(requests.map(({ dryRun, corrections }) => ({ dryRun, corrections }))).toEqual([
      { dryRun: true, corrections: [] },
      { dryRun: true, corrections: ['FRONT=inverse'] },
      { dryRun: false, corrections: ['FRONT=inverse'] },
    ])
  })

  it('shows the report of a dry run before anything is stored', async () => {
    const { flow, store, requests } = memoryServer((request) => ({
      state: 'done',
      result: resultOf(request),
    }))
    await flow.start(source, alone)
    expect(requests.map(({ dryRun }) => dryRun)).toEqual([true])
    expect(store.getState().run).toMatchObject({
      phase: 'review',
      checking: null,
      choice: { format: 'kitti-raw', onto: null, name: 'drive' },
      outcome: { kind: 'report', report: { name: 'drive' } },
    })
  })

  it('names the source where the server knows the upload alone', async () => {
    const { flow, store } = memoryServer((request) => ({
      state: 'done',
      result: resultOf(request),
    }))
    await flow.start(source, alone)
    const { run } = store.getState()
    const outcome = run.phase === 'review' ? run.outcome : null
    expect(outcome?.kind === 'report' && outcome.report.refused[0]?.file).toBe('drive/a.bin')
    expect(outcome?.kind === 'report' && outcome.report.notices[0]?.file).toBe('drive')
  })

  it('asks for the categories of a project and one of its batches, and calls a source’s as was chosen, but of no clip’s labels', async () => {
    const { flow, requests } = memoryServer((request) => ({
      state: 'done',
      result: resultOf(request),
    }))
    await flow.start(source, alone)
    await flow.choose({ projectId: 'p', batchId: 'b', mapping: {} }, alone)
    flow.place({ batchId: 'c' })
    await flow.choose({ mapping: { PKW: 'car' } }, alone)
    await flow.store(alone)
    await flow.start(source, alone)
    await flow.choose({ projectId: 'p', batchId: 'b', onto: clipId('open') }, alone)
    const named = { categories: { PKW: 'car' }, file: '' }
    expect(requests.map((one) => [one.projectId, one.batchId, one.mapping])).toEqual([
      [null, null, null],
      ['p', 'b', null],
      ['p', 'c', named],
      ['p', 'c', named],
      [null, null, null],
      [null, null, null],
    ])
  })

  it('stores under the name and format chosen, and ends with the clip', async () => {
    const { flow, store, requests, seen } = memoryServer((request) => ({
      state: 'done',
      result: resultOf(request),
    }))
    await flow.start(source, alone)
    flow.place({ name: '  Rainy street ' })
    await flow.store(alone)
    expect(requests[1]).toEqual({
      uploadId: 'upload-1',
      format: 'kitti-raw',
      dryRun: false,
      onto: null,
      name: 'Rainy street',
      corrections: [],
      projectId: null,
      batchId: null,
      mapping: null,
      author: 'Li',
    })
    expect(seen.some((run) => run.phase === 'importing' && run.progress.doneFrames === 1)).toBe(
      true,
    )
    expect(store.getState().run).toMatchObject({ phase: 'done', result: { clipId: 'new' } })
  })

  it('keeps the formats it may be when another one is tried', async () => {
    const { flow, store, requests } = memoryServer((request) => ({
      state: 'done',
      result: resultOf(request),
    }))
    await flow.start(source, alone)
    await flow.choose({ format: 'openlabel' }, alone)
    expect(requests[1]?.format).toBe('openlabel')
    expect(store.getState().run).toMatchObject({
      candidates: [{ format: 'kitti-raw' }],
      choice: { format: 'openlabel' },
    })
  })

  it('prefers the open clip for labels alone', async () => {
    const { flow, store, requests } = memoryServer((request) =>
      request.onto === null
        ? { state: 'failed', error: NEEDS_CLIP }
        : { state: 'done', result: resultOf(request) },
    )
    await flow.start(labels, beside(clipId('open')))
    expect(requests.map(({ onto }) => onto)).toEqual([null, 'open'])
    expect(store.getState().run).toMatchObject({
      choice: { onto: 'open' },
      outcome: { kind: 'report' },
    })
  })

  it('makes a new clip of points and pictures even while a clip is open', async () => {
    const { flow, store, requests } = memoryServer((request) => ({
      state: 'done',
      result: resultOf(request),
    }))
    await flow.start(source, beside(clipId('open')))
    expect(requests).toHaveLength(1)
    expect(store.getState().run).toMatchObject({ choice: { onto: null } })
  })

  it('says why nothing of a source can be read, in the source’s name', async () => {
    const { flow, store } = memoryServer(() => ({ state: 'failed', error: NEEDS_CLIP }))
    await flow.start(source, alone)
    expect(store.getState().run).toMatchObject({
      phase: 'review',
      outcome: { kind: 'refused', refusal: { ...NEEDS_CLIP, file: 'drive' } },
    })
  })

  it('says that the server is gone, and that the import may have been stored', async () => {
    const { flow, store, goAway } = memoryServer((request) => ({
      state: 'done',
      result: resultOf(request),
    }))
    await flow.start(source, alone)
    goAway()
    await flow.store(alone)
    expect(store.getState().run).toMatchObject({
      phase: 'failed',
      wasStoring: true,
      problem: { kind: 'unreachable', message: 'fetch failed' },
    })
  })

  it('drops the upload when it is given up, and shows nothing of it afterwards', async () => {
    const { flow, store, dropped } = memoryServer((request) => ({
      state: 'done',
      result: resultOf(request),
    }))
    const started = flow.start(source, alone)
    await new Promise((resolve) => setTimeout(resolve, 0))
    flow.reset()
    await started
    expect(dropped).toContain('upload-1')
    expect(store.getState().run).toEqual({ phase: 'idle' })
  })

  it('that is being stored is stopped by the server, and says that nothing stayed', async () => {
    const { flow, store, requests, stopped } = memoryServer((request) => ({
      ...(request.dryRun ? { state: 'done', result: resultOf(request) } : { state: 'running' }),
    }))
    await flow.start(source, alone)
    const storing = flow.store(alone)
    flow.stop()
    await storing
    expect(stopped).toEqual([requests[1]])
    expect(store.getState().run).toEqual({ phase: 'stopped', source })
    await flow.start(source, alone)
    expect(store.getState().run).toMatchObject({ phase: 'review' })
  })

  it('that was stored before it could be stopped ends with the clip', async () => {
    const { flow, store, storeFirst } = memoryServer((request) => ({
      state: 'done',
      result: resultOf(request),
    }))
    await flow.start(source, alone)
    storeFirst()
    const storing = flow.store(alone)
    flow.stop()
    await storing
    expect(store.getState().run).toMatchObject({ phase: 'done', result: { clipId: 'new' } })
  })

  it('has the dry run stopped that nobody waits for any more', async () => {
    const { flow, stopped, requests } = memoryServer(() => ({ state: 'running' }))
    const started = flow.start(source, alone)
    await new Promise((resolve) => setTimeout(resolve, 5))
    flow.reset()
    await started
    expect(stopped).toEqual([requests[0]])
  })
})

describe('a source', () => {
  it('takes the folder that holds everything for its name', () => {
    expect(source).toMatchObject({ name: 'drive', files: [{ path: 'velodyne/0.bin' }], bytes: 4 })
  })

  it('keeps paths where there are several folders or a file beside them', () => {
    const file = new Blob(['1'])
    const { files, name } = sourceOf([
      { path: 'a/0.bin', file },
      { path: 'notes.txt', file },
    ])
    expect(files.map(({ path }) => path)).toEqual(['a/0.bin', 'notes.txt'])
    expect(name).toBe('a')
  })

  it('takes a single zip for a source of that name', () => {
    expect(sourceOf([{ path: 'drive.zip', file: new Blob(['1']) }]).name).toBe('drive')
  })

  it('leaves out what a system left there', () => {
    const file = new Blob(['1'])
    const { files } = sourceOf([
      { path: 'a/.DS_Store', file },
      { path: '__MACOSX/a/._0.bin', file },
      { path: 'a/0.bin', file },
    ])
    expect(files.map(({ path }) => path)).toEqual(['0.bin'])
  })
})
