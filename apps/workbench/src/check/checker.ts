import { type Annotations, type Clip, emptyAnnotations, type Patch } from '@trueline/annotation'
import type { StoreApi } from 'zustand/vanilla'
import { messageOf } from '../messageOf.ts'
import { withDoubtChange, withFindingsChange } from '../store/findings.ts'
import { shownAnnotations } from '../store/replica.ts'
import type { WorkbenchState } from '../store/state.ts'
import type { CheckAnswer, ProposedRecords, WhatToMend } from '../workers/check.service.ts'
import type { CheckConnection } from '../workers/check.ts'
import { recordsChanged } from './recordsChanged.ts'

/** Keeps the findings of the open clip up with its document; they and how far it is are in the state. */
export type Checker = {
  /** The edit that mends, for the document as it is now; empty where none can. Rejects when the checks fail. */
  readonly mend: (what: WhatToMend) => Promise<Patch>
  /** Checks all again, after it failed. */
  readonly restart: () => void
  readonly dispose: () => void
}

/** What a checker stands on. */
export type CheckerParts = {
  readonly store: StoreApi<WorkbenchState>
  /** Starts the worker; called when a clip is opened first, and after one that failed. */
  readonly connect: () => CheckConnection
  /** Waits until the clip that was opened is on the screen: only then is it checked. */
  readonly shown: () => Promise<void>
  /** Waits until what is on the screen needs nothing: points are asked in between. */
  readonly rest: () => Promise<void>
}

/** Records are handed over so many at a time, so that no frame of the window waits for them. */
const RECORDS_AT_A_TIME = 2000

type Waiter = { readonly go: () => void; readonly fail: (error: unknown) => void }

/** A checker that follows the state: the whole clip once it is open, then what each edit touches. */
export function createChecker({ store, connect, shown, rest }: CheckerParts): Checker {
  let connection: CheckConnection | null = null
  let clip: Clip | null = null
  /** The document as the worker has it; what its findings are of; `null` before the first. */
  let sent: Annotations = emptyAnnotations
  let judged: Annotations | null = null
  let isProposalNew = false
  let waiters: Waiter[] = []
  let turn = 0
  let isBusy = false
  let isOpen = false
  let hasFailed = false

  /** The document without proposals: they are no labels yet. */
  function documentNow(): Annotations {
    const { annotations, proposals, replica } = store.getState()
    return proposals.shown.size === 0 ? annotations : shownAnnotations(replica)
  }

  function isCurrent(): boolean {
    return judged !== null && !isProposalNew && recordsChanged(judged, documentNow()).length === 0
  }

  function take({ findings, doubt, framesLeft }: CheckAnswer): void {
    const frames = clip?.frames.length ?? 0
    store.setState((state) => ({
      checking: framesLeft === 0 ? { state: 'done' } : { state: 'studying', framesLeft, frames },
      ...(findings === null
        ? {}
        : { findings: withFindingsChange(state.findings, findings, sent) }),
      ...(doubt === null ? {} : { doubt: withDoubtChange(state.doubt, doubt) }),
    }))
  }

  async function handOver(to: CheckConnection, isMine: () => boolean): Promise<void> {
    const document = documentNow()
    const records = recordsChanged(sent, document)
    sent = document
    for (let at = 0; at < records.length && isMine(); at += RECORDS_AT_A_TIME) {
      await to.take(records.slice(at, at + RECORDS_AT_A_TIME))
    }
  }

  async function judge(to: CheckConnection, isMine: () => boolean): Promise<void> {
    await handOver(to, isMine)
    if (!isMine()) return
    if (isProposalNew) await to.propose(proposedRecords(store.getState()))
    isProposalNew = false
    const document = sent
    const answer = await to.check()
    if (!isMine()) return
    judged = document
    take(answer)
    if (!isCurrent()) return
    for (const { go } of waiters) go()
    waiters = []
  }

  /** Checks, and asks points in between, until nothing is left to do or another clip is there. */
  async function work(isMine: () => boolean): Promise<void> {
    const to = await opened(isMine)
    while (to !== null && isMine()) {
      if (!isCurrent()) {
        await judge(to, isMine)
        continue
      }
      if (store.getState().checking.state !== 'studying') return
      await rest()
      if (!isMine() || !isCurrent()) continue
      const answer = await to.study()
      if (isMine()) take(answer)
    }
  }

  /** The worker with the clip in it; `null` where another one is open by then. */
  async function opened(isMine: () => boolean): Promise<CheckConnection | null> {
    if (!isOpen) await shown()
    if (!isMine() || clip === null) return null
    connection ??= connect()
    if (isOpen) return connection
    isOpen = true
    const { frames, ontology, sensors } = clip
    const { checkSettings, densities } = store.getState()
    await connection.open({ frames, ontology, sensors }, { settings: checkSettings, densities })
    return connection
  }

  function run(): void {
    if (isBusy || clip === null) return
    isBusy = true
    const mine = turn
    work(() => mine === turn)
      .catch((error: unknown) => {
        if (mine !== turn) return
        hasFailed = true
        store.setState({ checking: { state: 'failed', why: messageOf(error) } })
        giveUp(error)
      })
      .finally(() => {
        if (mine === turn) isBusy = false
      })
  }

  function giveUp(error: unknown): void {
    for (const { fail } of waiters) fail(error)
    waiters = []
  }

  function begin(): void {
    turn++
    isBusy = false
    giveUp(new Error('Another clip was opened'))
    sent = emptyAnnotations
    judged = null
    isProposalNew = false
    isOpen = false
    clip = store.getState().clip
    if (hasFailed) {
      connection?.dispose()
      connection = null
    }
    hasFailed = false
    if (clip === null) return
    store.setState({ checking: { state: 'running' } })
    run()
  }

  const unsubscribe = store.subscribe((state, before) => {
    const isOther =
      state.clip !== before.clip ||
      state.checkSettings !== before.checkSettings ||
      state.densities !== before.densities
    if (isOther) begin()
    else if (state.proposedOn !== before.proposedOn) {
      isProposalNew = true
      run()
    } else if (state.annotations !== before.annotations && !hasFailed) run()
  })
  if (store.getState().clip !== null) begin()

  return {
    async mend(what) {
      if (clip === null) return []
      if (!isCurrent()) {
        const current = new Promise<void>((go, fail) => waiters.push({ go, fail }))
        run()
        await current
      }
      return connection === null ? [] : connection.mend(what)
    },
    restart: begin,
    dispose() {
      turn++
      unsubscribe()
      giveUp(new Error('The checks were ended'))
      connection?.dispose()
      connection = null
    },
  }
}

/** What the model proposes, as it was when it had looked: an answered proposal is still what it saw. */
function proposedRecords({ proposals, proposedOn }: WorkbenchState): ProposedRecords | null {
  if (proposedOn === null) return null
  const records = [...proposals.byId.values()].flatMap(({ track, cuboids }) => [track, ...cuboids])
  return { records, frames: proposedOn.frames }
}
