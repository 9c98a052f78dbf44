import { IDENTITY_POSE } from '@trueline/geometry'
import { packSweep } from '@trueline/pointcloud'
import type { Fitter } from '../workbench.ts'
import { createFitService, type FitService, type HeldFrame } from '../workers/fit.service.ts'

/** A frame of one sweep whose sensor stands at the ego's origin. */
export function heldFrame(points: Float32Array): HeldFrame {
  const { bytes, sections, pointCount } = packSweep({ points, ring: null, timeOffset: null })
  return { pointCount, sweeps: [{ bytes, sections, egoFromSensor: IDENTITY_POSE }] }
}

/** The fits on the points of frames, N × 4 rows each, in this thread. */
export function createLocalFitter(pointsByFrame: readonly Float32Array[]): Fitter {
  const service = createFitService()
  const on = async (frame: number): Promise<FitService> => {
    const points = pointsByFrame[frame]
    if (points === undefined) throw new RangeError(`The clip has no frame ${frame}`)
    service.hold(heldFrame(points))
    return service
  }
  return {
    fit: async ({ frame, ...request }) => (await on(frame)).fit(request),
    create: async ({ frame, ...request }) => (await on(frame)).create(request),
    near: async ({ frame, ...request }) => (await on(frame)).near(request),
    locate: async ({ frame, ...request }) => (await on(frame)).locate(request),
    project: async ({ frame, ...request }) => (await on(frame)).project(request),
    ground: async (frame) => (await on(frame)).ground(),
    unlabelled: async (frame, cuboids) => (await on(frame)).unlabelled(cuboids),
    dispose: () => undefined,
  }
}
