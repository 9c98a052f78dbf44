import {
  createTRPCClient,
  createWSClient,
  httpLink,
  splitLink,
  TRPCClientError,
  wsLink,
} from '@trpc/client'
import { type Clip, type ClipId, catalogue, type Message } from '@trueline/annotation'
import { refusalIn } from './httpUpload.ts'
import { connectPeople } from './people/connectPeople.ts'
import { connectProjects } from './projects/connectProjects.ts'
import { connectQuality } from './quality/connectQuality.ts'
import { RefusedEditError, type Server, UnstoredEditError } from './server.ts'
import type { AppRouter } from './wire.ts'

const RECORDS_A_PAGE = 2000
const EDITS_A_PAGE = 100

/**
 * The server this page came from.
 *
 * @param signedOut Told when the server knows this browser no more.
 */
export function connectServer(signedOut: () => void): Server {
  const connections = new Set<(isUp: boolean) => void>()
  const tell = (isUp: boolean): void => {
    for (const connection of connections) connection(isUp)
  }
  const socket = createWSClient({
    url: `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/trpc`,
    // A clip is open for hours: the line is held, and a dead one found soon.
    keepAlive: { enabled: true, intervalMs: 10_000, pongTimeoutMs: 5_000 },
    retryDelayMs: (attempt) => Math.min(300 * 2 ** attempt, 5_000),
    onOpen: () => tell(true),
    onClose: () => tell(false),
  })
  const client = createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: ({ type }) => type === 'subscription',
        true: wsLink<AppRouter>({ client: socket }),
        // A batch would wait for the end of the task that asks; what a click asks for is on its way at once.
        false: httpLink<AppRouter>({
          url: '/trpc',
          fetch: async (input, init) => {
            const response = await fetch(input, init as RequestInit)
            if (response.status === 401) signedOut()
            return response
          },
        }),
      }),
    ],
  })
  return {
    people: connectPeople(client),
    projects: connectProjects(client),
    quality: connectQuality(client),
    listClips: () => client.clip.list.query(),
    readStatus: () => client.clip.status.query(),
    openClip: (clipId) => client.clip.open.query({ clipId }),
    readRecords: (clipId, after) =>
      client.clip.records.query({ clipId, after, limit: RECORDS_A_PAGE }),
    removeClip: async (clipId) => {
      await client.clip.remove.mutate({ clipId })
    },
    startImport: (request) =>
      client.clip.import.mutate({ ...request, showsCorrections: request.dryRun }),
    importProgress: (jobId) => client.clip.importProgress.query({ jobId }),
    stopImport: (jobId) => client.clip.stopImport.mutate({ jobId }),
    append: async (pending) => {
      try {
        return await client.patch.append.mutate(pending)
      } catch (error) {
        throw asRefusal(error)
      }
    },
    readHistory: async (clipId, before) => {
      const page = { clipId, before, limit: EDITS_A_PAGE }
      return (await client.patch.history.query(page)).entries
    },
    follow: ({ clipId, seq }, { stored, connection }) => {
      connections.add(connection)
      const subscription = client.patch.since.subscribe(
        { clipId, seq },
        { onData: ({ data }) => stored(data), onError: () => connection(false) },
      )
      return () => {
        connections.delete(connection)
        subscription.unsubscribe()
      }
    },
    readChecks: (clipId) => client.checks.read.query({ clipId }),
    writeChecks: async (clipId, checks) => {
      await client.checks.write.mutate({ clipId, checks: checks as never })
    },
    readEffortLogged: async (clipId) => (await client.effort.read.query({ clipId })).isLogged,
    writeEffortLogged: async (clipId, isLogged) => {
      await client.effort.write.mutate({ clipId, isLogged })
    },
    tellEffort: ({ counted, ...told }) =>
      client.effort.tell.mutate({ ...told, counted: [...counted] }),
    readEfforts: (clipId, author) => client.effort.ofClip.query({ clipId, author }),
    readTasks: (clipId) => client.work.tasks.query({ clipId }),
    readTaskHistory: (taskId) => client.work.history.query({ taskId }),
    submitTask: (request) => client.work.submit.mutate(request),
    moveTask: (move, request) => client.work[move].mutate(request),
    listFormats: async () => (await client.export.formats.query()).formats,
    listLosses: async (clipId, format) =>
      (await client.export.losses.query({ clipId, format })).losses,
  }
}

/** An answer of the server that will not change makes an edit a refused one; anything else may pass. */
function asRefusal(error: unknown): unknown {
  if (!(error instanceof TRPCClientError)) return error
  const status = (error as TRPCClientError<AppRouter>).data?.httpStatus
  // Who is signed out signs in again: their edits wait.
  if (status === 401) return new UnstoredEditError('signedOut')
  if (status !== undefined && status >= 500) return new UnstoredEditError('failing')
  const isFinal = status === 400 || status === 403 || status === 404 || status === 413
  return isFinal ? new RefusedEditError(whyOf(error)) : error
}

const refusals = catalogue({
  bad: {
    en: '{place}: found {found}, expected {expected}',
    zh: '{place}：实际为{found}，应为{expected}',
  },
  gone: { en: 'the clip is no longer there', zh: '片段已不存在' },
  tooLarge: { en: 'it is too large for the server', zh: '内容过大，服务器无法接受' },
  unclear: { en: 'the server cannot make sense of it', zh: '服务器无法理解' },
})

function whyOf(error: TRPCClientError<AppRouter>): Message {
  const refusal = refusalIn(error)
  if (refusal !== null) return refusals.bad(refusal)
  if (error.data?.why) return error.data.why
  const status = error.data?.httpStatus
  if (status === 404) return refusals.gone
  return status === 413 ? refusals.tooLarge : refusals.unclear
}

/** The address of a page with a clip open. */
export function clipUrl({ id }: Pick<Clip, 'id'>): string {
  return `/?clip=${encodeURIComponent(id)}`
}

/** The clip that the page's address asks for, or `null`. */
export function clipInUrl(): ClipId | null {
  return new URLSearchParams(location.search).get('clip') as ClipId | null
}
