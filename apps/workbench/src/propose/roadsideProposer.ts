import { type FixedRecord, patchOf } from '@trueline/annotation'
import type { StoreApi } from 'zustand/vanilla'
import { tryEdit } from '../actions/tryEdit.ts'
import { messageOf } from '../messageOf.ts'
import { newId } from '../newId.ts'
import type { WorkbenchState } from '../store/state.ts'
import { driveToPropose } from '../workers/lanes.ts'
import type { RunningRoadside, startRoadside } from '../workers/roadside.ts'
import { newRoad } from './newRoad.ts'

/** Proposes the poles, signs and traffic lights along the open clip's drive. */
export type RoadsideProposer = {
  /**
   * Looks along the whole drive and puts what the document has not into it as one edit, each waiting
   * for an answer. Never rejects.
   */
  readonly propose: () => Promise<void>
  /** Gives up what is under way; nothing has been put into the document then. */
  readonly cancel: () => void
}

/** What is told of things beside the road being looked for. */
export type RoadsideTelling =
  | { readonly state: 'running'; readonly share: number }
  | {
      readonly state: 'done'
      readonly poles: number
      readonly signs: number
      readonly lights: number
    }
  | { readonly state: 'noPoses' | 'noPoints' | 'nothing' | 'nothingNew' | 'stopped' }
  | { readonly state: 'failed'; readonly why: string }

/** What a roadside proposer stands on. */
export type RoadsideProposerParts = {
  readonly store: StoreApi<WorkbenchState>
  /** Starts a worker. */
  readonly start: typeof startRoadside
  readonly tell: (telling: RoadsideTelling) => void
}

/** A roadside proposer; one drive at a time, asked again it begins anew. */
export function createRoadsideProposer({
  store,
  start,
  tell,
}: RoadsideProposerParts): RoadsideProposer {
  let running: RunningRoadside | null = null

  function put(records: readonly FixedRecord[]): RoadsideTelling {
    if (records.length === 0) return { state: 'nothing' }
    const kept = newRoad(records, store.getState().annotations)
    if (kept.length === 0) return { state: 'nothingNew' }
    tryEdit({ store }, 'proposeRoadside', ({ annotations }) => patchOf(annotations, kept))
    store.setState({ hasRoad: true })
    const count = (kind: string): number =>
      kept.filter((record) => record.kind === 'mapElement' && record.elementKind === kind).length
    return {
      state: 'done',
      poles: count('pole'),
      signs: count('trafficSign'),
      lights: count('trafficLight'),
    }
  }

  return {
    async propose() {
      const { clip, annotations } = store.getState()
      if (clip === null) return
      running?.stop()
      running = null
      const drive = driveToPropose(clip, annotations, newId())
      if (typeof drive === 'string') return tell({ state: drive })
      const { frames, prefix } = drive
      tell({ state: 'running', share: 0 })
      const mine = start({ frames, prefix }, (share) => {
        if (running === mine) tell({ state: 'running', share })
      })
      running = mine
      const isMine = (): boolean => running === mine && store.getState().clip?.id === clip.id
      try {
        const records = await mine.found
        if (isMine()) tell(put(records))
      } catch (error) {
        if (isMine()) tell({ state: 'failed', why: messageOf(error) })
      } finally {
        if (running === mine) running = null
      }
    },
    cancel() {
      if (running === null) return
      running.stop()
      running = null
      tell({ state: 'stopped' })
    },
  }
}
