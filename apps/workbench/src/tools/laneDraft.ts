import {
  createLane,
  createMapElement,
  extendLane,
  FEWEST_KNOTS,
  isShown,
  type Lane,
  type LaneId,
  laneId,
  lanesOf,
  lineOfCurve,
  linkFixed,
  type MapElementKind,
  mapElementId,
  type Patch,
} from '@trueline/annotation'
import type { Polyline, Vec3 } from '@trueline/geometry'
import { inTurn } from '../actions/rangeActions.ts'
import { tryEdit } from '../actions/tryEdit.ts'
import { newId } from '../newId.ts'
import { DRAFT_LANE, type LineGesture, lineGestureStore } from '../store/lineGesture.ts'
import type { WorkbenchState } from '../store/state.ts'
import type { Workbench } from '../workbench.ts'
import { elementThrough, isRing } from './roadElements.ts'

/** What a line that is being drawn becomes, and how it leads through its places. */
export type DraftLook = Pick<WorkbenchState, 'tool' | 'drawnKind' | 'isCurved'>

/** The places of the line that is being drawn, in world space; empty where none is. */
export function draftPoints(): readonly Vec3[] {
  const draft = draftNow()
  return draft?.knots ?? []
}

/** Adds a place to the line that is being drawn. */
export function addToDraft(point: Vec3, look: DraftLook): void {
  showDraft([...draftPoints(), point], look)
}

/** Draws the line anew, as when it is to be a curve from now on. */
export function redrawDraft(look: DraftLook): void {
  if (draftNow() !== null) showDraft(draftPoints(), look)
}

/** Begins to lead a lane on from its end. */
export function beginExtension(lane: Lane, look: DraftLook): void {
  const end = lane.centerLine.at(-1)!
  lineGestureStore.setState({
    gesture: { id: DRAFT_LANE, points: [end], knots: [end], from: lane.id },
  })
  redrawDraft(look)
}

/** Forgets the line that is being drawn, and what a link or junction would be. */
export function dropDraft(): void {
  if (draftNow() !== null) lineGestureStore.setState({ gesture: null })
}

/** Makes of the places drawn what the tool is for; nothing of too few. */
export function finishDraft({ store }: Pick<Workbench, 'store'>): void {
  const draft = draftNow()
  const state = store.getState()
  const knots = draft?.knots ?? []
  const line = drawnLine(knots, state)
  dropDraft()
  store.setState({ tool: 'select' })
  if (state.tool === 'drawElement') {
    finishElement({ store }, { kind: state.drawnKind, ...line })
    return
  }
  const { points } = line
  if (points.length < 2) return
  if (draft?.from !== undefined) {
    const { from } = draft
    tryEdit({ store }, 'extendLane', (now) => extended(now, { from, points }))
    return
  }
  const id = laneId(newId())
  tryEdit({ store }, 'createLane', (now) => laneFrom(now, { id, ...line }))
  store.setState({ selectedFixedId: id, selectedTrackId: null })
}

/** The edit that adds a lane through points, with its links. */
export function laneFrom(
  { annotations }: Pick<WorkbenchState, 'annotations'>,
  { id, points, knots }: DrawnLine & { readonly id: LaneId },
): Patch {
  const curve = knots === undefined ? {} : { knots }
  const lanes = lanesOf(annotations).filter(isShown)
  const [first, last] = [points[0], points.at(-1)]
  const before = lanes.filter(({ centerLine }) => isSame(centerLine.at(-1), first))
  const after = lanes.filter(({ centerLine }) => isSame(centerLine[0], last))
  return inTurn(annotations, [
    (now) => createLane(now, { laneId: id, laneKind: 'driving', centerLine: points, ...curve }),
    ...before.map((lane) => (now: typeof annotations) => {
      return linkFixed(now, { linkKind: 'successor', from: lane.id, to: id })
    }),
    ...after.map((lane) => (now: typeof annotations) => {
      return linkFixed(now, { linkKind: 'successor', from: id, to: lane.id })
    }),
  ])
}

/** The edit that leads a lane on, and links it where it then ends at another's start. */
function extended(
  { annotations }: WorkbenchState,
  { from, points }: { readonly from: LaneId; readonly points: readonly Vec3[] },
): Patch {
  const starts = lanesOf(annotations).filter(
    (lane) => isShown(lane) && lane.id !== from && isSame(lane.centerLine[0], points.at(-1)),
  )
  return inTurn(annotations, [
    (now) => extendLane(now, { laneId: from, points: points.slice(1) }),
    ...starts.map((lane) => (now: typeof annotations) => {
      return linkFixed(now, { linkKind: 'successor', from, to: lane.id })
    }),
  ])
}

function finishElement(
  { store }: Pick<Workbench, 'store'>,
  { kind, ...line }: DrawnLine & { readonly kind: MapElementKind },
): void {
  if (line.points.length < (isRing(kind) ? 3 : 2)) return
  const elementId = mapElementId(newId())
  tryEdit({ store }, 'createMapElement', ({ annotations }) =>
    createMapElement(annotations, elementThrough(kind, line, elementId)),
  )
  store.setState({ selectedFixedId: elementId, selectedTrackId: null })
}

/** A line as it is drawn, in world space, and of a curve what it leads through. */
export type DrawnLine = { readonly points: Polyline; readonly knots?: Polyline }

/** The line that places make: themselves, or a curve through them. */
function drawnLine(places: Polyline, { isCurved }: Pick<DraftLook, 'isCurved'>): DrawnLine {
  if (!isCurved || places.length < FEWEST_KNOTS) return { points: places }
  return { points: lineOfCurve(places), knots: places }
}

function showDraft(knots: Polyline, look: DraftLook): void {
  const { points: line } = drawnLine(knots, look)
  const isClosed = look.tool === 'drawElement' && isRing(look.drawnKind) && knots.length > 2
  const points = isClosed ? [...line, line[0]!] : line
  const from = draftNow()?.from
  const draft = { id: DRAFT_LANE, points, knots, ...(from === undefined ? {} : { from }) }
  lineGestureStore.setState({ gesture: draft })
}

function draftNow(): LineGesture | null {
  const { gesture } = lineGestureStore.getState()
  return gesture?.id === DRAFT_LANE ? gesture : null
}

function isSame(a: Vec3 | undefined, b: Vec3 | undefined): boolean {
  return a !== undefined && b !== undefined && a.every((value, axis) => value === b[axis])
}
