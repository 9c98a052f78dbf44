import { texts } from '../i18n/i18n.ts'
import { batchFrames } from '../store/batch.ts'
import { selectedTrack } from '../store/selectors.ts'
import type { Action, Workbench } from '../workbench.ts'
import { selectTrack } from './navigateActions.ts'
import { notify } from './notices.ts'

/** One object in all its frames. */
export const batchActions: readonly Action[] = [
  {
    id: 'batch',
    keys: ['V'],
    label: { en: 'Batch page', zh: '批量页' },
    group: 'view',
    run: toggleBatch,
  },
  {
    id: 'allFrames',
    keys: ['$mod+A'],
    label: { en: 'Choose all frames', zh: '选择全部帧' },
    group: 'navigate',
    run: ({ store }) => store.setState({ frameRange: batchFrames(store.getState()) }),
  },
  {
    id: 'objectCloud',
    keys: ['Shift+V'],
    label: { en: 'Object merged', zh: '目标点云叠加' },
    group: 'view',
    run: ({ store }) =>
      store.setState(({ hasObjectCloud }) => ({ hasObjectCloud: !hasObjectCloud })),
  },
  {
    id: 'between',
    keys: [],
    label: {
      en: 'Batch page: boxes between those set by hand follow',
      zh: '批量页：手动框之间的框跟随更新',
    },
    group: 'edit',
    run: ({ store }) =>
      store.setState(({ between }) => ({
        between: between === 'keep' ? 'interpolate' : 'keep',
      })),
  },
]

function toggleBatch(workbench: Workbench): void {
  const { store } = workbench
  const state = store.getState()
  const track = selectedTrack(state)
  if (state.page === 'batch') store.setState({ page: 'panes' })
  else if (track === null) notify(texts.t('notice.nothingSelected'))
  else {
    // The column at hand is one of the object's.
    selectTrack(workbench, track.id)
    store.setState({ page: 'batch', isPlaying: false, tool: 'select' })
  }
}
