import {
  type CuboidRecord,
  cuboidOf,
  isKeyframe,
  isShown,
  type Patch,
  type PlacedCuboid,
  placeCuboid,
  placeCuboids,
  recordOf,
} from '@trueline/annotation'
import { type Cuboid, countPointsInCuboid } from '@trueline/geometry'
import type { FitAnswer } from '@trueline/pointcloud'
import { notify } from '../actions/notices.ts'
import { inTurn } from '../actions/rangeActions.ts'
import { texts } from '../i18n/i18n.ts'
import { editedFrames } from '../store/batch.ts'
import { isSameValue } from '../store/sameValue.ts'
import { selectedCuboid } from '../store/selectors.ts'
import type { WorkbenchState } from '../store/state.ts'
import { tellReadOnly } from '../work/tellReadOnly.ts'
import type { FitMode, Workbench } from '../workbench.ts'
import { nearPoints } from './nearPoints.ts'

/** The selected cuboid when it may be changed, `null` when there is none or it is final. */
export function editableCuboid(state: WorkbenchState): CuboidRecord | null {
  const cuboid = state.editRight === 'all' ? selectedCuboid(state) : null
  return cuboid !== null && isEditable(cuboid) ? cuboid : null
}

/** Whether a cuboid is a label that may be changed. */
export function isEditable(cuboid: CuboidRecord): boolean {
  return isShown(cuboid) && cuboid.state !== 'final'
}

/** The selected track's cuboids that an edit changes: on the batch page those of all chosen columns. */
export function editableCuboids(state: WorkbenchState): readonly CuboidRecord[] {
  const { annotations, selectedTrackId, editRight } = state
  if (selectedTrackId === null || editRight !== 'all') return []
  return editedFrames(state).flatMap((frame) => {
    const cuboid = cuboidOf(annotations, selectedTrackId, frame)
    return cuboid !== undefined && isEditable(cuboid) ? [cuboid] : []
  })
}

/** Says why the selected cuboid cannot be changed. */
export function tellUneditable(state: WorkbenchState): void {
  if (state.editRight !== 'all') {
    tellReadOnly(state)
    return
  }
  const isFinal = selectedCuboid(state)?.state === 'final'
  notify(texts.t(isFinal ? 'notice.frozen' : 'fit.noBox'))
}

/** Where a drag, a key or a fit puts a cuboid. */
export type Placement = {
  readonly record: CuboidRecord
  readonly cuboid: Cuboid
  /** Points inside where they were counted; else those at hand are. */
  readonly pointCount?: number
  /** `refit` where many were fitted at once and nobody stands for each. */
  readonly provenance?: PlacedCuboid['provenance']
}

/** The patch that puts cuboids of the selected track somewhere; on the batch page those between follow. */
export function placementPatch(
  { annotations, clip, page, between }: WorkbenchState,
  placements: readonly Placement[],
): Patch {
  const [first] = placements
  if (clip === null || first === undefined) return []
  const { trackId } = first.record
  const places = placements.map((placement): PlacedCuboid => {
    const { frame } = placement.record
    const cuboid = shapeOf(placement.cuboid)
    const pointCount = placement.pointCount ?? countNear({ trackId, frame }, cuboid)
    return { frame, cuboid, pointCount, provenance: placement.provenance ?? 'human' }
  })
  if (page === 'batch') {
    return placeCuboids(annotations, { trackId, places, between }, clip.frames)
  }
  const { frame, cuboid, pointCount } = places[0]!
  return placeCuboid(annotations, { trackId, frame, cuboid, pointCount }, clip.frames)
}

function countNear(place: Parameters<typeof nearPoints>[0], cuboid: Cuboid): number | null {
  const points = nearPoints(place, cuboid)
  return points === null ? null : countPointsInCuboid(points, cuboid)
}

/** Commits where a drag or a key put cuboids: one edit. */
export function commitPlacements(state: WorkbenchState, placements: readonly Placement[]): void {
  state.edit('placeCuboid', placementPatch(state, placements))
}

/** Changes the selected cuboid, or those of the chosen columns alike; tells why not where none may be. */
export function changeSelected(
  { store }: Workbench,
  change: (cuboid: CuboidRecord, state: WorkbenchState) => Cuboid,
): void {
  const state = store.getState()
  const cuboids = editableCuboids(state)
  if (cuboids.length === 0) tellUneditable(state)
  else {
    const placements = cuboids.map((record) => ({ record, cuboid: change(record, state) }))
    commitPlacements(state, placements)
  }
}

/** Makes an edit of the selected cuboid, or of those of the chosen columns, by a command; tells why not where none may be. */
export function commandSelected(
  { store }: Workbench,
  name: string,
  command: (cuboid: CuboidRecord, state: WorkbenchState) => Patch,
): void {
  const state = store.getState()
  const cuboids = editableCuboids(state)
  if (cuboids.length === 0) tellUneditable(state)
  else {
    const commands = cuboids.map((cuboid) => (annotations: WorkbenchState['annotations']) => {
      return command(cuboid, { ...state, annotations })
    })
    state.edit(name, inTurn(state.annotations, commands))
  }
}

/** A fit of the selected cuboid: the first of the modes that is not refused for want of points. */
export type SelectedFit = {
  readonly modes: readonly FitMode[]
  /** Where the fit starts from, given the cuboid as it is. */
  readonly from?: (cuboid: CuboidRecord) => Cuboid
  readonly faces?: Parameters<Workbench['fitter']['fit']>[0]['faces']
}

/**
 * Fits the selected cuboid, or those of the chosen columns, to the points and commits that as one edit;
 * tells why where a fit is refused.
 *
 * Nothing is done to a cuboid that was changed meanwhile.
 */
export async function fitSelected(workbench: Workbench, fit: SelectedFit): Promise<void> {
  const before = editableCuboids(workbench.store.getState())
  if (before.length === 0) {
    tellUneditable(workbench.store.getState())
    return
  }
  const fitted: Placement[] = []
  const turned: Placement[] = []
  let refused: (FitAnswer & { readonly outcome: 'refused' }) | null = null
  let refusals = 0
  for (const record of before) {
    const answer = await fitOne(workbench, record, fit)
    if (answer.outcome === 'fitted') {
      const { cuboid, pointCount } = answer
      fitted.push({ record, cuboid, pointCount, provenance: provenanceOf(record, before, fit) })
      continue
    }
    refused = answer
    refusals++
    // What the person turned stays turned, though its size could not be fitted.
    if (fit.from !== undefined) turned.push({ record, cuboid: fit.from(record) })
  }
  if (refused !== null) {
    const why = texts.t(`fit.${refused.why}`)
    const count = before.length
    notify(count === 1 ? why : texts.t('batch.refused', { refusals, count, why }))
  }
  const state = workbench.store.getState()
  const placements = [...fitted, ...turned].filter(({ record }) => isUnchanged(state, record))
  if (placements.length === 0) return
  const name = fitted.length > 0 ? 'fitCuboid' : 'placeCuboid'
  state.edit(name, placementPatch(state, placements))
}

/** Many fitted at once are the tool's, except where a person stood for one, or turned them. */
function provenanceOf(
  record: CuboidRecord,
  all: readonly CuboidRecord[],
  { from }: SelectedFit,
): PlacedCuboid['provenance'] {
  return all.length > 1 && from === undefined && !isKeyframe(record) ? 'refit' : 'human'
}

async function fitOne(
  { fitter }: Workbench,
  record: CuboidRecord,
  { modes, from, faces }: SelectedFit,
): Promise<FitAnswer> {
  const cuboid = shapeOf(from === undefined ? record : from(record))
  for (const mode of modes) {
    const request = { frame: record.frame, cuboid, mode, ...(faces && { faces }) }
    const answer = await fitter.fit(request)
    const isNext =
      answer.outcome === 'refused' && answer.why === 'tooFewPoints' && mode !== modes.at(-1)
    if (!isNext) return answer
  }
  throw new RangeError('Expected a mode to fit by')
}

function isUnchanged(state: WorkbenchState, before: CuboidRecord): boolean {
  // The server's answer to an earlier edit brings the same values as another object.
  return isSameValue(recordOf(state.annotations, before.id), before)
}

function shapeOf({ center, extent, rotation }: Cuboid): Cuboid {
  return { center, extent, rotation }
}
