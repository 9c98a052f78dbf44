import { type Ground, groundHeightAt } from '@trueline/pointcloud'
import type { ModelAxes } from '../pillars/axes.ts'
import { pillarInputs } from '../pillars/pillars.ts'
import { channelCountOf, rasterOf } from '../raster/raster.ts'
import type { Inputs } from '../session/session.ts'
import type { MergedSweeps } from './mergeSweeps.ts'
import type { Model } from './model.ts'

/** What a network is shown, and how its space lies to ego space. */
export type FrameInputs = { readonly tensors: Inputs; readonly axes: ModelAxes }

/** Where a model's ground is looked for around the vehicle: under it nothing is seen. */
const AROUND: readonly (readonly [x: number, y: number])[] = [
  [0, 0],
  [4, 0],
  [-4, 0],
  [0, 4],
  [0, -4],
  [10, 0],
  [-10, 0],
]

/** The inputs of a model's network, made of points in ego space, on its GPU where that makes rasters. */
export async function inputsOf(
  { manifest: { input }, session }: Model,
  { points, ages }: MergedSweeps,
  ground: Ground,
): Promise<FrameInputs> {
  if (input.recipe === 'raster') {
    const dims = [1, channelCountOf(input), input.rows, input.columns]
    const buffer = await session.gpuRaster?.make(points, ground)
    const tensor = buffer ? { buffer, dims } : { data: rasterOf(points, ground, input), dims }
    return { tensors: { [input.input]: tensor }, axes: { axes: 'x-forward', rise: 0 } }
  }
  const rise = riseOf(input.groundHeight, ground)
  const tensors = pillarInputs({ points, ages, rise }, input)
  return { tensors, axes: { axes: input.axes, rise } }
}

/** What lifts the ground around the vehicle to the height a model expects it at. */
function riseOf(groundHeight: number | null, ground: Ground): number {
  if (groundHeight === null) return 0
  for (const [x, y] of AROUND) {
    const height = groundHeightAt(ground, x, y)
    if (height !== null) return groundHeight - height
  }
  return 0
}
