import { notify } from '../actions/notices.ts'
import type { Connection } from '../ConnectionContext.tsx'
import { createChecker } from '../check/checker.ts'
import { followClipChecks } from '../check/clipChecks.ts'
import { followMendPreview } from '../check/followMendPreview.ts'
import { followHand } from '../check/untilStill.ts'
import { whenIdle, whenShown } from '../check/whenIdle.ts'
import { followClipEffort } from '../effort/clipEffort.ts'
import { createEffortRecorder } from '../effort/effortRecorder.ts'
import {
  createMemoryEffortStorage,
  type EffortStorage,
  openIdbEffortStorage,
} from '../effort/effortStorage.ts'
import { listenToEffort } from '../effort/listenToEffort.ts'
import { tellingStorage } from '../effort/tellingStorage.ts'
import { texts } from '../i18n/i18n.ts'
import { ACTIONS } from '../keymap.ts'
import { installKeys } from '../keys/installKeys.ts'
import { newId } from '../newId.ts'
import { followPresence } from '../people/followPresence.ts'
import type { Me } from '../people/peopleServer.ts'
import { reasonOf } from '../people/reason.ts'
import { installPlayback } from '../playback.ts'
import { holdTasks } from '../projects/holdTasks.ts'
import { createLaneProposer } from '../propose/laneProposer.ts'
import { createProposer } from '../propose/proposer.ts'
import { createRoadsideProposer } from '../propose/roadsideProposer.ts'
import { shippedLaneModel } from '../propose/shippedLaneModel.ts'
import { shippedModel } from '../propose/shippedModel.ts'
import { tellLanes } from '../propose/tellLanes.ts'
import { tellRoadside } from '../propose/tellRoadside.ts'
import type { Server } from '../server.ts'
import { createWorkbenchStore } from '../store/createStore.ts'
import { withStoredEdit } from '../store/documentChanges.ts'
import { PREFERENCES_KEY, type TextStorage } from '../store/preferencesSlice.ts'
import { authorText } from '../sync/author.ts'
import { openIdbOutboxStorage } from '../sync/idbOutboxStorage.ts'
import { type Outbox, openOutbox } from '../sync/outbox.ts'
import { createMemoryOutboxStorage, type OutboxStorage } from '../sync/outboxStorage.ts'
import { createSession, withConflict } from '../sync/session.ts'
import { followClipTasks } from '../work/clipTasks.ts'
import { followEditRight } from '../work/followEditRight.ts'
import { tellReadOnly } from '../work/tellReadOnly.ts'
import type { Workbench } from '../workbench.ts'
import { connectChecks } from '../workers/check.ts'
import { connectFitter } from '../workers/fit.ts'
import { connectFrames } from '../workers/frames.ts'
import { startLanes } from '../workers/lanes.ts'
import { connectProposer } from '../workers/propose.ts'
import { startRoadside } from '../workers/roadside.ts'
import { arrive } from './arrive.ts'
import { followPreferences } from './followPreferences.ts'
import { keepUrl } from './keepUrl.ts'

const AUTHOR_KEY = 'trueline.author'

/** A workbench that runs, and its line to the server. */
export type Running = { readonly workbench: Workbench; readonly connection: Connection }

/** Starts everything but the screen. Edits that an earlier session could not send are on their way. */
export async function startWorkbench(server: Server, me: Me | null): Promise<Running> {
  const kept = browserStorage()
  const isNewPerson = kept.getItem(PREFERENCES_KEY) === null
  const signedIn = me?.member?.by === 'session' ? me.member : null
  const storage = await openStorage(signedIn?.personId ?? null)
  const authorId = signedIn?.personId ?? authorIdIn(kept)
  // The store hands its edits to the outbox, which in turn tells the store what became of them.
  let outbox: Outbox | null = null
  const store = createWorkbenchStore(
    {
      ...{ authorId, keep: (pending) => outbox?.keep(pending), leftAlone: tellLeftAlone },
      notAllowed: () => tellReadOnly(store.getState()),
    },
    kept,
  )
  if (isNewPerson && /^zh/i.test(navigator.language)) store.getState().prefer({ language: 'zh' })
  if (signedIn !== null) store.getState().prefer({ authorName: signedIn.name })
  followPreferences(store)
  outbox = await openOutbox({
    storage,
    append: server.append,
    saving: (saving) => store.setState({ saving }),
    stored: ({ clipId, edit }, revisions) =>
      store.setState((state) =>
        state.clip?.id === clipId ? withStoredEdit(state, { edit, revisions }) : {},
      ),
    refused: (conflict) => {
      store.setState((state) => withConflict(state, conflict))
      notify(textOf('notice.refusedEdit'))
    },
    keepingFailed: () => notify(textOf('notice.notKept')),
    after: (ms, then) => setTimeout(then, ms),
  })
  window.addEventListener('online', outbox.retry)
  const frames = connectFrames(store)
  const lanes = createLaneProposer({
    ...{ store, start: startLanes, model: shippedLaneModel },
    tell: (telling) => {
      const { language } = store.getState().preferences
      store.setState({ proposingLanes: telling })
      tellLanes(telling, { language, stop: lanes.cancel })
    },
  })
  const roadside = createRoadsideProposer({
    ...{ store, start: startRoadside },
    tell: (telling) => tellRoadside(telling, roadside.cancel),
  })
  const proposer = {
    ...createProposer({ store, connect: connectProposer, model: shippedModel }),
    lanes,
    roadside,
  }
  const untilStill = followHand(window)
  const checker = createChecker({
    store,
    connect: connectChecks,
    shown: () => whenShown(store),
    rest: async () => {
      await untilStill()
      await whenIdle(store)
    },
  })
  const workbench = { store, frames, fitter: connectFitter(frames), proposer, checker }
  followMendPreview(workbench)
  followClipChecks({ store, server })
  followClipEffort({ store, server })
  followClipTasks({ store, server }, window)
  followEditRight({ store, server, member: me?.member ?? null }, window)
  if (me?.member) followPresence({ store, server, windowId: newId() })
  if (signedIn !== null) {
    holdTasks({ store, server: server.projects, lost: (error) => tellLostTask(store, error) })
  }
  const session = createSession({
    store,
    server,
    outbox,
    storage,
    authorId,
    prepare: frames.prepare,
  })
  // Before the keys: what they do may select another object.
  listenToEffort(
    createEffortRecorder({
      store,
      storage: tellingStorage({
        storage: await openEffortStorage(signedIn?.personId ?? null),
        tell: (clipId, counted) => {
          const { authorName: name } = store.getState().preferences
          const author = authorText({ id: authorId, name })
          return server.tellEffort({ clipId, author, browserId: authorIdIn(kept), counted })
        },
        after: (ms, then) => setTimeout(then, ms),
      }),
      nowMs: () => performance.now(),
      after: (ms, then) => setTimeout(then, ms),
    }),
  )
  installKeys(workbench, ACTIONS)
  installPlayback(workbench)
  keepUrl(store, session)
  void arrive({ store, server, session })
  return { workbench, connection: { server, session, authorId, me } }
}

const textOf = (key: 'notice.refusedEdit' | 'notice.notKept' | 'status.notKept'): string =>
  texts.t(key)

async function openStorage(owner: string | null): Promise<OutboxStorage> {
  try {
    const storage = await openIdbOutboxStorage(owner)
    // Without leave the browser may clear edits when its disk is full.
    await navigator.storage?.persist?.()
    return storage
  } catch {
    notify(textOf('status.notKept'))
    return createMemoryOutboxStorage()
  }
}

async function openEffortStorage(owner: string | null): Promise<EffortStorage> {
  try {
    return await openIdbEffortStorage(owner)
  } catch {
    // That nothing is kept was said of the outbox.
    return createMemoryEffortStorage()
  }
}

/** The browser's own texts, or a map where it keeps none. */
function browserStorage(): TextStorage {
  try {
    localStorage.getItem(AUTHOR_KEY)
    return localStorage
  } catch {
    const kept = new Map<string, string>()
    return {
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, value) => void kept.set(key, value),
    }
  }
}

function authorIdIn(storage: TextStorage): string {
  const known = storage.getItem(AUTHOR_KEY)
  if (known) return known
  const made = newId().slice(-8)
  storage.setItem(AUTHOR_KEY, made)
  return made
}

/** Somebody else has the task that is worked on. */
function tellLostTask(store: Workbench['store'], error: unknown): void {
  const why = reasonOf(error, store.getState().preferences.language)
  notify(texts.t('notice.lostTask', { why }))
}

function tellLeftAlone(count: number): void {
  notify(texts.t('notice.leftAlone', { count }))
}
