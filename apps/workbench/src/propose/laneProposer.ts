import { patchOf } from '@trueline/annotation'
import type { StoreApi } from 'zustand/vanilla'
import { tryEdit } from '../actions/tryEdit.ts'
import { messageOf } from '../messageOf.ts'
import { newId } from '../newId.ts'
import type { WorkbenchState } from '../store/state.ts'
import type { Answer } from '../workers/answered.ts'
import type { FoundRoad, LaneModelSource, LaneStep, LanesAsked } from '../workers/lanes.service.ts'
import { driveToPropose, type RunningLanes, type startLanes } from '../workers/lanes.ts'
import { newRoad } from './newRoad.ts'
import type { Problem } from './problem.ts'

/** Lets a model propose the road along the open clip's drive. */
export type LaneProposer = {
  /**
   * Looks along the whole drive and puts lanes, lines and links that the document has not into it as
   * one edit, each waiting for an answer. Never rejects.
   */
  readonly propose: () => Promise<void>
  /** Gives up what is under way; nothing has been put into the document then. */
  readonly cancel: () => void
}

/** What is told of lanes being looked for. */
export type LaneTelling =
  | ({ readonly state: 'running' } & LaneStep)
  | {
      readonly state: 'done'
      readonly lanes: number
      readonly lines: number
      readonly pictures: number
      readonly backendText: FoundRoad['backendText']
    }
  | { readonly state: 'noPoses' | 'noPoints' | 'nothing' | 'nothingNew' | 'stopped' }
  | { readonly state: 'failed'; readonly problem: Problem | null; readonly why: string }

/** What a lane proposer stands on. */
export type LaneProposerParts = {
  readonly store: StoreApi<WorkbenchState>
  /** Starts a worker. */
  readonly start: typeof startLanes
  readonly model: () => LaneModelSource
  readonly tell: (telling: LaneTelling) => void
}

/** A lane proposer; one drive at a time, asked again it begins anew. */
export function createLaneProposer({ store, start, model, tell }: LaneProposerParts): LaneProposer {
  let running: RunningLanes | null = null
  let turn = 0

  function giveUp(): void {
    turn++
    running?.stop()
    running = null
  }

  /** What is found, again on the processor where the GPU is lost on the way. */
  async function look(asked: LanesAsked, isMine: () => boolean): Promise<Answer<FoundRoad>> {
    const mine = start(asked, (at) => {
      if (isMine()) tell({ state: 'running', ...at })
    })
    running = mine
    const answer = await mine.found
    const isLost = answer.problem?.kind === 'deviceLost' && asked.backend !== 'wasm'
    return isLost && isMine() ? look({ ...asked, backend: 'wasm' }, isMine) : answer
  }

  function put({ records, pictures, backendText }: FoundRoad): LaneTelling {
    if (records.length === 0) return { state: 'nothing' }
    const kept = newRoad(records, store.getState().annotations)
    if (kept.length === 0) return { state: 'nothingNew' }
    tryEdit({ store }, 'proposeLanes', ({ annotations }) => patchOf(annotations, kept))
    store.setState({ hasRoad: true })
    const lanes = kept.filter(({ kind }) => kind === 'lane').length
    const lines = kept.filter(({ kind }) => kind === 'mapElement').length
    return { state: 'done', lanes, lines, pictures, backendText }
  }

  return {
    async propose() {
      const { clip, annotations, preferences } = store.getState()
      if (clip === null) return
      giveUp()
      const mine = turn
      const isMine = (): boolean => mine === turn && store.getState().clip?.id === clip.id
      const drive = driveToPropose(clip, annotations, newId())
      if (typeof drive === 'string') return tell({ state: drive })
      const { backend, traffic } = preferences
      tell({ state: 'running', step: 'network', share: 0 })
      try {
        const asked = {
          model: model(),
          backend: backend === 'clusters' ? 'auto' : backend,
          traffic: traffic === 'asDriven' ? null : traffic,
          drive,
        } as const
        const found = await look(asked, isMine)
        if (!isMine()) return
        const { problem } = found
        tell(problem === null ? put(found.value) : { state: 'failed', problem, why: '' })
      } catch (error) {
        if (isMine()) tell({ state: 'failed', problem: null, why: messageOf(error) })
      } finally {
        if (mine === turn) running = null
      }
    },
    cancel() {
      if (running === null) return
      giveUp()
      tell({ state: 'stopped' })
    },
  }
}
