import type { BlobRange, Message, PackSection } from '@trueline/annotation'
import { countPointsInCuboid, type Pose, ZERO } from '@trueline/geometry'
import {
  type AlignedSweep,
  type Backend,
  classicalProposals,
  type Detection,
  type FrameProposals,
  type Model,
  type ModelManifest,
  proposeFrame,
} from '@trueline/perception'
import { openWebSession, type WebOptions } from '@trueline/perception/web'
import { POINT_STRIDE, unpackInto } from '@trueline/pointcloud'
import { type Answer, answered } from './answered.ts'
import { download } from './download.ts'
import { createFramesService } from './frames.service.ts'

/** A model to be loaded: what it is, and its network or where that lies. */
export type ModelSource = {
  readonly manifest: ModelManifest
  readonly network: string | Uint8Array
}

/** What a loaded model runs on. */
export type LoadedModel = { readonly backend: Backend; readonly backendText: Message }

/** A frame to look at: its own sweeps and those before it that the model sees with them. */
export type FrameToPropose = { readonly moments: readonly MomentToPropose[] }

/** The sweeps of one moment, its ego space in the frame's, and how many seconds before it was. */
export type MomentToPropose = Pick<AlignedSweep, 'egoFromSweep' | 'age'> & {
  readonly sweeps: readonly {
    readonly range: BlobRange
    readonly pointCount: number
    readonly sections: readonly PackSection[]
    readonly egoFromSensor: Pose
  }[]
}

/** What was found in a frame, and how many points lie in each box. */
export type FoundInFrame = FrameProposals & { readonly pointCounts: readonly number[] }

/** What the proposing worker answers. */
export type ProposeService = {
  /** Loads a model in place of the one there is; `progress` is told the share of the network read, in 0..1. */
  readonly load: (
    source: ModelSource,
    options: Pick<WebOptions, 'backend' | 'allowsSoftware'>,
    progress: (share: number) => void,
  ) => Promise<Answer<LoadedModel>>
  /** What the model finds in a frame from a score on, best first. Rejects when a sweep cannot be read. */
  readonly propose: (frame: FrameToPropose, scoreFrom: number) => Promise<Answer<FoundInFrame>>
  /** The same without a model: what stands on the ground with the size of a road user. */
  readonly cluster: (frame: FrameToPropose, scoreFrom: number) => Promise<Answer<FoundInFrame>>
}

/** Runs one model at a time on sweeps that it reads by HTTP range. */
export function createProposeService(environment: WebOptions['environment']): ProposeService {
  const reader = createFramesService()
  let model: Model | null = null
  let last: Promise<unknown> = Promise.resolve()

  /** One after the other: a network must not be let go while it runs, nor two be loaded at once. */
  function inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const mine = last.then(work)
    last = mine.catch(() => undefined)
    return mine
  }

  async function alignedSweep(moment: MomentToPropose): Promise<AlignedSweep> {
    const { sweeps, egoFromSweep, age } = moment
    const parts = await reader.read({ requestId: 0, ranges: sweeps.map(({ range }) => range) })
    const rows = sweeps.reduce((sum, { pointCount }) => sum + pointCount, 0)
    const points = new Float32Array(rows * POINT_STRIDE)
    let start = 0
    for (const [index, { sections, egoFromSensor }] of sweeps.entries()) {
      const written = unpackInto(
        points.subarray(start),
        { bytes: parts[index]!, sections },
        egoFromSensor,
      )
      start += written * POINT_STRIDE
    }
    return { points, egoFromSweep, age }
  }

  return {
    load: ({ manifest, network }, options, progress) =>
      inTurn(() =>
        answered(async () => {
          await model?.session.dispose()
          model = null
          const bytes = typeof network === 'string' ? await download(network, progress) : network
          const raster = manifest.input.recipe === 'raster' ? manifest.input : null
          const session = await openWebSession(bytes, { ...options, environment, raster })
          model = { manifest, session }
          const { backend, backendText } = session
          return { backend, backendText }
        }),
      ),
    propose: (frame, scoreFrom) =>
      inTurn(() =>
        answered(async () => {
          if (model === null) throw new Error('No model is loaded')
          const sweeps = await Promise.all(frame.moments.map(alignedSweep))
          const options = { scoreFrom, signal: null, now: () => performance.now() }
          const found = await proposeFrame(model, sweeps, options)
          return { ...found, pointCounts: countsIn(sweeps[0]?.points, found.detections) }
        }),
      ),
    cluster: (frame, scoreFrom) =>
      answered(async () => {
        const [moment] = frame.moments
        if (moment === undefined) return { detections: [], pointCounts: [], ms: NO_TIME }
        const { points } = await alignedSweep(moment)
        const sensor = moment.sweeps[0]?.egoFromSensor.translation ?? ZERO
        const begun = performance.now()
        const all = classicalProposals(points, sensor)
        const detections = all.filter(({ score }) => score >= scoreFrom)
        const ms = { ...NO_TIME, decode: performance.now() - begun }
        return { detections, pointCounts: countsIn(points, detections), ms }
      }),
  }
}

const NO_TIME = { ground: 0, raster: 0, network: 0, decode: 0 }

/** How many of the frame's own points lie in each box. */
function countsIn(
  points: Float32Array | undefined,
  detections: readonly Detection[],
): readonly number[] {
  return detections.map(({ cuboid }) =>
    points === undefined ? 0 : countPointsInCuboid(points, cuboid),
  )
}
