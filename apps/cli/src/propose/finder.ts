import { type Clip, sensorId } from '@trueline/annotation'
import { type Vec3, ZERO } from '@trueline/geometry'
import {
  type Backend,
  classicalProposals,
  type FrameProposals,
  type Model,
  proposeFrame,
} from '@trueline/perception'
import type { LabelledClip } from '../clips/labelledClip.ts'
import { alignedSweeps, egoPoints } from './alignedSweeps.ts'

/** Finds the objects of one frame. */
export type Finder = {
  /** What it runs on; `none`: no network. */
  readonly backend: Backend | 'none'
  /** The same in words. */
  readonly backendText: string
  /** What it found, and the frame's own points in ego space. */
  readonly find: (
    source: LabelledClip,
    frame: number,
  ) => Promise<FrameProposals & { readonly points: Float32Array }>
}

/** Finds what a model sees. */
export function modelFinder(
  model: Model,
  options: { readonly scoreFrom: number | null; readonly sweeps: number },
): Finder {
  const { scoreFrom } = options
  return {
    backend: model.session.backend,
    backendText: model.session.backendText.en,
    find: async (source, frame) => {
      const sweeps = await alignedSweeps(source, frame, options.sweeps)
      const now = (): number => performance.now()
      const found = await proposeFrame(model, sweeps, { scoreFrom, signal: null, now })
      return { ...found, points: sweeps[0]?.points ?? new Float32Array(0) }
    },
  }
}

/** Finds clusters of the sizes of road users. */
export function classicalFinder(scoreFrom: number): Finder {
  return {
    backend: 'none',
    backendText: 'clusters, no network',
    find: async (source, frame) => {
      const points = await egoPoints(source, frame)
      const begun = performance.now()
      const detections = classicalProposals(points, lidarPlace(source.clip, frame)).filter(
        ({ score }) => score >= scoreFrom,
      )
      const ms = { ground: 0, raster: 0, network: 0, decode: performance.now() - begun }
      return { detections, ms, points }
    },
  }
}

/** Where a frame's first lidar stands in ego space. */
function lidarPlace({ frames, sensors }: Clip, frame: number): Vec3 {
  const first = frames[frame]?.sweeps[0]?.sensorId ?? sensorId('')
  return sensors.find(({ id }) => id === first)?.egoFromSensor.translation ?? ZERO
}
