import { cuboidsOf, isShown, type TrackId } from '@trueline/annotation'
import { texts } from '../i18n/i18n.ts'
import { batchFrames } from '../store/batch.ts'
import { gestureStore } from '../store/gesture.ts'
import { frameCount, nearestSweep } from '../store/selectors.ts'
import type { WorkbenchState } from '../store/state.ts'
import { listedTracks } from '../store/trackList.ts'
import { dropDraft } from '../tools/laneDraft.ts'
import type { Action, Workbench } from '../workbench.ts'
import { canMerge } from '../workers/merge.ts'
import { notify } from './notices.ts'

/** Moving from object to object and from frame to frame. */
export const navigateActions: readonly Action[] = [
  {
    id: 'previousObject',
    keys: ['1', 'ArrowUp'],
    label: { en: 'Previous object', zh: '上一个目标' },
    group: 'navigate',
    run: (workbench) => stepObject(workbench, -1),
  },
  {
    id: 'nextObject',
    keys: ['2', 'ArrowDown'],
    label: { en: 'Next object', zh: '下一个目标' },
    group: 'navigate',
    run: (workbench) => stepObject(workbench, 1),
  },
  {
    id: 'previousFrame',
    keys: ['3', 'ArrowLeft'],
    label: { en: 'Previous frame', zh: '上一帧' },
    group: 'navigate',
    run: (workbench) => stepFrame(workbench, -1),
  },
  {
    id: 'nextFrame',
    keys: ['4', 'ArrowRight'],
    label: { en: 'Next frame', zh: '下一帧' },
    group: 'navigate',
    run: (workbench) => stepFrame(workbench, 1),
  },
  {
    id: 'backTenFrames',
    keys: ['Shift+3', 'Shift+ArrowLeft'],
    label: { en: '10 frames back', zh: '后退 10 帧' },
    group: 'navigate',
    run: (workbench) => stepFrame(workbench, -10),
  },
  {
    id: 'forwardTenFrames',
    keys: ['Shift+4', 'Shift+ArrowRight'],
    label: { en: '10 frames on', zh: '前进 10 帧' },
    group: 'navigate',
    run: (workbench) => stepFrame(workbench, 10),
  },
  {
    id: 'nearestSweep',
    keys: [],
    label: { en: 'Nearest frame with a lidar sweep', zh: '最近的有点云的帧' },
    group: 'navigate',
    run: (workbench) => {
      const nearest = nearestSweep(workbench.store.getState())
      if (nearest === null) notify(texts.t('view3d.noSweeps'))
      else goToFrame(workbench, nearest)
    },
  },
  {
    id: 'firstFrame',
    keys: ['Home'],
    label: { en: 'First frame', zh: '第一帧' },
    group: 'navigate',
    run: (workbench) => stepFrame(workbench, Number.NEGATIVE_INFINITY),
  },
  {
    id: 'lastFrame',
    keys: ['End'],
    label: { en: 'Last frame', zh: '最后一帧' },
    group: 'navigate',
    run: (workbench) => stepFrame(workbench, Number.POSITIVE_INFINITY),
  },
  {
    id: 'play',
    keys: ['5'],
    label: { en: 'Play or stop', zh: '播放 / 停止' },
    group: 'navigate',
    run: ({ store }) => store.setState(({ isPlaying }) => ({ isPlaying: !isPlaying })),
  },
  {
    id: 'trajectory',
    keys: ['T'],
    label: { en: 'Path of the object', zh: '目标轨迹线' },
    group: 'view',
    run: ({ store }) => store.setState(({ hasTrajectory }) => ({ hasTrajectory: !hasTrajectory })),
  },
  {
    id: 'unlabelled',
    keys: ['Shift+U'],
    label: { en: 'What no box covers', zh: '没有框的点簇' },
    group: 'view',
    run: ({ store }) => store.setState(({ hasUnlabelled }) => ({ hasUnlabelled: !hasUnlabelled })),
  },
  {
    id: 'mergeClip',
    keys: ['Shift+T'],
    label: { en: 'Whole clip merged', zh: '整段点云' },
    group: 'view',
    run: ({ store }) => {
      const { clip, isMerged } = store.getState()
      if (canMerge(clip)) store.setState({ isMerged: !isMerged })
      else notify(texts.t('view3d.noPoses'))
    },
  },
  {
    id: 'groundCanvas',
    keys: ['Shift+G'],
    label: { en: 'Ground of the clip as a picture', zh: '整段地面图' },
    group: 'view',
    run: ({ store }) => {
      const { clip, hasCanvas } = store.getState()
      if (canMerge(clip)) store.setState({ hasCanvas: !hasCanvas })
      else notify(texts.t('view3d.noPoses'))
    },
  },
  {
    id: 'escape',
    keys: ['Escape'],
    label: {
      en: 'Drop the drag, the tool, the marks, the selection',
      zh: '依次取消：拖动、工具、标记、选择',
    },
    group: 'navigate',
    run: stepBack,
  },
]

/** Selects a track, and goes to the frame nearest to the one shown that has it as a label. */
export function selectTrack({ store }: Pick<Workbench, 'store'>, trackId: TrackId): void {
  const { annotations, frame } = store.getState()
  const frames = cuboidsOf(annotations, trackId)
    .filter(isShown)
    .map((cuboid) => cuboid.frame)
  const nearest = frames.reduce<number | null>(
    (best, at) => (best === null || Math.abs(at - frame) < Math.abs(best - frame) ? at : best),
    null,
  )
  store.setState({ selectedTrackId: trackId, frame: nearest ?? frame })
}

/** Goes to a frame, or to the nearest there is; on the batch page to one of the object's. */
export function goToFrame({ store }: Pick<Workbench, 'store'>, frame: number): void {
  const state = store.getState()
  const columns = state.page === 'batch' ? batchFrames(state) : []
  const first = columns[0] ?? 0
  const last = columns.at(-1) ?? frameCount(state) - 1
  store.setState({ frame: Math.max(first, Math.min(last, frame)), isPlaying: false })
}

function stepFrame(workbench: Workbench, steps: number): void {
  goToFrame(workbench, workbench.store.getState().frame + steps)
}

function stepObject(workbench: Workbench, step: 1 | -1): void {
  const next = objectBeside(workbench.store.getState(), step)
  if (next !== null) selectTrack(workbench, next)
}

/** The object after or before the selected one in the list, from end to end; `null` where none is listed. */
export function objectBeside(state: WorkbenchState, step: 1 | -1): TrackId | null {
  const ids = listedTracks(state).map(({ track }) => track.id)
  const at = state.selectedTrackId === null ? -1 : ids.indexOf(state.selectedTrackId)
  const next = at === -1 ? (step === 1 ? 0 : ids.length - 1) : (at + step + ids.length) % ids.length
  return ids[next] ?? null
}

function stepBack({ store }: Workbench): void {
  const { tool, markedTrackIds, mendPreview, page, frameRange } = store.getState()
  if (gestureStore.getState().gesture !== null) gestureStore.setState({ gesture: null })
  else if (mendPreview?.of.kind === 'all') store.setState({ mendPreview: null })
  else if (tool !== 'select') {
    dropDraft()
    store.setState({ tool: 'select' })
  } else if (page === 'batch' && frameRange.length > 0) store.setState({ frameRange: [] })
  else if (page === 'batch') store.setState({ page: 'panes' })
  else if (markedTrackIds.size > 0) store.setState({ markedTrackIds: new Set() })
  else store.setState({ selectedTrackId: null, selectedFixedId: null })
}
