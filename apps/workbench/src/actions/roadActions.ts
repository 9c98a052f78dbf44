import { acceptFixed, deleteFixed, recordOf, reverseLane } from '@trueline/annotation'
import { dropDraft, finishDraft } from '../tools/laneDraft.ts'
import type { Action, Workbench } from '../workbench.ts'
import { tryEdit } from './tryEdit.ts'

/** What a person can do about lanes and map elements. */
export const roadActions: readonly Action[] = [
  {
    id: 'road',
    keys: ['Shift+L'],
    label: { en: 'Lanes and map', zh: '车道与地图' },
    group: 'view',
    run: ({ store }) => store.setState(({ hasRoad }) => ({ hasRoad: !hasRoad })),
  },
  {
    id: 'road.draw',
    keys: ['Shift+J'],
    label: { en: 'New lane: click along the ground', zh: '新建车道：沿地面逐点点击' },
    group: 'object',
    run: ({ store }) => {
      dropDraft()
      store.setState(({ tool }) => ({ tool: tool === 'drawLane' ? 'select' : 'drawLane' }))
    },
  },
  {
    id: 'road.finish',
    keys: ['Enter'],
    label: { en: 'Finish the lane', zh: '完成车道' },
    group: 'object',
    run: (workbench) => {
      if (workbench.store.getState().tool === 'drawLane') finishDraft(workbench)
    },
  },
  {
    id: 'road.reverse',
    keys: [],
    label: { en: 'Turn the lane’s direction about', zh: '反转车道方向' },
    group: 'object',
    run: (workbench) => {
      const { annotations, selectedFixedId } = workbench.store.getState()
      if (selectedFixedId === null) return
      const lane = recordOf(annotations, selectedFixedId)
      if (lane?.kind !== 'lane') return
      tryEdit(workbench, 'reverseLane', (state) =>
        reverseLane(state.annotations, { laneId: lane.id }),
      )
    },
  },
]

/** Accepts the selected lane or map element; whether one is, and no object. */
export function acceptedFixed(workbench: Workbench): boolean {
  const id = fixedAlone(workbench)
  if (id === null) return false
  tryEdit(workbench, 'acceptFixed', ({ annotations }) => acceptFixed(annotations, { id }))
  return true
}

/** Takes the selected lane or map element away; whether one is, and no object. */
export function droppedFixed(workbench: Workbench): boolean {
  const id = fixedAlone(workbench)
  if (id === null) return false
  tryEdit(workbench, 'deleteFixed', ({ annotations }) => deleteFixed(annotations, { id }))
  workbench.store.setState({ selectedFixedId: null })
  return true
}

function fixedAlone({ store }: Workbench) {
  const { selectedTrackId, selectedFixedId } = store.getState()
  return selectedTrackId === null ? selectedFixedId : null
}
