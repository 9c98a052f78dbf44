import { laneOf, mapElementOf, reshapeLine } from '@trueline/annotation'
import { invert, type Polyline, transform, type Vec3 } from '@trueline/geometry'
import { groundHeightAt } from '@trueline/pointcloud'
import { tryEdit } from '../../actions/tryEdit.ts'
import { lineGestureStore } from '../../store/lineGesture.ts'
import type { WorkbenchState } from '../../store/state.ts'
import { meetsLevel } from '../../tools/groundArea.ts'
import { pickCorner } from '../../tools/pickLine.ts'
import type { Workbench } from '../../workbench.ts'
import type { Place } from '../pointer.ts'
import type { Orbit } from './orbit.ts'

/** A corner of the selected line in the hand. */
export type LineHand = {
  readonly moveTo: (at: Place) => void
  /** Leaves the corner on the ground there, as one edit. */
  readonly release: () => void
  readonly drop: () => void
}

/** The points of the selected lane or map element, in world space; `null` for a box, or nothing. */
export function selectedLine({
  annotations,
  selectedFixedId: id,
}: Pick<WorkbenchState, 'annotations' | 'selectedFixedId'>): Polyline | null {
  if (id === null) return null
  const lane = laneOf(annotations, id as never)
  if (lane !== undefined) return lane.centerLine
  const shape = mapElementOf(annotations, id as never)?.shape
  return shape === undefined || shape.kind === 'box' ? null : shape.points
}

/** Takes hold of the selected line's corner at a place; `null` where there is none. */
export function takeCorner(
  workbench: Pick<Workbench, 'store' | 'fitter'>,
  orbit: Pick<Orbit, 'pixelOf' | 'rayAt'>,
  at: Place,
): LineHand | null {
  const { store, fitter } = workbench
  const state = store.getState()
  const { selectedFixedId: id, clip, frame, hasRoad } = state
  const line = selectedLine(state)
  if (id === null || line === null || clip === null || !hasRoad) return null
  const worldFromEgo = clip.frames[frame]?.worldFromEgo ?? null
  const toEgo = (point: Vec3): Vec3 =>
    worldFromEgo === null ? point : transform(invert(worldFromEgo), point)
  const toWorld = (point: Vec3): Vec3 =>
    worldFromEgo === null ? point : transform(worldFromEgo, point)
  const seen = line.map(toEgo)
  const corner = pickCorner(seen, orbit.pixelOf, at)
  if (corner === null) return null
  const held = seen[corner]!
  let moved: Vec3 | null = null
  const withCorner = (point: Vec3): Polyline => line.with(corner, toWorld(point))
  return {
    moveTo: ([x, y]) => {
      moved = meetsLevel(orbit.rayAt(x, y), held[2]) ?? moved
      if (moved !== null) lineGestureStore.setState({ gesture: { id, points: withCorner(moved) } })
    },
    release: () => {
      const last = moved
      if (last === null) return
      const put = (height: number | null): void => {
        lineGestureStore.setState({ gesture: null })
        const points = withCorner([last[0], last[1], height ?? last[2]])
        tryEdit(workbench, 'reshapeLine', ({ annotations }) =>
          reshapeLine(annotations, { id, points }),
        )
      }
      fitter.ground(frame).then(
        (ground) => put(groundHeightAt(ground, last[0], last[1])),
        // Without points the height stays.
        () => put(null),
      )
    },
    drop: () => lineGestureStore.setState({ gesture: null }),
  }
}
