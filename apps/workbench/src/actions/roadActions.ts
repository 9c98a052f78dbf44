import {
  type AnnotationRecord,
  acceptFixed,
  autoLink,
  deleteFixed,
  deriveCenterLine,
  drawBoundaries,
  FEWEST_KNOTS,
  isShown,
  joinLanes,
  type Lane,
  laneId,
  lanesOf,
  lineOfCurve,
  linkFixed,
  linksAt,
  type MapElement,
  mapElementId,
  offsetLane,
  type Patch,
  recordOf,
  reshapeLine,
  reverseLane,
  snapEnds,
  swapSides,
} from '@trueline/annotation'
import { distance, fromDegrees, nearestOnPolyline, simplifyPolyline } from '@trueline/geometry'
import { texts } from '../i18n/i18n.ts'
import { newId } from '../newId.ts'
import type { ToolId, WorkbenchState } from '../store/state.ts'
import {
  beginExtension,
  type DrawnLine,
  dropDraft,
  finishDraft,
  redrawDraft,
} from '../tools/laneDraft.ts'
import type { Action, Workbench } from '../workbench.ts'
import { notify } from './notices.ts'
import { inTurn } from './rangeActions.ts'
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
  tool('drawLane', {
    id: 'road.draw',
    keys: ['L', 'Shift+J'],
    label: { en: 'New lane: click along the ground', zh: '新建车道：沿地面逐点点击' },
  }),
  tool('drawElement', {
    id: 'road.drawElement',
    keys: [],
    label: { en: 'Draw a crosswalk, stop line, light …', zh: '绘制人行横道、停止线、交通灯等' },
  }),
  tool('cutLane', {
    id: 'road.cut',
    keys: [],
    label: {
      en: 'Cut the road: click where, across all its lanes',
      zh: '切断道路：点击位置，横贯所有车道',
    },
  }),
  tool('linkFixed', {
    id: 'road.link',
    keys: [],
    label: {
      en: 'Link: from the selected lane, light or stop line to another',
      zh: '连接：从选中的车道、交通灯或停止线连到另一个',
    },
  }),
  tool('junction', {
    id: 'road.junctionLane',
    keys: [],
    label: {
      en: 'Lane through the junction: from the selected one to another',
      zh: '路口车道：从选中车道通向另一车道',
    },
  }),
  {
    id: 'road.curve',
    keys: [],
    label: { en: 'Draw lines as curves', zh: '以曲线绘制' },
    group: 'object',
    changes: 'nothing',
    run: ({ store }) => {
      store.setState(({ isCurved }) => ({ isCurved: !isCurved }))
      redrawDraft(store.getState())
    },
  },
  {
    id: 'road.finish',
    keys: ['Enter'],
    label: { en: 'Finish the line', zh: '完成线条' },
    group: 'object',
    run: (workbench) => {
      const now = workbench.store.getState().tool
      if (now === 'drawLane' || now === 'drawElement') finishDraft(workbench)
    },
  },
  {
    id: 'road.extend',
    keys: [],
    label: { en: 'Lead the lane on from its end', zh: '从终点延长车道' },
    group: 'object',
    run: (workbench) => {
      const lane = selectedLane(workbench)
      if (lane === null) return
      dropDraft()
      workbench.store.setState({ tool: 'drawLane' })
      beginExtension(lane, workbench.store.getState())
    },
  },
  ofLane('road.reverse', 'reverseLane', {
    label: { en: 'Turn the lane’s direction about', zh: '反转车道方向' },
    patchOf: ({ annotations }, lane) => reverseLane(annotations, { laneId: lane.id }),
  }),
  ofLane('road.offsetLeft', 'offsetLane', {
    label: { en: 'New lane beside it on the left', zh: '在左侧新建并行车道' },
    patchOf: (state, lane) => beside(state, lane, 'left'),
  }),
  ofLane('road.offsetRight', 'offsetLane', {
    label: { en: 'New lane beside it on the right', zh: '在右侧新建并行车道' },
    patchOf: (state, lane) => beside(state, lane, 'right'),
  }),
  ofLane('road.boundaries', 'drawBoundaries', {
    label: { en: 'Draw the boundaries that it lacks', zh: '补画缺少的边界线' },
    patchOf: ({ annotations }, lane) =>
      drawBoundaries(annotations, {
        ...{ laneId: lane.id, width: USUAL_WIDTH },
        ...{ leftId: mapElementId(newId()), rightId: mapElementId(newId()) },
      }),
  }),
  ofLane('road.derive', 'deriveCenterLine', {
    label: { en: 'Middle between its boundaries', zh: '由两侧边界生成中线' },
    patchOf: ({ annotations }, lane) => deriveCenterLine(annotations, { laneId: lane.id }),
  }),
  ofLane('road.swapSides', 'swapSides', {
    label: { en: 'Exchange its left and right boundary', zh: '交换左右边界' },
    patchOf: ({ annotations }, lane) => swapSides(annotations, { laneId: lane.id }),
  }),
  ofLane('road.join', 'joinLanes', {
    label: { en: 'Join with the lane it goes on as', zh: '与后继车道合并' },
    patchOf: ({ annotations }, lane) => {
      const [next] = successorsOf(annotations, lane)
      if (next !== undefined) return joinLanes(annotations, { first: lane.id, second: next })
      notify(texts.t('road.noSuccessor'))
      return []
    },
  }),
  ofLane('road.snap', 'snapEnds', {
    label: { en: 'Let its end meet the next lane’s start', zh: '使终点与下一车道的起点相接' },
    patchOf: snapped,
  }),
  {
    id: 'road.autoLink',
    keys: [],
    label: { en: 'Link all lanes that meet', zh: '连接所有首尾相接的车道' },
    group: 'object',
    run: (workbench) =>
      tryEdit(workbench, 'autoLink', ({ annotations }) => {
        const patch = autoLink(annotations, MEETING)
        notify(texts.t('road.linked', { count: patch.length }))
        return patch
      }),
  },
  ofLine('road.smooth', {
    label: { en: 'Smooth curve through its corners', zh: '经各角点生成平滑曲线' },
    reshape: ({ points, knots = points }) =>
      knots.length < FEWEST_KNOTS ? { points } : { points: lineOfCurve(knots), knots },
  }),
  ofLine('road.simplify', {
    label: { en: 'Fewer corners', zh: '减少角点' },
    reshape: ({ points }) => ({ points: simplifyPolyline(points, FEWER_STRAYS) }),
  }),
  ofLine('road.points', {
    label: { en: 'Corners instead of the curve’s knots', zh: '以逐个角点代替曲线控制点' },
    reshape: ({ points }) => ({ points }),
  }),
]

/** In meters. */
const USUAL_WIDTH = 3.5
const FEWER_STRAYS = 0.15

/** Ends that meet so are linked. */
const MEETING = { withinM: 0.5, turnRad: fromDegrees(45) }

/** In meters: a start that is further from a lane's end is not the one that is meant. */
const SNAP_WITHIN = 4

type Label = Action['label']

/** An action that takes a tool of the road, or puts it back. */
function tool(id: ToolId, action: Pick<Action, 'id' | 'keys' | 'label'>): Action {
  return {
    ...{ ...action, group: 'object' },
    run: ({ store }) => {
      dropDraft()
      store.setState((state) => ({ tool: state.tool === id ? 'select' : id, hasRoad: true }))
    },
  }
}

/** An action that edits the selected lane; nothing where none is. */
function ofLane(
  id: string,
  command: string,
  {
    label,
    patchOf,
  }: {
    readonly label: Label
    readonly patchOf: (state: WorkbenchState, lane: Lane) => Patch
  },
): Action {
  return {
    ...{ id, keys: [], label, group: 'object' },
    run: (workbench) => {
      const lane = selectedLane(workbench)
      if (lane !== null) tryEdit(workbench, command, (state) => patchOf(state, lane))
    },
  }
}

/** An action that gives the selected line, of whatever, other points. */
function ofLine(
  id: string,
  {
    label,
    reshape,
  }: {
    readonly label: Label
    readonly reshape: (line: DrawnLine) => DrawnLine
  },
): Action {
  return {
    ...{ id, keys: [], label, group: 'object' },
    run: (workbench) => {
      const { annotations, selectedFixedId } = workbench.store.getState()
      const record = selectedFixedId === null ? undefined : recordOf(annotations, selectedFixedId)
      const line = drawnLineOf(record)
      if (record === undefined || line === null) return
      const id = record.id as Lane['id'] | MapElement['id']
      tryEdit(workbench, 'reshapeLine', (state) =>
        reshapeLine(state.annotations, { id, ...reshape(line) }),
      )
    },
  }
}

function drawnLineOf(record: AnnotationRecord | undefined): DrawnLine | null {
  if (record?.kind !== 'lane' && record?.kind !== 'mapElement') return null
  const curve = record.knots === undefined ? {} : { knots: record.knots }
  if (record.kind === 'lane') return { points: record.centerLine, ...curve }
  return record.shape.kind === 'line' ? { points: record.shape.points, ...curve } : null
}

function selectedLane({ store }: Pick<Workbench, 'store'>): Lane | null {
  const { annotations, selectedFixedId } = store.getState()
  const record = selectedFixedId === null ? undefined : recordOf(annotations, selectedFixedId)
  return record?.kind === 'lane' ? record : null
}

/** A lane beside another, as wide as that is. */
function beside({ annotations }: WorkbenchState, lane: Lane, side: 'left' | 'right'): Patch {
  const id = (): string => newId()
  return offsetLane(annotations, {
    ...{ laneId: lane.id, side, width: widthOf({ annotations }, lane), newLaneId: laneId(id()) },
    ...{ nearId: mapElementId(id()), farId: mapElementId(id()) },
  })
}

/** Half way along, twice from the middle to the nearer of its boundaries; what is usual where it has none. */
function widthOf({ annotations }: Pick<WorkbenchState, 'annotations'>, lane: Lane): number {
  const { centerLine, left, right } = lane
  const middle = centerLine[centerLine.length >> 1]!
  const halves = [left, right].flatMap((side) => {
    const element = side === null ? undefined : recordOf(annotations, side.elementId)
    if (element?.kind !== 'mapElement' || element.shape.kind !== 'line') return []
    return [nearestOnPolyline(element.shape.points, middle).distance]
  })
  const half = Math.min(...halves)
  return Number.isFinite(half) && half > 0.5 ? 2 * half : USUAL_WIDTH
}

function successorsOf(
  annotations: WorkbenchState['annotations'],
  lane: Lane,
): readonly Lane['id'][] {
  return linksAt(annotations, lane.id)
    .filter((link) => link.linkKind === 'successor' && link.from === lane.id && isShown(link))
    .map(({ to }) => to as Lane['id'])
}

/** Its end meets the starts it is linked to, or else the nearest, which it is then linked to. */
function snapped({ annotations }: WorkbenchState, lane: Lane): Patch {
  const end = lane.centerLine.at(-1)!
  const linked = successorsOf(annotations, lane)
  const [nearest] = lanesOf(annotations)
    .filter((other) => other.id !== lane.id && isShown(other))
    .map((other) => ({ id: other.id, away: distance(end, other.centerLine[0]!) }))
    .filter(({ away }) => away <= SNAP_WITHIN)
    .toSorted((a, b) => a.away - b.away)
  const targets = linked.length > 0 ? linked : nearest === undefined ? [] : [nearest.id]
  if (targets.length === 0) notify(texts.t('road.nothingNear'))
  return inTurn(annotations, [
    ...targets.map((to) => (now: typeof annotations) => snapEnds(now, { from: lane.id, to })),
    ...targets.map((to) => (now: typeof annotations) => {
      return linkFixed(now, { linkKind: 'successor', from: lane.id, to })
    }),
  ])
}

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
