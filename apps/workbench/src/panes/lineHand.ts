import {
  denseCurve,
  FEWEST_KNOTS,
  type LineShape,
  lineOfCurve,
  recordOf,
  reshapeLine,
} from '@trueline/annotation'
import {
  distance,
  IDENTITY_POSE,
  invert,
  type Polyline,
  transform,
  type Vec3,
} from '@trueline/geometry'
import { groundHeightAt } from '@trueline/pointcloud'
import { tryEdit } from '../actions/tryEdit.ts'
import { lineGestureStore } from '../store/lineGesture.ts'
import type { WorkbenchState } from '../store/state.ts'
import { meetsLevel } from '../tools/groundArea.ts'
import { pickCorner, pickPiece } from '../tools/pickLine.ts'
import type { Workbench } from '../workbench.ts'
import type { Place } from './pointer.ts'
import type { Sight } from './roadHand.ts'

/** A corner of the selected line in the hand. */
export type LineHand = {
  readonly moveTo: (at: Place) => void
  /** Leaves the corner on the ground there, as one edit. */
  readonly release: () => void
  readonly drop: () => void
  /** Takes the corner out of the line. */
  readonly remove: () => void
}

/** The selected line in world space, and what it is the curve through; `null` for a box, or nothing. */
function selectedLine({
  annotations,
  selectedFixedId: id,
}: Pick<WorkbenchState, 'annotations' | 'selectedFixedId'>): HeldLine | null {
  if (id === null) return null
  const record = recordOf(annotations, id)
  if (record?.kind === 'lane') return { points: record.centerLine, knots: record.knots ?? null }
  if (record?.kind !== 'mapElement' || record.shape.kind === 'box') return null
  return { points: record.shape.points, knots: record.knots ?? null }
}

type HeldLine = { readonly points: Polyline; readonly knots: Polyline | null }

/** The selected line as it lies now, and the way from its space to the frame's and back; `null` for none. */
function lineInHand({ store }: Pick<Workbench, 'store'>) {
  const state = store.getState()
  const { selectedFixedId: id, clip, frame, hasRoad, editRight } = state
  const line = selectedLine(state)
  if (id === null || line === null || clip === null || !hasRoad || editRight !== 'all') return null
  const worldFromEgo = clip.frames[frame]?.worldFromEgo ?? IDENTITY_POSE
  const egoFromWorld = invert(worldFromEgo)
  const toEgo = (points: Polyline): Polyline =>
    points.map((point) => transform(egoFromWorld, point))
  return { id, ...line, frame, toEgo, toWorld: (point: Vec3) => transform(worldFromEgo, point) }
}

/** The selected line with other corners: a curve through them where it is one. */
function shapeOf(
  { id, knots }: { readonly id: LineShape['id']; readonly knots: Polyline | null },
  corners: Polyline,
): LineShape {
  if (knots === null || corners.length < FEWEST_KNOTS) return { id, points: corners }
  return { id, points: lineOfCurve(corners), knots: corners }
}

/** Takes hold of the selected line's corner at a place, of a curve a knot; `null` where there is none. */
export function takeCorner(
  workbench: Pick<Workbench, 'store' | 'fitter'>,
  sight: Sight,
  at: Place,
): LineHand | null {
  const inHand = lineInHand(workbench)
  if (inHand === null) return null
  const { frame, toEgo, toWorld } = inHand
  const line = inHand.knots ?? inHand.points
  const seen = toEgo(line)
  const corner = pickCorner(seen, sight.pixelOf, at)
  if (corner === null) return null
  const held = seen[corner]!
  let moved: Vec3 | null = null
  const withCorner = (point: Vec3): LineShape => shapeOf(inHand, line.with(corner, toWorld(point)))
  return {
    moveTo: ([x, y]) => {
      moved = meetsLevel(sight.rayAt(x, y), held[2]) ?? moved
      if (moved !== null) lineGestureStore.setState({ gesture: withCorner(moved) })
    },
    release: () => {
      const last = moved
      if (last === null) return
      const put = (height: number | null): void => {
        lineGestureStore.setState({ gesture: null })
        reshape(workbench, withCorner([last[0], last[1], height ?? last[2]]))
      }
      workbench.fitter.ground(frame).then(
        (ground) => put(groundHeightAt(ground, last[0], last[1])),
        // Without points the height stays.
        () => put(null),
      )
    },
    drop: () => lineGestureStore.setState({ gesture: null }),
    remove: () => reshape(workbench, shapeOf(inHand, line.toSpliced(corner, 1))),
  }
}

/** Puts a corner into the selected line, a knot into a curve, where it is at a place; whether it is there. */
export function addCorner(
  workbench: Pick<Workbench, 'store' | 'fitter'>,
  sight: Sight,
  at: Place,
): boolean {
  const inHand = lineInHand(workbench)
  if (inHand === null) return false
  const { knots, points, toEgo, toWorld } = inHand
  const line = knots === null ? points : denseCurve(knots)
  const seen = toEgo(line)
  const piece = pickPiece(seen, sight.pixelOf, at)
  if (piece === null) return false
  const height = (seen[piece]![2] + seen[piece + 1]![2]) / 2
  const met = meetsLevel(sight.rayAt(...at), height)
  if (met === null) return false
  const before = knots === null ? piece : knotBefore(knots, line, piece)
  reshape(workbench, shapeOf(inHand, (knots ?? points).toSpliced(before + 1, 0, toWorld(met))))
  return true
}

/** The number of the last knot that a curve has come past at the start of one of its pieces. */
function knotBefore(knots: Polyline, curve: Polyline, piece: number): number {
  let passed = -1
  for (const point of curve.slice(0, piece + 1)) {
    const next = knots[passed + 1]
    if (next !== undefined && distance(point, next) < SAME_M) passed += 1
  }
  return Math.max(0, passed)
}

/** In meters: a curve's point nearer to a knot than this is that knot. */
const SAME_M = 1e-6

function reshape(workbench: Pick<Workbench, 'store'>, shape: LineShape): void {
  tryEdit(workbench, 'reshapeLine', ({ annotations }) => reshapeLine(annotations, shape))
}
