import {
  createMapElement,
  isShown,
  junctionLane,
  type LaneId,
  laneId,
  laneOf,
  lanesOf,
  linkFixed,
  type MapElementId,
  mapElementId,
  splitRoad,
} from '@trueline/annotation'
import {
  fromDegrees,
  IDENTITY_POSE,
  invert,
  nearestOnPolyline,
  type Polyline,
  transform,
  type Vec3,
} from '@trueline/geometry'
import { groundHeightAt } from '@trueline/pointcloud'
import { notify } from '../actions/notices.ts'
import { tryEdit } from '../actions/tryEdit.ts'
import { texts } from '../i18n/i18n.ts'
import { newId } from '../newId.ts'
import type { RoadLine } from '../scene/roadLines.ts'
import { DRAFT_LANE, lineGestureStore } from '../store/lineGesture.ts'
import type { ToolId } from '../store/state.ts'
import { addToDraft } from '../tools/laneDraft.ts'
import { onGround } from '../tools/onGround.ts'
import type { Ray } from '../tools/pickCuboid.ts'
import { type PixelOf, pickCorner, pickLine, pickLines } from '../tools/pickLine.ts'
import { elementAt, isPlaced } from '../tools/roadElements.ts'
import { junctionWay, linkBetween, linkEnd } from '../tools/roadLinks.ts'
import type { Workbench } from '../workbench.ts'
import type { Place } from './pointer.ts'

/** How a view sees the frame's ego space, and where a place of the view looks. */
export type Sight = {
  readonly pixelOf: PixelOf
  readonly rayAt: (x: number, y: number) => Ray
}

/** A view with the road drawn in it. */
export type RoadView = {
  readonly workbench: Pick<Workbench, 'store' | 'fitter'>
  readonly sight: Sight
  readonly road: readonly RoadLine[]
}

/** The ray to a thing is so wide, to meet a point of it. */
const POINT_SPREAD = fromDegrees(0.5)

/** Whether a tool is for the road: then a press there is for it. */
export function isRoadTool(tool: ToolId): boolean {
  return tool !== 'select' && tool !== 'createCuboid'
}

/** Whether a tool leads from one thing to another, by two clicks or one drag. */
export function isLinkTool(tool: ToolId): boolean {
  return tool === 'linkFixed' || tool === 'junction'
}

/** Does what the road's tool does at a place. Rejects where the ground cannot be read. */
export async function clickRoad(view: RoadView, at: Place): Promise<void> {
  const { tool } = view.workbench.store.getState()
  switch (tool) {
    case 'drawLane':
      return addPoint(view, at, lanesOf)
    case 'drawElement':
      return isPlaced(view.workbench.store.getState().drawnKind)
        ? placeElement(view, at)
        : addPoint(view, at, () => [])
    case 'cutLane':
      return cutAt(view, at)
    case 'linkFixed':
    case 'junction':
      return leadTo(view, at)
    case 'select':
    case 'createCuboid':
      return
  }
}

/** Shows what a link or junction lane to what lies under the pointer would be. */
export function hoverRoad(view: RoadView, at: Place): void {
  const { store } = view.workbench
  const { annotations, selectedFixedId: from, tool } = store.getState()
  if (!isLinkTool(tool) || from === null) return
  const to = pickEnd(view, at)
  const way = to === null || to === from ? null : wayBetween(annotations, { from, to, tool })
  const { gesture } = lineGestureStore.getState()
  if (way === null && gesture === null) return
  lineGestureStore.setState({ gesture: way === null ? null : { id: DRAFT_LANE, points: way } })
}

function wayBetween(
  annotations: Parameters<typeof linkBetween>[0],
  { from, to, tool }: { readonly from: Id; readonly to: Id; readonly tool: ToolId },
): Polyline | null {
  if (tool === 'junction') return junctionWay(annotations, from, to)
  const ends = linkBetween(annotations, from, to)
  if (ends === null) return null
  const [a, b] = [linkEnd(annotations, ends.from, 'from'), linkEnd(annotations, ends.to, 'to')]
  return a === null || b === null ? null : [a, b]
}

type Id = LaneId | MapElementId

/**
 * What a link can lead to at a place: no lane boundary, which lies beside each lane, and what it leads from only where
 * nothing else is.
 */
function pickEnd({ workbench, sight, road }: RoadView, at: Place): Id | null {
  const { annotations, tool, selectedFixedId: from } = workbench.store.getState()
  const ends = road.filter(({ id }) => {
    if (laneOf(annotations, id as LaneId) !== undefined) return true
    return tool === 'linkFixed' && isRuling(id)
  })
  const met = pickLines(ends, sight.pixelOf, at)
  return (met.find(({ id }) => id !== from) ?? met[0])?.id ?? null

  function isRuling(id: Id): boolean {
    return lanesOf(annotations).every((lane) => {
      return lane.left?.elementId !== id && lane.right?.elementId !== id
    })
  }
}

async function leadTo(view: RoadView, at: Place): Promise<void> {
  const { workbench } = view
  const { store } = workbench
  const { selectedFixedId: from, tool, annotations } = store.getState()
  const to = pickEnd(view, at)
  lineGestureStore.setState({ gesture: null })
  if (to === null) return
  if (from === null || from === to) {
    store.setState({ selectedFixedId: to, selectedTrackId: null })
    return
  }
  if (tool === 'junction') {
    const newLaneId = laneId(newId())
    const ends = { from: from as LaneId, to: to as LaneId }
    tryEdit(workbench, 'junctionLane', (now) =>
      junctionLane(now.annotations, { ...ends, newLaneId }),
    )
    return
  }
  const ends = linkBetween(annotations, from, to)
  if (ends === null) notify(texts.t('road.noSuchLink'))
  else tryEdit(workbench, 'linkFixed', (now) => linkFixed(now.annotations, ends))
}

async function cutAt({ workbench, sight, road }: RoadView, at: Place): Promise<void> {
  const { store } = workbench
  const { annotations, selectedFixedId } = store.getState()
  const lanes = road.filter(({ id }) => laneOf(annotations, id as LaneId) !== undefined)
  // Where several lie on one another, the one that was chosen is meant.
  const chosen = lanes.filter(({ id }) => id === selectedFixedId)
  const picked = pickLine(chosen, sight.pixelOf, at) ?? pickLine(lanes, sight.pixelOf, at)
  const lane = picked && laneOf(annotations, picked.id as LaneId)
  const place = await placeOnGround({ workbench, sight }, at)
  if (!lane || place === null) return
  const { along } = nearestOnPolyline(lane.centerLine, place)
  tryEdit(workbench, 'splitRoad', (now) =>
    splitRoad(now.annotations, { laneId: lane.id, along, newId: () => newId() }),
  )
  store.setState({ tool: 'select', selectedFixedId: lane.id, selectedTrackId: null })
}

/** Adds a place to the line being drawn: an end of one of these lanes where one is there, else the ground. */
async function addPoint(
  { workbench, sight }: RoadView,
  at: Place,
  lanes: typeof lanesOf,
): Promise<void> {
  const { store } = workbench
  const { annotations, clip, frame, tool } = store.getState()
  const egoFromWorld = invert(clip?.frames[frame]?.worldFromEgo ?? IDENTITY_POSE)
  const ends = lanes(annotations)
    .filter(isShown)
    .flatMap(({ centerLine }) => [centerLine[0]!, centerLine.at(-1)!])
  const seen = ends.map((point) => transform(egoFromWorld, point))
  const end = pickCorner(seen, sight.pixelOf, at)
  const point = end === null ? await placeOnGround({ workbench, sight }, at) : ends[end]!
  const now = store.getState()
  if (point !== null && now.tool === tool && now.clip === clip) addToDraft(point, now)
}

async function placeElement({ workbench, sight }: RoadView, at: Place): Promise<void> {
  const { store, fitter } = workbench
  const { frame, clip, drawnKind } = store.getState()
  const ray = sight.rayAt(...at)
  const ground = await fitter.ground(frame)
  const met =
    (await fitter.locate({ frame, ...ray, spread: POINT_SPREAD })) ?? onGround(ray, ground)
  if (met === null || store.getState().clip !== clip) return
  const worldFromEgo = clip?.frames[frame]?.worldFromEgo ?? IDENTITY_POSE
  const place = transform(worldFromEgo, met)
  const height = groundHeightAt(ground, met[0], met[1]) ?? met[2]
  const elementId = mapElementId(newId())
  const below = transform(worldFromEgo, [met[0], met[1], height])[2]
  tryEdit(workbench, 'createMapElement', ({ annotations }) =>
    createMapElement(annotations, elementAt(drawnKind, { met: place, ground: below }, elementId)),
  )
  store.setState({ selectedFixedId: elementId, selectedTrackId: null })
}

/** Where a place of the view lies on the ground, in world space; `null` above the horizon. */
async function placeOnGround(
  { workbench, sight }: Omit<RoadView, 'road'>,
  at: Place,
): Promise<Vec3 | null> {
  const { clip, frame } = workbench.store.getState()
  const met = onGround(sight.rayAt(...at), await workbench.fitter.ground(frame))
  const worldFromEgo = clip?.frames[frame]?.worldFromEgo ?? IDENTITY_POSE
  return met === null ? null : transform(worldFromEgo, met)
}
