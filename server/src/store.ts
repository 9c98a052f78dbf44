import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Clip, ClipId, Ontology } from '@trueline/annotation'
import { applyCorrections, parseCorrection, suggestCorrections } from '@trueline/formats'
import pLimit, { type LimitFunction } from 'p-limit'
import { type BlobHolds, createBlobHolds } from './blobs/blobHolds.ts'
import { type DiskBlobs, openDiskBlobs } from './blobs/diskBlobs.ts'
import { SHARED_AGE_MS, sweepBlobs } from './blobs/sweepBlobs.ts'
import { clipWithName, deleteClip, openClip } from './clips/clips.ts'
import { type Database, type Queries, TENANT } from './db/database.ts'
import { openEmbedded } from './db/openEmbedded.ts'
import { openPostgres } from './db/openPostgres.ts'
import { lockFolder, type OwnerLock } from './db/ownerLock.ts'
import { roomOnDisk } from './db/roomOnDisk.ts'
import { type ClipExport, type ExportRequest, exportClip } from './exports/exportClip.ts'
import { type ClipToImport, importClip } from './imports/importClip.ts'
import { importOnto } from './imports/importOnto.ts'
import type { ImportProgress, ImportResult } from './imports/importResult.ts'
import { type CategoryMapping, mapCategories } from './imports/mapCategories.ts'
import { openSource } from './imports/openSource.ts'
import { picturedOffers } from './imports/picturedOffers.ts'
import { readSource } from './imports/readSource.ts'
import { type AppendAtOnce, appendingAtOnce } from './patches/appendAtOnce.ts'
import { type AppendAnswer, appendPatch, type NewPatch } from './patches/appendPatch.ts'
import { createLogHints, type LogHints } from './patches/liveEntries.ts'
import { asAgreed } from './projects/agreedOntology.ts'
import { projectOfBatch, readProject } from './projects/projects.ts'

/** A data folder opened without a network: what the server serves and the command line works on. */
export type Store = {
  /** The organisation whose clips these are. */
  readonly tenant: string
  /** The same folder for another organisation. Closing either closes both. */
  readonly of: (tenant: string) => Store
  readonly dataDir: string
  readonly database: Database
  readonly blobs: DiskBlobs
  readonly hints: LogHints
  /** Appends an edit and tells those who follow the clip. See `appendPatch` for the answer. */
  readonly append: (patch: NewPatch) => Promise<AppendAnswer>
  /** Imports what is at a path of this machine; a few run side by side, others wait. */
  readonly importFrom: (path: string, options: ImportOptions) => Promise<ImportResult>
  /** Stores a clip that was made rather than read. */
  readonly importMade: (clip: ClipToImport) => Promise<ImportResult>
  readonly exportClip: (request: ExportRequest) => Promise<ClipExport>
  /**
   * The id of the clip that has this id or this name.
   *
   * @throws {UnknownClipError}
   */
  readonly findClip: (idOrName: string) => Promise<ClipId>
  /** Removes a clip, and the blobs no other clip needs. */
  readonly removeClip: (clipId: ClipId) => Promise<void>
  /** Breaks off an import that runs, of which nothing stays, and gives the folder back. */
  readonly close: () => Promise<void>
}

/** How to import. */
export type ImportOptions = {
  /** `null`: the likeliest. */
  readonly format: string | null
  readonly isDryRun: boolean
  /** The clip to add the labels to; `null` for a new clip. */
  readonly onto: ClipId | null
  /** The project whose categories a new clip's are to be; `null`: those we know. */
  readonly projectId?: string | null
  /** The batch that a new clip comes into, whose project's categories are its own then; `null`: none. */
  readonly batchId?: string | null
  /** What to call the clip; `null`: as its source does. */
  readonly name: string | null
  /** What the source is called where its path does not say, as of an upload. */
  readonly sourceName?: string | null
  /** Our categories by the source's, and where they were written down. */
  readonly mapping?: { readonly categories: CategoryMapping; readonly file: string } | null
  /** Mistakes of calibrations and poses to be taken back, as `parseCorrection` reads them. */
  readonly corrections?: readonly string[] | null
  /** Whether pictures of what is offered are wanted. */
  readonly showsCorrections?: boolean
  readonly author: string
  readonly onProgress: (progress: ImportProgress) => void
  /** Stops it, with the signal's reason: nothing of it stays. What is stored already is not undone. */
  readonly signal?: AbortSignal | null
}

/** Each keeps a few sweeps in memory. */
const IMPORTS_TOGETHER = 3

/** Between two looks for blobs that a killed import left. */
const SWEEP_MS = 6 * 3600_000

/** Where a store is. */
export type StoreOptions = {
  /** Holds `db` and `blobs`; made where there is none. */
  readonly dataDir: string
  /** A PostgreSQL to use instead of the embedded database: `postgres://…`. */
  readonly databaseUrl?: string | null
  /** The last migration to make, for data of an older version; all of them where absent. */
  readonly migrateTo?: string | null
}

/**
 * The store in a data folder, this process its only owner until it is closed.
 *
 * @throws {DataFolderInUseError} when another process owns it.
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const dataDir = resolve(options.dataDir)
  const { migrateTo = null } = options
  await mkdir(dataDir, { recursive: true })
  const lock = await lockFolder(dataDir)
  try {
    const database = options.databaseUrl
      ? await openPostgres(options.databaseUrl, migrateTo)
      : await openEmbedded(join(dataDir, 'db'), migrateTo)
    try {
      const blobs = await openDiskBlobs(join(dataDir, 'blobs'))
      // Only an owner that is alone knows that nobody is importing them right now.
      const holds = createBlobHolds({ ...database, blobs })
      await sweepBlobs({ blobs, holds }, database.isEmbedded ? 0 : SHARED_AGE_MS)
      return storeOf({ dataDir, database, blobs, holds, lock })
    } catch (error) {
      await database.close()
      throw error
    }
  } catch (error) {
    await lock.release()
    throw error
  }
}

type Opened = Pick<Store, 'dataDir' | 'database' | 'blobs'> & {
  readonly holds: BlobHolds
  readonly lock: OwnerLock
}

/** The store of the organisation that is there from the start, and by it those of the others. */
function storeOf({ lock, holds, ...parts }: Opened): Store {
  const { database, blobs } = parts
  const hints = createLogHints()
  const importing = pLimit(IMPORTS_TOGETHER)
  /** Imports that are under way; the folder is given back after them. */
  const running = new Set<Promise<unknown>>()
  const awaited = <Answer>(work: Promise<Answer>): Promise<Answer> => {
    const ended = work.then(
      () => undefined,
      () => undefined,
    )
    running.add(ended)
    void ended.then(() => running.delete(ended))
    return work
  }
  const closing = new AbortController()
  const until = (stop: AbortSignal | null): AbortSignal =>
    stop === null ? closing.signal : AbortSignal.any([closing.signal, stop])
  const sweeping = setInterval(() => {
    awaited(sweepBlobs({ blobs, holds }, SHARED_AGE_MS)).catch((error: unknown) =>
      console.error('trueline: blobs are not swept:', error),
    )
  }, SWEEP_MS)
  sweeping.unref()
  const atOnce = appendingAtOnce(database)
  const close = async (): Promise<void> => {
    closing.abort(new Error('The store is being closed'))
    clearInterval(sweeping)
    await Promise.all(running)
    await database.close()
    await lock.release()
  }
  let closed: Promise<void> | null = null
  const requireRoom = roomOnDisk(parts.dataDir)
  const shared = { blobs, holds, hints, atOnce, importing, awaited, until, requireRoom }
  const stores = new Map<string, Store>()
  const of = (tenant: string): Store => {
    const known = stores.get(tenant)
    if (known) return known
    const own = { ...database, queries: database.queriesOf(tenant) }
    const store: Store = {
      ...tenantStore({ ...shared, database: own }),
      ...{ tenant, of, dataDir: parts.dataDir, close: () => (closed ??= close()) },
    }
    stores.set(tenant, store)
    return store
  }
  return of(TENANT)
}

type Shared = Pick<Store, 'database' | 'blobs' | 'hints'> & {
  readonly holds: BlobHolds
  readonly atOnce: AppendAtOnce
  readonly importing: LimitFunction
  readonly awaited: <Answer>(work: Promise<Answer>) => Promise<Answer>
  /** Throws `DiskFullError` where the data folder's disk is. */
  readonly requireRoom: () => Promise<void>
  /** Aborts when the store closes, or when told to. */
  readonly until: (stop: AbortSignal | null) => AbortSignal
}

/** What an organisation has of a store. */
function tenantStore({
  holds,
  atOnce,
  importing,
  awaited,
  until,
  requireRoom,
  ...parts
}: Shared): Omit<Store, 'tenant' | 'of' | 'dataDir' | 'close'> {
  const { database, blobs, hints } = parts
  const { queries } = database
  const targetUntil = (stop: AbortSignal | null) => ({ database, holds, signal: until(stop) })
  const append = async (patch: NewPatch): Promise<AppendAnswer> => {
    await requireRoom()
    const answer = await appendPatch({ queries, atOnce }, patch)
    if (answer.outcome === 'stored') {
      const { clipId, author, edit } = patch
      const { seq, revisions } = answer
      hints.grew({ tenant: queries.tenant, clipId }, { seq, author, edit, revisions })
    }
    return answer
  }
  const importFrom = async (path: string, options: ImportOptions): Promise<ImportResult> => {
    const target = targetUntil(options.signal ?? null)
    target.signal.throwIfAborted()
    await requireRoom()
    options.onProgress({ stage: 'reading', doneFrames: 0, totalFrames: 0 })
    const opened = await openSource(path)
    const tree = { ...opened, name: options.sourceName ?? opened.name }
    try {
      const onto: Clip | null =
        options.onto === null
          ? null
          : await asAgreed(queries, (await openClip(queries, options.onto)).clip)
      const found = await readSource(tree, { format: options.format, onto })
      const { categories = {}, file = '' } = options.mapping ?? {}
      const agreed = await agreedFor(queries, options)
      const told = { mapping: categories, file, ontology: onto?.ontology ?? agreed }
      const mapped = mapCategories(found.imported, told)
      const corrections = (options.corrections ?? []).map(parseCorrection)
      const read = {
        ...found,
        imported: { ...mapped, clip: applyCorrections(mapped.clip, corrections) },
      }
      const offers = onto === null ? await suggestCorrections(read.imported.clip) : []
      const shown = options.showsCorrections
        ? await picturedOffers(read.imported.clip, offers)
        : offers
      const { isDryRun, name, batchId = null, author, onProgress } = options
      const source = tree.name
      const result =
        onto === null
          ? await importClip(target, {
              imported: read.imported,
              source,
              ...{ name, batchId, isDryRun },
              ...{ author, onProgress },
            })
          : await importOnto(
              { queries, append, signal: target.signal },
              { clip: onto, read, source, isDryRun, author },
            )
      return {
        ...result,
        sniffed: read.sniffed,
        refused: [...tree.refused, ...result.refused],
        notices: [...tree.notices, ...result.notices],
        corrections: shown,
        unknownCategories: mapped.unknown,
      }
    } finally {
      await tree.close()
    }
  }
  return {
    ...parts,
    append,
    importFrom: (path, options) => awaited(importing(() => importFrom(path, options))),
    // Its maker's time is its own: it keeps nobody else waiting.
    importMade: (clip) => awaited(importClip(targetUntil(null), clip)),
    exportClip: (request) => exportClip({ queries, blobs }, request),
    findClip: (idOrName) => clipWithName(queries, idOrName),
    removeClip: async (clipId) => {
      await awaited(deleteClip(queries, clipId).then(holds.removeUnneeded))
    },
  }
}

/** What may be labelled in a new clip, by the project it is for; `null` where nobody agreed on anything. */
async function agreedFor(
  queries: Queries,
  { projectId = null, batchId = null }: Pick<ImportOptions, 'projectId' | 'batchId'>,
): Promise<Ontology | null> {
  if (batchId !== null) return (await projectOfBatch(queries, batchId)).ontology
  return projectId === null ? null : (await readProject(queries, projectId)).ontology
}
