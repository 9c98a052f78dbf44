import {
  createRemark,
  type Patch,
  type RemarkEntry,
  type RemarkId,
  type RemarkKind,
  type RemarkPlace,
  remarkId,
  remarksOf,
  reviewTracks,
  setRemarkState,
  type TrackId,
  type TrackReview,
} from '@trueline/annotation'
import { transform } from '@trueline/geometry'
import { texts } from '../i18n/i18n.ts'
import { newId } from '../newId.ts'
import { pointerSpot } from '../review/pointerSpot.ts'
import { isOpen, reviewQueue } from '../review/queue.ts'
import { type ReviewLayer, reviewBases } from '../review/reviewLayer.ts'
import { selectedTrack, shownCuboids } from '../store/selectors.ts'
import type { WorkbenchState } from '../store/state.ts'
import { taskAt } from '../work/task.ts'
import type { Action, Workbench } from '../workbench.ts'
import { selectTrack } from './navigateActions.ts'
import { notify } from './notices.ts'
import { tryEdit } from './tryEdit.ts'

/** Looking through what was labelled: accepting it, or saying what is wrong. */
export const reviewActions: readonly Action[] = [
  {
    id: 'reviewNext',
    keys: ['7'],
    label: { en: 'Next object to review', zh: '下一个待审目标' },
    group: 'navigate',
    run: (workbench) => stepQueue(workbench, 1),
  },
  {
    id: 'reviewPrevious',
    keys: ['Shift+7'],
    label: { en: 'Previous object to review', zh: '上一个待审目标' },
    group: 'navigate',
    run: (workbench) => stepQueue(workbench, -1),
  },
  {
    id: 'reviewAccept',
    keys: ['9'],
    label: { en: 'Reviewed: the object is right', zh: '审核：该目标合格' },
    group: 'object',
    changes: 'remarks',
    run: (workbench) => answerSelected(workbench, 'accepted'),
  },
  {
    id: 'reviewSendBack',
    keys: ['8'],
    label: { en: 'Reviewed: send the object back', zh: '审核：退回该目标' },
    group: 'object',
    changes: 'remarks',
    run: (workbench) => answerSelected(workbench, 'sentBack'),
  },
  {
    id: 'reviewAcceptFrame',
    keys: ['Shift+9'],
    label: { en: 'Reviewed: all of the frame is right', zh: '审核：本帧全部合格' },
    group: 'object',
    changes: 'remarks',
    run: (workbench) => answerFrame(workbench, 'accepted'),
  },
  {
    id: 'reviewSendBackFrame',
    keys: ['Shift+8'],
    label: { en: 'Reviewed: send all of the frame back', zh: '审核：退回本帧全部' },
    group: 'object',
    changes: 'remarks',
    run: (workbench) => answerFrame(workbench, 'sentBack'),
  },
  {
    id: 'remark',
    keys: ['6'],
    label: { en: 'Remark on the object or the frame', zh: '对目标或本帧批注' },
    group: 'object',
    changes: 'remarks',
    run: beginRemark,
  },
  {
    id: 'resolveRemarks',
    keys: ['Shift+6'],
    label: { en: 'Resolve the object’s remarks', zh: '解决该目标的批注' },
    group: 'object',
    changes: 'remarks',
    run: resolveSelected,
  },
  {
    id: 'reviewBase',
    keys: ['0'],
    label: {
      en: 'Compare with nothing, what came, what was handed on, the round before',
      zh: '对比：无、预标注、上次提交、再上一轮',
    },
    group: 'view',
    run: ({ store }) => {
      const { review, tasks, frame } = store.getState()
      const bases = reviewBases(taskAt(tasks, frame))
      changeReview(store, { base: bases[(bases.indexOf(review.base) + 1) % bases.length]! })
    },
  },
  {
    id: 'reviewAcceptClip',
    keys: ['Alt+9'],
    label: { en: 'Accept the whole clip or stretch', zh: '通过整段' },
    group: 'file',
    run: ({ store }) => store.setState({ dialog: 'accept', isPlaying: false }),
  },
  {
    id: 'reviewSendBackClip',
    keys: ['Alt+8'],
    label: { en: 'Send the whole clip or stretch back', zh: '退回整段' },
    group: 'file',
    run: ({ store }) => store.setState({ dialog: 'sendBack', isPlaying: false }),
  },
]

/** Looks at something else, or otherwise. */
export function changeReview(store: Workbench['store'], change: Partial<ReviewLayer>): void {
  store.setState(({ review }) => ({ review: { ...review, ...change } }))
}

/** Says something about the selected object, or about the frame where none is. */
export function addRemark(
  workbench: Workbench,
  { remarkKind, text }: { readonly remarkKind: RemarkKind; readonly text: string },
): void {
  const id = remarkId(newId())
  tryEdit(workbench, 'remark', (state) => {
    const track = selectedTrack(state)
    return createRemark(state.annotations, {
      ...{ id, remarkKind, trackId: track?.id ?? null, frame: state.frame },
      place: track === null ? (state.review.pinAt ?? egoPlace(state)) : { kind: 'object' },
      said: saidNow(state, text),
    })
  })
  changeReview(workbench.store, { isWriting: false, pinAt: null })
}

/** What the person says now. */
export function saidNow({ preferences }: WorkbenchState, text: string): RemarkEntry {
  return { author: preferences.authorName, atUs: Date.now() * 1000, text }
}

/** Brings a remark to its next state: open, done, resolved. */
export function moveRemark(
  workbench: Workbench,
  id: RemarkId,
  state: 'open' | 'done' | 'resolved',
) {
  tryEdit(workbench, 'setRemarkState', ({ annotations }) =>
    setRemarkState(annotations, { id, state }),
  )
}

/** Where the ego is: a remark on a frame stands there. */
function egoPlace({ clip, frame }: WorkbenchState): RemarkPlace {
  return { kind: 'world', point: clip?.frames[frame]?.worldFromEgo?.translation ?? [0, 0, 0] }
}

/** A ray as wide as this meets a point, in radians. */
const POINT_SPREAD = 0.01

/** Has the person type a remark; one that is on no object goes where the pointer is. */
async function beginRemark({ store, fitter }: Workbench): Promise<void> {
  const spot = selectedTrack(store.getState()) === null ? pointerSpot() : null
  changeReview(store, { isWriting: true, pinAt: null })
  if (spot?.kind === 'image') {
    const { sensorId, pixel } = spot
    changeReview(store, { pinAt: { kind: 'image', sensorId, xPx: pixel[0], yPx: pixel[1] } })
  }
  if (spot?.kind !== 'ray') return
  const { clip, frame } = store.getState()
  const { origin, direction } = spot
  const point = await fitter.locate({ frame, origin, direction, spread: POINT_SPREAD })
  const now = store.getState()
  if (point === null || now.clip !== clip || now.frame !== frame) return
  const pose = clip?.frames[frame]?.worldFromEgo ?? null
  const inWorld = pose === null ? point : transform(pose, point)
  changeReview(store, { pinAt: { kind: 'world', point: inWorld } })
}

function stepQueue(workbench: Workbench, step: 1 | -1): void {
  const state = workbench.store.getState()
  const { tracks } = reviewQueue(state)
  const at = tracks.findIndex(({ track }) => track.id === state.selectedTrackId)
  const next = tracks[at === -1 ? 0 : (at + step + tracks.length) % tracks.length]
  if (next === undefined) notify(texts.t('review.nothing'))
  else selectTrack(workbench, next.track.id)
}

/** Answers the selected object, and goes to the next that nobody answered. */
function answerSelected(workbench: Workbench, verdict: TrackReview['verdict']): void {
  const { store } = workbench
  const track = selectedTrack(store.getState())
  if (track === null) {
    notify(texts.t('review.selectFirst'))
    return
  }
  const { tracks } = reviewQueue(store.getState())
  answer(workbench, verdict, [track.id])
  if (verdict === 'sentBack') {
    // Why is for the person to say; the next one waits.
    changeReview(store, { isWriting: true })
    return
  }
  const at = tracks.findIndex((one) => one.track.id === track.id)
  const rest = [...tracks.slice(at + 1), ...tracks.slice(0, Math.max(0, at))]
  const next = rest.find((one) => one.verdict === null)
  if (next !== undefined) selectTrack(workbench, next.track.id)
  else notify(texts.t('review.allAnswered'))
}

function answerFrame(workbench: Workbench, verdict: TrackReview['verdict']): void {
  const ids = [...new Set(shownCuboids(workbench.store.getState()).map(({ trackId }) => trackId))]
  if (ids.length === 0) notify(texts.t('review.emptyFrame'))
  else answer(workbench, verdict, ids)
}

/** One edit: the verdict, and with a good one the remarks that are resolved by it. */
function answer(
  workbench: Workbench,
  verdict: TrackReview['verdict'],
  trackIds: readonly TrackId[],
): void {
  tryEdit(workbench, verdict === 'accepted' ? 'reviewAccept' : 'reviewSendBack', (state) => {
    const { annotations } = state
    const { author: by, atUs } = saidNow(state, '')
    const review = { verdict, by, atUs }
    const answered = reviewTracks(annotations, { trackIds, review })
    return verdict === 'accepted' ? [...answered, ...resolving(state, trackIds)] : answered
  })
}

function resolveSelected(workbench: Workbench): void {
  const track = selectedTrack(workbench.store.getState())
  if (track === null) notify(texts.t('review.selectFirst'))
  else tryEdit(workbench, 'setRemarkState', (state) => resolving(state, [track.id]))
}

function resolving({ annotations }: WorkbenchState, trackIds: readonly TrackId[]): Patch {
  return remarksOf(annotations)
    .filter(({ trackId, state }) => trackId !== null && trackIds.includes(trackId) && isOpen(state))
    .flatMap(({ id }) => setRemarkState(annotations, { id, state: 'resolved' }))
}
