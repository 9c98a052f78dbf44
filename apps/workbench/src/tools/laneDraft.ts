import {
  createLane,
  isShown,
  type Lane,
  laneId,
  lanesOf,
  linkFixed,
  type Patch,
} from '@trueline/annotation'
import type { Vec3 } from '@trueline/geometry'
import { inTurn } from '../actions/rangeActions.ts'
import { newId } from '../newId.ts'
import { DRAFT_LANE, lineGestureStore } from '../store/lineGesture.ts'
import type { WorkbenchState } from '../store/state.ts'
import type { Workbench } from '../workbench.ts'

/** The points of the lane that is being drawn, in world space; empty where none is. */
export function draftPoints(): readonly Vec3[] {
  const { gesture } = lineGestureStore.getState()
  return gesture?.id === DRAFT_LANE ? gesture.points : []
}

/** Adds a point to the lane that is being drawn. */
export function addToDraft(point: Vec3): void {
  lineGestureStore.setState({ gesture: { id: DRAFT_LANE, points: [...draftPoints(), point] } })
}

/** Forgets the lane that is being drawn. */
export function dropDraft(): void {
  if (draftPoints().length > 0) lineGestureStore.setState({ gesture: null })
}

/** Makes a lane of the points drawn, linked where it begins at another's end or ends at another's start. */
export function finishDraft({ store }: Pick<Workbench, 'store'>): void {
  const points = draftPoints()
  dropDraft()
  store.setState({ tool: 'select' })
  if (points.length < 2) return
  const id = laneId(newId())
  const { annotations, edit } = store.getState()
  edit('createLane', laneFrom({ annotations }, { id, points }))
  store.setState({ selectedFixedId: id, selectedTrackId: null })
}

/** The edit that adds a lane through points, with its links. */
export function laneFrom(
  { annotations }: Pick<WorkbenchState, 'annotations'>,
  { id, points }: { readonly id: Lane['id']; readonly points: readonly Vec3[] },
): Patch {
  const lanes = lanesOf(annotations).filter(isShown)
  const [first, last] = [points[0], points.at(-1)]
  const before = lanes.filter(({ centerLine }) => isSame(centerLine.at(-1), first))
  const after = lanes.filter(({ centerLine }) => isSame(centerLine[0], last))
  return inTurn(annotations, [
    (now) => createLane(now, { laneId: id, laneKind: 'driving', centerLine: points }),
    ...before.map((lane) => (now: typeof annotations) => {
      return linkFixed(now, { linkKind: 'successor', from: lane.id, to: id })
    }),
    ...after.map((lane) => (now: typeof annotations) => {
      return linkFixed(now, { linkKind: 'successor', from: id, to: lane.id })
    }),
  ])
}

function isSame(a: Vec3 | undefined, b: Vec3 | undefined): boolean {
  return a !== undefined && b !== undefined && a.every((value, axis) => value === b[axis])
}
