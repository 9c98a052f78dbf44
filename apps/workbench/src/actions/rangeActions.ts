import {
  type Annotations,
  acceptTrack,
  applyPatch,
  type Change,
  cuboidOf,
  deleteCuboid,
  finalizeTrack,
  interpolateTrack,
  isShown,
  type Patch,
  type RecordId,
  restoreCuboid,
  type TrackId,
  unfinalizeTrack,
} from '@trueline/annotation'
import type { WorkbenchState } from '../store/state.ts'

/** What can be done to a track in the chosen frames, one edit each. Where a frame has no box there is nothing to do. */
export const RANGE_COMMANDS = {
  accept: ({ annotations, frameRange }, trackId) =>
    acceptTrack(annotations, { trackId, frames: frameRange }),
  reject: ({ annotations, frameRange }, trackId) =>
    inTurn(
      annotations,
      frameRange.map((frame) => (document) => deleteWhere(document, trackId, frame)),
    ),
  interpolate: ({ annotations, frameRange, clip }, trackId) =>
    interpolateTrack(annotations, { trackId, frames: frameRange }, clip?.frames ?? []),
  finalize: ({ annotations, frameRange }, trackId) =>
    finalizeTrack(annotations, { trackId, frames: frameRange }),
  toggleFinal: ({ annotations, frameRange }, trackId) =>
    toggleFinal(annotations, trackId, frameRange),
  restore: ({ annotations, frameRange }, trackId) =>
    frameRange.flatMap((frame) =>
      cuboidOf(annotations, trackId, frame) === undefined
        ? []
        : restoreCuboid(annotations, { trackId, frame }),
    ),
} as const satisfies {
  readonly [name: string]: (state: WorkbenchState, trackId: TrackId) => Patch
}

/** One patch of commands made one after the other, each on what the ones before it left. */
export function inTurn(
  annotations: Annotations,
  commands: readonly ((document: Annotations) => Patch)[],
): Patch {
  const changes = new Map<RecordId, Change>()
  let document = annotations
  for (const command of commands) {
    const patch = command(document)
    document = applyPatch(document, patch)
    for (const change of patch) {
      const { before } = changes.get(change.recordId) ?? change
      changes.set(change.recordId, { ...change, before })
    }
  }
  return [...changes.values()].filter(({ before, after }) => before !== after)
}

function toggleFinal(annotations: Annotations, trackId: TrackId, frames: readonly number[]): Patch {
  const shown = frames.flatMap((frame) => {
    const cuboid = cuboidOf(annotations, trackId, frame)
    return cuboid !== undefined && isShown(cuboid) ? [cuboid] : []
  })
  const isFinal = shown.length > 0 && shown.every(({ state }) => state === 'final')
  const change = isFinal ? unfinalizeTrack : finalizeTrack
  return change(annotations, { trackId, frames })
}

function deleteWhere(annotations: Annotations, trackId: TrackId, frame: number): Patch {
  const cuboid = cuboidOf(annotations, trackId, frame)
  const isOpen = cuboid !== undefined && isShown(cuboid) && cuboid.state !== 'final'
  return isOpen ? deleteCuboid(annotations, { trackId, frame }) : []
}
