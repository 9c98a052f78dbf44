import {
  acceptCuboid,
  acceptTrack,
  copyToFrames,
  cuboidOf,
  cuboidsOf,
  deleteCuboid,
  deleteTrack,
  finalizeTrack,
  interpolateTrack,
  mergeTracks,
  type Patch,
  restoreCuboid,
  splitTrack,
  type TrackId,
  trackId,
  unfinalizeTrack,
} from '@trueline/annotation'
import { texts } from '../i18n/i18n.ts'
import { newId } from '../newId.ts'
import { acceptProposals, rejectProposals, shownProposal } from '../propose/answer.ts'
import { editedFrames } from '../store/batch.ts'
import type { ProposedTrack } from '../store/proposals.ts'
import { frameCount } from '../store/selectors.ts'
import type { WorkbenchState } from '../store/state.ts'
import type { Action, Workbench } from '../workbench.ts'
import { goToFrame } from './navigateActions.ts'
import { notify } from './notices.ts'
import { RANGE_COMMANDS } from './rangeActions.ts'
import { acceptedFixed, droppedFixed } from './roadActions.ts'

/** What becomes of the selected object. */
export const objectActions: readonly Action[] = [
  {
    id: 'accept',
    keys: ['Space'],
    label: { en: 'Accept here', zh: '接受本帧' },
    group: 'object',
    run: (workbench) => {
      if (takeOverSelected(workbench, editedFrames(workbench.store.getState()))) return
      if (acceptedFixed(workbench) || didInColumns(workbench, 'accept')) return
      editSelected(workbench, 'acceptCuboid', ({ annotations, frame }, id) =>
        acceptCuboid(annotations, { trackId: id, frame }),
      )
    },
  },
  {
    id: 'acceptTrack',
    keys: ['Shift+Space'],
    label: { en: 'Accept in all frames', zh: '接受全部帧' },
    group: 'object',
    run: (workbench) => {
      if (takeOverSelected(workbench, null)) return
      editSelected(workbench, 'acceptTrack', ({ annotations }, id) =>
        acceptTrack(annotations, { trackId: id, frames: null }),
      )
    },
  },
  {
    id: 'reject',
    keys: ['B', 'Delete'],
    label: { en: 'Reject or delete here', zh: '拒绝或删除本帧' },
    group: 'object',
    run: (workbench) => {
      if (droppedFixed(workbench)) return
      if (dropSelected(workbench) || didInColumns(workbench, 'reject')) return
      editSelected(workbench, 'deleteCuboid', ({ annotations, frame }, id) =>
        deleteCuboid(annotations, { trackId: id, frame }),
      )
    },
  },
  {
    id: 'rejectTrack',
    keys: ['Shift+B', 'Shift+Delete'],
    label: { en: 'Reject or delete in all frames', zh: '拒绝或删除全部帧' },
    group: 'object',
    run: (workbench) => {
      if (dropSelected(workbench)) return
      editSelected(workbench, 'deleteTrack', ({ annotations }, id) =>
        deleteTrack(annotations, { trackId: id, fromFrame: null }),
      )
    },
  },
  {
    id: 'restore',
    keys: ['O'],
    label: { en: 'Bring the rejected box back', zh: '恢复被拒绝的框' },
    group: 'object',
    run: (workbench) => {
      if (didInColumns(workbench, 'restore')) return
      editSelected(workbench, 'restoreCuboid', ({ annotations, frame }, id) =>
        restoreCuboid(annotations, { trackId: id, frame }),
      )
    },
  },
  {
    id: 'interpolate',
    keys: ['I'],
    label: { en: 'Interpolate between keyframes', zh: '关键帧之间插值' },
    group: 'object',
    run: (workbench) => {
      if (didInColumns(workbench, 'interpolate')) return
      editSelected(workbench, 'interpolateTrack', ({ annotations, clip }, id) =>
        interpolateTrack(annotations, { trackId: id, frames: null }, clip?.frames ?? []),
      )
    },
  },
  {
    id: 'finalize',
    keys: ['H'],
    label: { en: 'Finalise, or take back into work', zh: '定稿 / 取消定稿' },
    group: 'object',
    run: (workbench) => {
      if (didInColumns(workbench, 'toggleFinal')) return
      editSelected(workbench, 'finalizeTrack', toggleFinal)
    },
  },
  {
    id: 'copyToNextFrame',
    keys: ['K'],
    label: { en: 'Copy to the next frame and go there', zh: '复制到下一帧并前往' },
    group: 'object',
    run: (workbench) => {
      copyOn(workbench, 1)
      goToFrame(workbench, workbench.store.getState().frame + 1)
    },
  },
  {
    id: 'copyToTenFrames',
    keys: ['Shift+K'],
    label: { en: 'Copy to the next 10 frames', zh: '复制到后 10 帧' },
    group: 'object',
    run: (workbench) => copyOn(workbench, 10),
  },
  {
    id: 'split',
    keys: ['Y'],
    label: { en: 'Split the track here', zh: '从本帧拆分轨迹' },
    group: 'object',
    run: (workbench) =>
      editSelected(workbench, 'splitTrack', ({ annotations, frame }, id) =>
        splitTrack(annotations, { trackId: id, frame, newTrackId: trackId(newId()) }),
      ),
  },
  {
    id: 'mark',
    keys: ['U'],
    label: { en: 'Mark or unmark', zh: '标记 / 取消标记' },
    group: 'object',
    changes: 'nothing',
    run: ({ store }) => {
      const { selectedTrackId } = store.getState()
      if (selectedTrackId !== null) toggleMark({ store }, selectedTrackId)
    },
  },
  {
    id: 'merge',
    keys: ['J'],
    label: {
      en: 'Merge the marked tracks into the selected one',
      zh: '把标记的轨迹合并到所选轨迹',
    },
    group: 'object',
    run: mergeMarked,
  },
]

/** On the batch page, does to the chosen columns what it is asked to do; whether it is shown. */
function didInColumns(workbench: Workbench, command: keyof typeof RANGE_COMMANDS): boolean {
  const state = workbench.store.getState()
  if (state.page !== 'batch') return false
  const frameRange = editedFrames(state)
  editSelected(workbench, `${command}Range`, (now, id) =>
    RANGE_COMMANDS[command]({ ...now, frameRange }, id),
  )
  return true
}

/** Gives the boxes of a selected proposal to the label it lies on; whether there was one. */
function takeOverSelected(workbench: Workbench, frames: readonly number[] | null): boolean {
  const proposal = otherwiseSelected(workbench)
  if (proposal !== undefined) acceptProposals(workbench, [proposal], frames)
  return proposal !== undefined
}

/** Drops a selected proposal that only differs from a label; whether there was one. */
function dropSelected(workbench: Workbench): boolean {
  const proposal = otherwiseSelected(workbench)
  if (proposal !== undefined) rejectProposals(workbench, [proposal])
  return proposal !== undefined
}

/** The selected proposal of an object that has a label already. */
function otherwiseSelected(workbench: Workbench): ProposedTrack | undefined {
  const proposal = shownProposal(workbench, workbench.store.getState().selectedTrackId)
  return proposal?.relation.kind === 'added' ? undefined : proposal
}

/** Marks a track, or takes its mark away. */
export function toggleMark({ store }: Pick<Workbench, 'store'>, id: TrackId): void {
  const marked = new Set(store.getState().markedTrackIds)
  if (!marked.delete(id)) marked.add(id)
  store.setState({ markedTrackIds: marked })
}

/** Makes the edit `patchOf` gives for the selected track; says so when nothing is selected. */
function editSelected(
  { store }: Workbench,
  command: string,
  patchOf: (state: WorkbenchState, selected: TrackId) => Patch,
): void {
  const state = store.getState()
  if (state.selectedTrackId === null) notify(texts.t('notice.nothingSelected'))
  else state.edit(command, patchOf(state, state.selectedTrackId))
}

function toggleFinal({ annotations }: WorkbenchState, id: TrackId): Patch {
  const isFinal = cuboidsOf(annotations, id).some(({ state }) => state === 'final')
  const args = { trackId: id, frames: null }
  return isFinal ? unfinalizeTrack(annotations, args) : finalizeTrack(annotations, args)
}

function copyOn(workbench: Workbench, count: number): void {
  const last = frameCount(workbench.store.getState()) - 1
  editSelected(workbench, 'copyToFrames', ({ annotations, frame, clip }, id) => {
    const to = Array.from({ length: Math.min(count, last - frame) }, (_, step) => frame + 1 + step)
    const cuboid = cuboidOf(annotations, id, frame)
    // What a person copies on is most often parked: it stays where it is in the world.
    const args = { trackId: id, frame, to, keeping: 'world' } as const
    return cuboid === undefined ? [] : copyToFrames(annotations, args, clip?.frames ?? [])
  })
}

function mergeMarked({ store }: Workbench): void {
  const { annotations, selectedTrackId, markedTrackIds, edit } = store.getState()
  const into = selectedTrackId ?? [...markedTrackIds][0]
  const others = [...markedTrackIds].filter((id) => id !== into)
  if (into === undefined || others.length === 0) {
    notify(texts.t('notice.nothingMarked'))
    return
  }
  const { patch, conflicts } = mergeTracks(annotations, { into, others })
  edit('mergeTracks', patch)
  store.setState({ markedTrackIds: new Set(), selectedTrackId: into })
  if (conflicts.length > 0)
    notify(texts.t('notice.mergedWithConflicts', { count: conflicts.length }))
}
