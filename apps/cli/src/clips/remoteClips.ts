import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { createTRPCClient, httpLink, type TRPCClient } from '@trpc/client'
import {
  type AnnotationRecord,
  annotationsOf,
  type BlobRange,
  type ClipId,
  type RecordId,
  shownRecords,
} from '@trueline/annotation'
import { BadInputError, type OutputFile, type Refusal } from '@trueline/formats'
import { countedWork } from '@trueline/quality'
import {
  type AppRouter,
  folderTree,
  type ImportResult,
  ImportStoppedError,
  isS3,
  type LogEntry,
  openSource,
  openZip,
  type RecordPage,
  type SourceTree,
  UnknownClipError,
} from '@trueline/server'
import { ServerFailedError } from '../failure.ts'
import type { Clips, ImportRequest, StoredClip, StoredWork } from './clips.ts'

type Server = { readonly url: string; readonly trpc: TRPCClient<AppRouter> }

/** Between two questions how far an import is. */
const POLL_MS = 100
/** Records asked for at a time; no more are given. */
const PAGE = 2000
/** The same of a log. */
const ENTRIES = 1000

/** The clips of the data folder that a server at `url` has open. */
export function openRemoteClips(url: string): Clips {
  const headers = tokenHeader()
  const trpc = createTRPCClient<AppRouter>({ links: [httpLink({ url: `${url}/trpc`, headers })] })
  const server = { url, trpc }
  return {
    list: () => trpc.clip.list.query(),
    find: async (idOrName) => {
      const clips = await trpc.clip.list.query()
      const found =
        clips.find(({ clipId }) => clipId === idOrName) ??
        clips.find(({ name }) => name === idOrName)
      if (found === undefined) throw new UnknownClipError(idOrName)
      return found.clipId
    },
    listProjects: () => trpc.project.list.query(),
    importFrom: (path, request) => importBy(server, path, request),
    exportClip: async ({ clipId, format, withSensors }) => {
      const { losses, records } = await trpc.export.losses.query({ clipId, format, withSensors })
      const query = new URLSearchParams({ format, sensors: withSensors ? '1' : '0' })
      const files = download(`${url}/exports/${encodeURIComponent(clipId)}?${query}`)
      return { files, losses, records }
    },
    open: (clipId) => openBy(server, clipId),
    openWorked: (clipId) => openWorkedBy(server, clipId),
    close: () => Promise.resolve(),
  }
}

async function openBy({ url, trpc }: Server, clipId: ClipId): Promise<StoredClip> {
  const { clip } = await trpc.clip.open.query({ clipId })
  return {
    clip,
    records: [...shownRecords(annotationsOf(await recordsBy(trpc, clipId)))],
    readBlob: async ({ blob, offset, bytes }: BlobRange) => {
      const headers = { range: `bytes=${offset}-${offset + bytes - 1}` }
      const response = await send(`${url}/blobs/${blob}`, { headers })
      return new Uint8Array(await response.arrayBuffer())
    },
  }
}

async function openWorkedBy({ trpc }: Server, clipId: ClipId): Promise<StoredWork> {
  const { clip } = await trpc.clip.open.query({ clipId })
  const records = await recordsBy(trpc, clipId)
  const entries: Omit<LogEntry, 'revisions'>[] = []
  let before: number | null = null
  do {
    const page: { readonly entries: readonly Omit<LogEntry, 'revisions'>[] } =
      await trpc.patch.history.query({ clipId, before, limit: ENTRIES })
    entries.push(...page.entries)
    before = page.entries.length < ENTRIES ? null : page.entries.at(-1)!.seq
  } while (before !== null)
  const efforts = await trpc.effort.ofClip.query({ clipId, author: 'trueline' })
  const terms = await trpc.project.clipTerms.query()
  return {
    ...{ clip, records, entries: entries.toReversed(), counted: efforts.map(countedWork) },
    terms: terms.find((one) => one.clipId === clipId) ?? null,
  }
}

async function recordsBy(
  trpc: Server['trpc'],
  clipId: ClipId,
): Promise<readonly AnnotationRecord[]> {
  const records: AnnotationRecord[] = []
  let after: RecordId | null = null
  do {
    const page: RecordPage = await trpc.clip.records.query({ clipId, after, limit: PAGE })
    records.push(...page.records.map(({ record }) => record))
    after = page.next
  } while (after !== null)
  return records
}

/** Bytes of an object store that are asked for at a time. */
const PIECE = 8 * 1024 * 1024

async function importBy(
  server: Server,
  path: string,
  request: ImportRequest,
): Promise<ImportResult> {
  // Opened here too: what is wrong with it is said before anything is sent, and it knows its name.
  const source = await openSource(path)
  await source.close()
  const isStore = isS3(path)
  const { url, trpc } = server
  const begun = await send(`${url}/uploads`, { method: 'POST' })
  const { uploadId } = (await begun.json()) as { readonly uploadId: string }
  try {
    const { signal = null } = request
    const isFile = !isStore && (await stat(path)).isFile()
    const { files } = isStore ? source : await folderTree(path)
    for (const file of files) {
      request.onProgress({ stage: 'reading', doneFrames: 0, totalFrames: 0 })
      const query = new URLSearchParams({ path: isFile ? basename(path) : file.path })
      const pieces = isStore
        ? Readable.from(piecesOf(source, file))
        : createReadStream(isFile ? path : join(path, file.path))
      const body = Readable.toWeb(pieces)
      const options = { method: 'PUT', body, duplex: 'half', signal } as unknown as RequestInit
      await send(`${url}/uploads/${uploadId}?${query}`, options)
    }
    const { format, isDryRun, onto, batchId, name, mapping, corrections = [] } = request
    const { jobId } = await trpc.clip.import.mutate({
      ...{ uploadId, format, onto, batchId, name, mapping, corrections },
      dryRun: isDryRun,
      sourceName: source.name,
    })
    return await resultOf(server, jobId, request)
  } finally {
    // A dry run keeps its files for the import that may follow.
    await send(`${url}/uploads/${uploadId}`, { method: 'DELETE' }).catch(() => null)
  }
}

/** A file of an object store, a few megabytes at a time. */
async function* piecesOf(
  { read }: SourceTree,
  { path, bytes }: { readonly path: string; readonly bytes: number },
): AsyncGenerator<Uint8Array> {
  for (let offset = 0; offset < bytes; offset += PIECE) {
    yield await read(path, { offset, bytes: Math.min(PIECE, bytes - offset) })
  }
}

async function resultOf(
  { trpc }: Server,
  jobId: string,
  { onProgress, signal = null }: ImportRequest,
): Promise<ImportResult> {
  for (;;) {
    const isStopped = signal?.aborted ?? false
    const state = await (isStopped
      ? trpc.clip.stopImport.mutate({ jobId })
      : trpc.clip.importProgress.query({ jobId }))
    if (state.state === 'stopped') throw new ImportStoppedError()
    if (state.error !== null) throw new BadInputError(state.error)
    if (state.result !== null) return state.result
    onProgress(state)
    await wait(POLL_MS)
  }
}

/** The files of a zip at an address, which is kept on disk while they are taken. */
async function* download(address: string): AsyncGenerator<OutputFile> {
  const folder = await mkdtemp(join(tmpdir(), 'trueline-'))
  try {
    const { body } = await send(address, {})
    if (body === null) throw new ServerFailedError('The server sent an empty export')
    const path = join(folder, 'export.zip')
    await pipeline(Readable.fromWeb(body as never), createWriteStream(path)).catch(brokenOff)
    const zip = await openZip(path)
    try {
      for (const file of zip.files) yield { path: file.path, bytes: await zip.read(file.path) }
    } finally {
      await zip.close()
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** What lets us in where people sign in: a token that one of them made. */
function tokenHeader(): Record<string, string> {
  const token = process.env.TRUELINE_TOKEN
  return token ? { authorization: `Bearer ${token}` } : {}
}

/** A good answer of the server. */
export async function send(address: string, options: RequestInit): Promise<Response> {
  const headers = { ...tokenHeader(), ...(options.headers as Record<string, string>) }
  const response = await fetch(address, { ...options, headers }).catch(brokenOff)
  if (response.ok) return response
  if (response.status === 401) {
    throw new ServerFailedError('Sign in first: put a token of the server in TRUELINE_TOKEN')
  }
  const text = await response.text()
  const refusal = refusalIn(text)
  if (refusal !== null) throw new BadInputError(refusal)
  throw new ServerFailedError(`The server answered ${response.status}: ${text.slice(0, 200)}`)
}

function brokenOff(error: Error & { readonly code?: string }): never {
  if (error instanceof ImportStoppedError) throw error
  // Of our own disk the system's words say more.
  if (error.code !== undefined && 'syscall' in error && 'path' in error) throw error
  const why = error.cause instanceof Error ? error.cause.message : error.message
  throw new ServerFailedError(`The server does not answer: ${why}`)
}

function refusalIn(text: string): Refusal | null {
  try {
    return (JSON.parse(text) as { readonly refusal?: Refusal }).refusal ?? null
  } catch {
    return null
  }
}
