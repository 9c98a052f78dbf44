import type { Camera, Clip, SensorId } from '@trueline/annotation'
import type { Cuboid, Pose, Vec3 } from '@trueline/geometry'
import type { UnlabelledCluster } from '@trueline/perception'
import type { Face, FitAnswer, Frustum, Ground, Seed } from '@trueline/pointcloud'
import type { StoreApi } from 'zustand/vanilla'
import type { Checker } from './check/checker.ts'
import type { LaneProposer } from './propose/laneProposer.ts'
import type { Proposer } from './propose/proposer.ts'
import type { RoadsideProposer } from './propose/roadsideProposer.ts'
import type { WorkbenchState } from './store/state.ts'

/** What actions and panes work with: the state, the frames of the open clip, and the fits. */
export type Workbench = {
  readonly store: StoreApi<WorkbenchState>
  readonly frames: FrameSource
  readonly fitter: Fitter
  readonly proposer: Proposer & {
    readonly lanes: LaneProposer
    readonly roadside: RoadsideProposer
  }
  readonly checker: Checker
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
  readonly egoFromSensor: Pose
  readonly bytes: Uint8Array
}

/**
 * The frames of the open clip: reads them by HTTP range, keeps a bounded number and reads the
 * neighbours of the one shown ahead of time.
 */
export type FrameSource = {
  /** Begins to read the first frame of a clip that is about to be opened. */
  readonly prepare: (clip: Clip) => void
  /** The frame when it is at hand now, else `null`; never waits. */
  readonly peek: (frame: number) => LoadedFrame | null
  /** The frame, read if need be. Rejects when the server cannot be reached or the clip is closed. */
  readonly load: (frame: number) => Promise<LoadedFrame>
  /** A camera's picture of a frame when it is at hand now, else `null`. The source owns it: never close it. */
  readonly peekImage: (frame: number, sensorId: SensorId) => ImageBitmap | null
  /** A camera's picture of a frame, read and decoded off the main thread; `null` where it has none. */
  readonly loadImage: (frame: number, sensorId: SensorId) => Promise<ImageBitmap | null>
  readonly dispose: () => void
}

/** Fits on the points of a frame; runs in a worker. Cuboids are in ego space. */
export type Fitter = {
  readonly fit: (request: FitRequest) => Promise<FitAnswer>
  /** A box on an object that has none yet. */
  readonly create: (request: CreateRequest) => Promise<FitAnswer>
  /** The points in and around a cuboid: N × 4 rows of x, y, z, intensity in ego space. */
  readonly near: (request: NearRequest) => Promise<Float32Array>
  /** The first point a ray meets, in ego space; `null` when it meets none. */
  readonly locate: (request: LocateRequest) => Promise<Vec3 | null>
  /** Where a camera sees the points: N × 3 rows of x px, y px, distance; at most `limit` of them, evenly picked. */
  readonly project: (request: ProjectRequest) => Promise<Float32Array>
  /** The ground under a frame's points. */
  readonly ground: (frame: number) => Promise<Ground>
  /** What stands in a frame, as large as a road user, and lies in none of the cuboids. */
  readonly unlabelled: (
    frame: number,
    cuboids: readonly Cuboid[],
  ) => Promise<readonly UnlabelledCluster[]>
  readonly dispose: () => void
}

/** Where a new box is asked for; `frustum`: what fills a rectangle drawn in a picture. */
export type CreateSeed = Seed | (Frustum & { readonly kind: 'frustum' })

/** A new box asked for, and what is known of its object. */
export type CreateRequest = {
  readonly frame: number
  readonly seed: CreateSeed
  readonly typicalExtent: Vec3
  readonly referenceYaw: number
}

/** The points asked for: those within `margin` of the cuboid's faces. */
export type NearRequest = {
  readonly frame: number
  readonly cuboid: Cuboid
  readonly margin: number
}

/** A ray in ego space; `direction` has length 1, `spread` is the half angle of its cone. */
export type LocateRequest = {
  readonly frame: number
  readonly origin: Vec3
  readonly direction: Vec3
  readonly spread: number
}

/** Points asked for as a camera sees them. */
export type ProjectRequest = {
  readonly frame: number
  readonly camera: Pick<Camera, 'egoFromSensor' | 'model'>
  readonly limit: number
}

/** A fit asked for. */
export type FitRequest = {
  readonly frame: number
  readonly cuboid: Cuboid
  readonly mode: FitMode
  /** The faces that may move; of `snapFaces` and `shrinkFaces` only. */
  readonly faces?: readonly Face[]
}

/**
 * `grow`: the object that a rough box stands on; `shrink`: the box onto the points inside; `stick`: keep the size, move the nearest faces onto the
 * points; `snapFaces`, `shrinkFaces`: the given faces onto the nearest points, or onto those inside;
 * `count`: only count.
 */
export type FitMode = 'grow' | 'shrink' | 'stick' | 'snapFaces' | 'shrinkFaces' | 'count'

/** Something a person can do by a key, the palette or a button. */
export type Action = {
  readonly id: string
  /** Defaults in tinykeys' notation: `Shift+W`, `$mod+Z`. */
  readonly keys: readonly string[]
  readonly label: { readonly en: string; readonly zh: string }
  readonly group: 'move' | 'turn' | 'fit' | 'object' | 'navigate' | 'edit' | 'view' | 'file'
  /** What it changes of the document where its group does not say so: labels, by `move`, `turn`, `fit` and `object`. */
  readonly changes?: 'nothing' | 'remarks'
  readonly run: (workbench: Workbench) => void | Promise<void>
}
