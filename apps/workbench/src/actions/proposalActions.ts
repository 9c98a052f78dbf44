import { setStandardMap } from '@trueline/annotation'
import { texts } from '../i18n/i18n.ts'
import { acceptProposals, shownProposals } from '../propose/answer.ts'
import { keepStandardMap } from '../propose/standardMap.ts'
import { tellMap } from '../propose/tellMap.ts'
import { frameCount } from '../store/selectors.ts'
import { askForFile } from '../ui/askForFile.ts'
import type { Action, Workbench } from '../workbench.ts'
import { startMapRead } from '../workers/standardMap.ts'
import { notify } from './notices.ts'
import { tryEdit } from './tryEdit.ts'

/** Letting the model propose, and answering all that it proposes at once. */
export const proposalActions: readonly Action[] = [
  {
    id: 'propose',
    keys: ['P'],
    label: { en: 'Propose objects in this frame', zh: '为本帧提出目标建议' },
    group: 'object',
    changes: 'nothing',
    run: (workbench) => proposeIn(workbench, [workbench.store.getState().frame]),
  },
  {
    id: 'proposeClip',
    keys: ['Shift+P'],
    label: { en: 'Propose objects in the whole clip', zh: '为整段提出目标建议' },
    group: 'object',
    changes: 'nothing',
    run: (workbench) => {
      const length = frameCount(workbench.store.getState())
      return proposeIn(
        workbench,
        Array.from({ length }, (_, frame) => frame),
      )
    },
  },
  {
    id: 'proposeLanes',
    keys: [],
    label: {
      en: 'Propose lanes, lines and links along the drive',
      zh: '沿行驶路线提出车道、标线与连接建议',
    },
    group: 'object',
    run: ({ proposer }) => proposer.lanes.propose(),
  },
  {
    id: 'proposeRoadside',
    keys: [],
    label: {
      en: 'Propose poles, signs and traffic lights along the drive',
      zh: '沿行驶路线提出立柱、标志与信号灯建议',
    },
    group: 'object',
    run: ({ proposer }) => proposer.roadside.propose(),
  },
  {
    id: 'standardMap.choose',
    keys: [],
    label: { en: 'Choose a standard map for this clip', zh: '为本片段选择标准地图' },
    group: 'object',
    run: chooseMap,
  },
  {
    id: 'standardMap.clear',
    keys: [],
    label: { en: 'Take the standard map away', zh: '移除标准地图' },
    group: 'object',
    run: ({ store }) =>
      tryEdit({ store }, 'setStandardMap', ({ annotations }) =>
        setStandardMap(annotations, { roads: [] }),
      ),
  },
  {
    id: 'standardMap',
    keys: [],
    label: { en: 'Roads of the standard map', zh: '显示标准地图的道路' },
    group: 'view',
    run: ({ store }) =>
      store.setState(({ hasStandardMap }) => ({ hasStandardMap: !hasStandardMap })),
  },
  {
    id: 'cancelProposing',
    keys: [],
    label: { en: 'Stop proposing', zh: '停止提出建议' },
    group: 'object',
    changes: 'nothing',
    run: ({ proposer }) => {
      proposer.cancel()
      proposer.lanes.cancel()
      proposer.roadside.cancel()
    },
  },
  {
    id: 'acceptProposals',
    keys: ['Alt+Space'],
    label: { en: 'Accept all proposals that are shown', zh: '接受所有显示的建议' },
    group: 'object',
    run: (workbench) => {
      const shown = shownProposals(workbench)
      if (shown.length === 0) notify(texts.t('proposals.noneShown'))
      else acceptProposals(workbench, shown)
    },
  },
  {
    id: 'clearProposals',
    keys: [],
    label: { en: 'Clear the proposals', zh: '清除建议' },
    group: 'object',
    changes: 'nothing',
    run: clearProposals,
  },
]

/** Proposes in those of the frames that have points, or says that none has. */
function proposeIn({ store, proposer }: Workbench, frames: readonly number[]): Promise<void> {
  const { clip } = store.getState()
  const seen = frames.filter((frame) => (clip?.frames[frame]?.sweeps.length ?? 0) > 0)
  if (seen.length === 0) notify(texts.t('proposals.noPoints'))
  return proposer.propose(seen)
}

const MAP_ENDINGS = ['.geojson', '.json', '.osm', '.xodr']

/** Asks for a map of roads and keeps it with the clip. */
async function chooseMap({ store }: Workbench): Promise<void> {
  const file = await askForFile(MAP_ENDINGS)
  if (file === null) return
  await keepStandardMap(
    {
      ...{ store, start: startMapRead },
      tell: (telling) => tellMap(telling, store.getState().preferences.language),
    },
    file,
  )
}

/** Takes all proposals away; nothing is stored of them. */
function clearProposals({ store }: Workbench): void {
  store.getState().propose({ byId: new Map() })
  store.setState({ proposedOn: null })
}
