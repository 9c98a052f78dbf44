import type { Clip } from '@trueline/annotation'
import type { Cuboid } from '@trueline/geometry'
import type { StoreApi } from 'zustand/vanilla'
import type { WorkbenchState } from './store/state.ts'

/** What actions and panes work with: the state, the frames of the open clip, and the fits. */
export type Workbench = {
  readonly store: StoreApi<WorkbenchState>
  readonly frames: FrameSource
  readonly fitter: Fitter
}

/** One frame's points, ready to draw and to measure. */
export type LoadedFrame = {
  readonly frame: number
  readonly sweeps: readonly LoadedSweep[]
  readonly pointCount: number
}

/** A sweep as its pack has it: rows of 8 bytes (int16 x, y, z, uint8 intensity, uint8 ring) for each section. */
export type LoadedSweep = {
  readonly sweep: Clip['frames'][number]['sweeps'][number]
  readonly bytes: Uint8Array
}

/**
 * The frames of the open clip: reads them by HTTP range, keeps a bounded number and reads the
 * neighbours of the one shown ahead of time.
 */
export type FrameSource = {
  /** The frame when it is at hand now, else `null`; never waits. */
  readonly peek: (frame: number) => LoadedFrame | null
  /** The frame, read if need be. Rejects when the server cannot be reached or the clip is closed. */
  readonly load: (frame: number) => Promise<LoadedFrame>
  readonly dispose: () => void
}

/** Fits on the points of a frame; runs in a worker. Cuboids are in ego space. */
export type Fitter = {
  readonly fit: (request: FitRequest) => Promise<FitAnswer>
}

/** A fit asked for. */
export type FitRequest = {
  readonly frame: number
  readonly cuboid: Cuboid
  /**
   * `grow`: find the object from a rough box; `shrink`: the box onto the points inside;
   * `stick`: keep the size, move the nearest faces onto the points; `count`: only count.
   */
  readonly mode: 'grow' | 'shrink' | 'stick' | 'count'
}

/** A fit's answer: the box and how many points are in it, or why it was refused. */
export type FitAnswer =
  | { readonly outcome: 'fitted'; readonly cuboid: Cuboid; readonly pointCount: number }
  | { readonly outcome: 'refused'; readonly why: 'tooFewPoints' | 'movedTooFar' | 'resizedTooMuch' }

/** Something a person can do by a key, the palette or a button. */
export type Action = {
  readonly id: string
  /** Defaults in tinykeys' notation: `Shift+W`, `$mod+Z`. */
  readonly keys: readonly string[]
  readonly label: { readonly en: string; readonly zh: string }
  readonly group: 'move' | 'turn' | 'fit' | 'object' | 'navigate' | 'edit' | 'view' | 'file'
  readonly run: (workbench: Workbench) => void | Promise<void>
}
