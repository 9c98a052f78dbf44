import { type LineShape, recordOf, reshapeLine } from '@trueline/annotation'
import { IDENTITY_POSE, invert, type Polyline, transform, type Vec3 } from '@trueline/geometry'
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

/** The points of the selected lane or map element, in world space; `null` for a box, or nothing. */
function selectedLine({
  annotations,
  selectedFixedId: id,
}: Pick<WorkbenchState, 'annotations' | 'selectedFixedId'>): Polyline | null {
  if (id === null) return null
  const record = recordOf(annotations, id)
  if (record?.kind === 'lane') return record.centerLine
  if (record?.kind !== 'mapElement' || record.shape.kind === 'box') return null
  return record.shape.points
}

/** The selected line as it lies now, and the way from its space to the frame's and back; `null` for none. */
function lineInHand({ store }: Pick<Workbench, 'store'>) {
  const state = store.getState()
  const { selectedFixedId: id, clip, frame, hasRoad, editRight } = state
  const line = selectedLine(state)
  if (id === null || line === null || clip === null || !hasRoad || editRight !== 'all') return null
  const worldFromEgo = clip.frames[frame]?.worldFromEgo ?? IDENTITY_POSE
  const egoFromWorld = invert(worldFromEgo)
  const seen = line.map((point) => transform(egoFromWorld, point))
  return { id, line, seen, frame, toWorld: (point: Vec3) => transform(worldFromEgo, point) }
}

/** Takes hold of the selected line's corner at a place; `null` where there is none. */
export function takeCorner(
  workbench: Pick<Workbench, 'store' | 'fitter'>,
  sight: Sight,
  at: Place,
): LineHand | null {
  const inHand = lineInHand(workbench)
  const corner = inHand && pickCorner(inHand.seen, sight.pixelOf, at)
  if (inHand === null || corner === null) return null
  const { id, line, seen, frame, toWorld } = inHand
  const held = seen[corner]!
  let moved: Vec3 | null = null
  const withCorner = (point: Vec3): Polyline => line.with(corner, toWorld(point))
  return {
    moveTo: ([x, y]) => {
      moved = meetsLevel(sight.rayAt(x, y), held[2]) ?? moved
      if (moved !== null) lineGestureStore.setState({ gesture: { id, points: withCorner(moved) } })
    },
    release: () => {
      const last = moved
      if (last === null) return
      const put = (height: number | null): void => {
        lineGestureStore.setState({ gesture: null })
        reshape(workbench, { id, points: withCorner([last[0], last[1], height ?? last[2]]) })
      }
      workbench.fitter.ground(frame).then(
        (ground) => put(groundHeightAt(ground, last[0], last[1])),
        // Without points the height stays.
        () => put(null),
      )
    },
    drop: () => lineGestureStore.setState({ gesture: null }),
    remove: () => reshape(workbench, { id, points: line.toSpliced(corner, 1) }),
  }
}

/** Puts a corner into the selected line where it is at a place; whether it is there. */
export function addCorner(
  workbench: Pick<Workbench, 'store' | 'fitter'>,
  sight: Sight,
  at: Place,
): boolean {
  const inHand = lineInHand(workbench)
  const piece = inHand && pickPiece(inHand.seen, sight.pixelOf, at)
  if (inHand === null || piece === null) return false
  const { id, line, seen, toWorld } = inHand
  const height = (seen[piece]![2] + seen[piece + 1]![2]) / 2
  const met = meetsLevel(sight.rayAt(...at), height)
  if (met === null) return false
  reshape(workbench, { id, points: line.toSpliced(piece + 1, 0, toWorld(met)) })
  return true
}

function reshape(workbench: Pick<Workbench, 'store'>, shape: LineShape): void {
  tryEdit(workbench, 'reshapeLine', ({ annotations }) => reshapeLine(annotations, shape))
}
