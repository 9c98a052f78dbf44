import { type CuboidRecord, isShown, type Patch, placeCuboid, recordOf } from '@trueline/annotation'
import { type Cuboid, countPointsInCuboid } from '@trueline/geometry'
import { notify } from '../actions/notices.ts'
import { texts } from '../i18n/i18n.ts'
import { isSameValue } from '../store/sameValue.ts'
import { selectedCuboid } from '../store/selectors.ts'
import type { WorkbenchState } from '../store/state.ts'
import type { FitMode, Workbench } from '../workbench.ts'
import { nearPoints } from './nearPoints.ts'

/** The selected cuboid when it may be changed, `null` when there is none or it is final. */
export function editableCuboid(state: WorkbenchState): CuboidRecord | null {
  const cuboid = selectedCuboid(state)
  return cuboid !== null && isShown(cuboid) && cuboid.state !== 'final' ? cuboid : null
}

/** Says why the selected cuboid cannot be changed. */
export function tellUneditable(state: WorkbenchState): void {
  const isFinal = selectedCuboid(state)?.state === 'final'
  notify(texts.t(isFinal ? 'notice.frozen' : 'fit.noBox'))
}

/** Commits where a drag or a key put a cuboid: one edit. */
export function commitCuboid(
  state: WorkbenchState,
  { trackId, frame }: Pick<CuboidRecord, 'trackId' | 'frame'>,
  cuboid: Cuboid,
): void {
  if (state.clip === null) return
  const points = nearPoints({ trackId, frame }, cuboid)
  const pointCount = points === null ? null : countPointsInCuboid(points, cuboid)
  const place = { trackId, frame, cuboid: shapeOf(cuboid), pointCount }
  state.edit('placeCuboid', placeCuboid(state.annotations, place, state.clip.frames))
}

/** Changes the selected cuboid; tells why not where it is final. */
export function changeSelected(
  { store }: Workbench,
  change: (cuboid: CuboidRecord, state: WorkbenchState) => Cuboid,
): void {
  const state = store.getState()
  const cuboid = editableCuboid(state)
  if (cuboid === null) tellUneditable(state)
  else commitCuboid(state, cuboid, change(cuboid, state))
}

/** Makes an edit of the selected cuboid by a command; tells why not where it is final. */
export function commandSelected(
  { store }: Workbench,
  name: string,
  command: (cuboid: CuboidRecord, state: WorkbenchState) => Patch,
): void {
  const state = store.getState()
  const cuboid = editableCuboid(state)
  if (cuboid === null) tellUneditable(state)
  else state.edit(name, command(cuboid, state))
}

/** A fit of the selected cuboid: the first of the modes that is not refused for want of points. */
export type SelectedFit = {
  readonly modes: readonly FitMode[]
  /** Where the fit starts from, given the cuboid as it is. */
  readonly from?: (cuboid: CuboidRecord) => Cuboid
  readonly faces?: Parameters<Workbench['fitter']['fit']>[0]['faces']
}

/**
 * Fits the selected cuboid to the points and commits it; tells why where the fit is refused.
 *
 * Nothing is committed when the cuboid was changed meanwhile.
 */
export async function fitSelected(
  { store, fitter }: Workbench,
  { modes, from, faces }: SelectedFit,
): Promise<void> {
  const before = editableCuboid(store.getState())
  if (before === null) {
    tellUneditable(store.getState())
    return
  }
  const start = shapeOf(from === undefined ? before : from(before))
  const { frame, trackId } = before
  for (const mode of modes) {
    const answer = await fitter.fit({ frame, cuboid: start, mode, ...(faces && { faces }) })
    const state = store.getState()
    if (answer.outcome === 'refused') {
      const isLast = mode === modes.at(-1)
      if (answer.why === 'tooFewPoints' && !isLast) continue
      notify(texts.t(`fit.${answer.why}`))
      // What the person turned stays turned, though its size could not be fitted.
      if (from !== undefined && isUnchanged(state, before)) commitCuboid(state, before, start)
      return
    }
    if (!isUnchanged(state, before) || state.clip === null) return
    const { cuboid, pointCount } = answer
    const place = { trackId, frame, cuboid, pointCount }
    state.edit('fitCuboid', placeCuboid(state.annotations, place, state.clip.frames))
    return
  }
}

function isUnchanged(state: WorkbenchState, before: CuboidRecord): boolean {
  // The server's answer to an earlier edit brings the same values as another object.
  return isSameValue(recordOf(state.annotations, before.id), before)
}

function shapeOf({ center, extent, rotation }: Cuboid): Cuboid {
  return { center, extent, rotation }
}
