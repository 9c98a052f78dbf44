import { groundHeightAt, groundOf } from '@trueline/pointcloud'
import { decodeOutputs } from '../decode/decode.ts'
import type { Detection } from '../detection.ts'
import { cuboidInEgo } from '../pillars/axes.ts'
import { inputsOf } from './inputs.ts'
import { isRecorder } from './isRecorder.ts'
import { joinFragments } from './joinFragments.ts'
import { type AlignedSweep, mergeSweeps } from './mergeSweeps.ts'
import type { Model } from './model.ts'

/** How a frame's objects are looked for. */
export type ProposeOptions = {
  /** The least score that is kept; `null`: each class's threshold. */
  readonly scoreFrom: number | null
  /** Throws when nobody wants the answer any more: an `AbortSignal`. `null`: somebody always does. */
  readonly signal: { readonly throwIfAborted: () => void } | null
  /** Milliseconds of a clock that never goes back: `performance.now`. */
  readonly now: () => number
}

/** The objects of a frame. */
export type FrameProposals = {
  /** Best first. */
  readonly detections: readonly Detection[]
  /** Milliseconds that each step took; the raster's part on a GPU is in the network's. */
  readonly ms: {
    readonly ground: number
    /** The rest of the network's input: a raster, or pillars. */
    readonly raster: number
    readonly network: number
    readonly decode: number
  }
}

/**
 * What a model finds in a frame, in ego space.
 *
 * The ground and the network's input from the sweeps, the network, then its outputs read, what it saw of
 * a long vehicle in parts made one, and the recording vehicle left out; given up between two of these
 * when the signal says so.
 *
 * @param sweeps The frame's own sweep, and as many before it as the model was trained to see.
 * @throws {ModelError} when the model does not fit its manifest, or the network fails.
 */
export async function proposeFrame(
  model: Model,
  sweeps: readonly AlignedSweep[],
  { scoreFrom, signal, now }: ProposeOptions,
): Promise<FrameProposals> {
  const { manifest, session } = model
  signal?.throwIfAborted()
  const begun = now()
  const merged = mergeSweeps(sweeps)
  const ground = groundOf(merged.points)
  const stood = now()
  const { tensors, axes } = await inputsOf(model, merged, ground)
  const made = now()
  signal?.throwIfAborted()
  const outputs = await session.run(tensors)
  const run = now()
  signal?.throwIfAborted()
  const groundAt = (x: number, y: number): number | null => {
    const height = groundHeightAt(ground, ...egoPlace(axes.axes, x, y))
    return height === null ? null : height + axes.rise
  }
  const parts = decodeOutputs(manifest, outputs, { scoreFrom, groundAt }).map(
    ({ cuboid, classAt, score }): Detection => ({
      cuboid: cuboidInEgo(cuboid, axes),
      category: manifest.classes[classAt]!.category,
      score,
    }),
  )
  const joined = joinFragments(parts, sweeps[0]?.points ?? merged.points)
  const detections = joined.filter(({ cuboid }) => !isRecorder(cuboid))
  return {
    detections,
    ms: {
      ground: stood - begun,
      raster: made - stood,
      network: run - made,
      decode: now() - run,
    },
  }
}

/** Where in ego space a place of the model's lies. */
function egoPlace(axes: string, x: number, y: number): [x: number, y: number] {
  return axes === 'x-forward' ? [x, y] : [y, -x]
}
