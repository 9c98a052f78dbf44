import { type Ground, POINT_STRIDE } from '@trueline/pointcloud'
import type { GpuBuffer, GpuDevice, GpuLimits, GpuPipeline } from '../session/gpu.ts'
import { RASTER_SHADER, THREADS } from './gpuShader.ts'
import { COUNTS, channelCountOf, type RasterRecipe } from './raster.ts'

/** Makes rasters of one recipe on a GPU. */
export type GpuRaster = {
  /**
   * Has the GPU make what `rasterOf` makes of the same points, and gives the buffer it lies in for all
   * that is submitted after it, until the next is made; `null` where the GPU has no room for the points.
   *
   * Counts are those of `rasterOf`, but for points within a micrometer of the edge of a slice where the
   * ground has gaps; heights are so within a few units in the last place.
   */
  readonly make: (points: Float32Array, ground: Ground) => Promise<GpuBuffer | null>
  readonly dispose: () => void
}

/** A GPU's raster, or why it cannot make one. */
export type OpenedGpuRaster =
  | { readonly raster: GpuRaster; readonly why: null }
  | { readonly raster: null; readonly why: string }

/** Rasters of a recipe on a GPU. */
export async function openGpuRaster(
  device: GpuDevice,
  recipe: RasterRecipe,
): Promise<OpenedGpuRaster> {
  const size = sizeFor(channelCountOf(recipe) * recipe.columns * recipe.rows * 4)
  const lack = lackOf(device.limits, recipe, size)
  if (lack !== null) return { raster: null, why: lack }
  try {
    return { raster: rasterOn(device, recipe, await partsOf(device, recipe, size)), why: null }
  } catch (error) {
    return { raster: null, why: error instanceof Error ? error.message : String(error) }
  }
}

/** What a GPU has too little of. */
function lackOf(limits: GpuLimits, { columns, rows }: RasterRecipe, size: number): string | null {
  const needs: readonly (readonly [name: keyof GpuLimits, least: number])[] = [
    ['maxStorageBuffersPerShaderStage', 4],
    ['maxStorageBufferBindingSize', size],
    ['maxBufferSize', size],
    ['maxComputeWorkgroupsPerDimension', sideOf(columns * rows)],
  ]
  const lacking = needs.find(([name, least]) => !(limits[name] >= least))
  return lacking === undefined ? null : `${lacking[0]} ${limits[lacking[0]]} < ${lacking[1]}`
}

/** `GPUBufferUsage`, which is not there outside a browser. */
const USAGE = { copySource: 0x4, copyTarget: 0x8, uniform: 0x40, storage: 0x80 } as const
const READ = USAGE.storage | USAGE.copyTarget

/** Values of the shader's `Recipe`. */
const RECIPE_VALUES = 16

type Parts = {
  readonly count: GpuPipeline
  readonly finish: GpuPipeline
  readonly recipe: GpuBuffer
  readonly tables: GpuBuffer
  readonly raster: GpuBuffer
}

async function partsOf(device: GpuDevice, recipe: RasterRecipe, size: number): Promise<Parts> {
  const { sliceShares, cellShares } = COUNTS
  const tables = Float32Array.from([...recipe.heightEdges, ...sliceShares, ...cellShares])
  const { module, ...buffers } = await checked(device, () => ({
    module: device.createShaderModule({ code: RASTER_SHADER }),
    recipe: device.createBuffer({
      label: 'recipe',
      size: RECIPE_VALUES * 4,
      usage: USAGE.uniform | USAGE.copyTarget,
    }),
    tables: device.createBuffer({ label: 'tables', size: sizeFor(tables.byteLength), usage: READ }),
    raster: device.createBuffer({ label: 'raster', size, usage: READ | USAGE.copySource }),
  }))
  device.queue.writeBuffer(buffers.tables, 0, tables)
  const [count, finish] = await Promise.all(
    ['count', 'finish'].map((entryPoint) =>
      device.createComputePipelineAsync({ layout: 'auto', compute: { module, entryPoint } }),
    ),
  )
  return { ...buffers, count: count!, finish: finish! }
}

function rasterOn(device: GpuDevice, recipe: RasterRecipe, parts: Parts): GpuRaster {
  const points = growing(device, 'points')
  const heights = growing(device, 'ground')
  const cells = recipe.columns * recipe.rows
  return {
    make: async (rows, ground) => {
      const pointCount = rows.length / POINT_STRIDE
      if (sideOf(pointCount) > device.limits.maxComputeWorkgroupsPerDimension) return null
      const pointBuffer = await points.holding(rows)
      const groundBuffer = await heights.holding(ground.heights)
      if (pointBuffer === null || groundBuffer === null) return null
      device.queue.writeBuffer(parts.recipe, 0, recipeValues(recipe, ground, pointCount))
      const encoder = device.createCommandEncoder()
      encoder.clearBuffer(parts.raster)
      const pass = encoder.beginComputePass()
      const run = (program: GpuPipeline, threads: number, buffers: Bindings): void => {
        const side = sideOf(threads)
        pass.setPipeline(program)
        pass.setBindGroup(0, boundTo(device, program, buffers))
        pass.dispatchWorkgroups(side, side)
      }
      const { recipe: recipeBuffer, tables, raster } = parts
      const own: Bindings = { 0: recipeBuffer, 3: tables, 4: raster }
      run(parts.count, pointCount, { ...own, 1: pointBuffer, 2: groundBuffer })
      run(parts.finish, cells, own)
      pass.end()
      device.queue.submit([encoder.finish()])
      return raster
    },
    dispose: () => {
      for (const buffer of [parts.recipe, parts.tables, parts.raster]) buffer.destroy()
      points.dispose()
      heights.dispose()
    },
  }
}

/** Buffers by their binding in the shader. */
type Bindings = { readonly [binding: number]: GpuBuffer }

function boundTo(device: GpuDevice, program: GpuPipeline, buffers: Bindings): object {
  const entries = Object.entries(buffers).map(([binding, buffer]) => ({
    binding: Number(binding),
    resource: { buffer },
  }))
  return device.createBindGroup({ layout: program.getBindGroupLayout(0), entries })
}

/** The shader's `Recipe`. */
function recipeValues(recipe: RasterRecipe, ground: Ground, pointCount: number): Float32Array {
  const values = new Float32Array(RECIPE_VALUES)
  const counts = new Uint32Array(values.buffer)
  values.set([recipe.minX, recipe.minY, 1 / recipe.cell], 0)
  counts.set([pointCount, recipe.columns, recipe.rows, recipe.heightEdges.length - 1, 0], 3)
  values.set([ground.minX, ground.minY, 1 / ground.cell], 8)
  counts.set([ground.columns, ground.rows], 11)
  values[13] = COUNTS.heightUnit
  counts.set([COUNTS.sliceShares.length - 1, COUNTS.cellShares.length - 1], 14)
  return values
}

/** Memory of a GPU that grows with what it holds. */
type Growing = {
  /** The buffer with these values in it; `null` where there is no room for them. */
  readonly holding: (values: Float32Array) => Promise<GpuBuffer | null>
  readonly dispose: () => void
}

function growing(device: GpuDevice, label: string): Growing {
  let buffer: GpuBuffer | null = null
  const grownTo = async (size: number): Promise<GpuBuffer | null> => {
    const { maxBufferSize, maxStorageBufferBindingSize } = device.limits
    if (size > Math.min(maxBufferSize, maxStorageBufferBindingSize)) return null
    try {
      return await checked(device, () => device.createBuffer({ label, size, usage: READ }))
    } catch {
      return null
    }
  }
  return {
    holding: async (values) => {
      const size = sizeFor(values.byteLength)
      if (buffer === null || buffer.size < size) {
        buffer?.destroy()
        buffer = await grownTo(size)
      }
      if (buffer !== null) device.queue.writeBuffer(buffer, 0, values)
      return buffer
    },
    dispose: () => buffer?.destroy(),
  }
}

/**
 * What `make` makes on a GPU, which says only later whether it could.
 *
 * @throws {Error} in the GPU's words.
 */
async function checked<Made>(device: GpuDevice, make: () => Made): Promise<Made> {
  device.pushErrorScope('out-of-memory')
  device.pushErrorScope('validation')
  const made = make()
  const errors = await Promise.all([device.popErrorScope(), device.popErrorScope()])
  const error = errors.find((one) => one !== null)
  if (error) throw new Error(error.message)
  return made
}

/** Side of a square of workgroups with a thread for each of `threads`. */
function sideOf(threads: number): number {
  return Math.ceil(Math.sqrt(Math.ceil(threads / THREADS)))
}

/** Bytes that hold so many, in whole rows of four values, as shaders read them. */
function sizeFor(bytes: number): number {
  return Math.max(1, Math.ceil(bytes / 16)) * 16
}
