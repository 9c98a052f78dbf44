import { describe, expect, it } from 'vitest'
import type { GpuDevice, GpuLimits } from '../session/gpu.ts'
import { openGpuRaster } from './gpuRaster.ts'

const RECIPE = { minX: 0, minY: 0, cell: 0.2, columns: 512, rows: 512, heightEdges: [-1, 0, 1] }

const LIMITS: GpuLimits = {
  maxBufferSize: 2 ** 28,
  maxStorageBufferBindingSize: 2 ** 27,
  maxStorageBuffersPerShaderStage: 8,
  maxComputeWorkgroupsPerDimension: 65_535,
}

/** A GPU that says of all that it makes what is wrong with it; `null`: nothing. */
function gpuOf(limits: GpuLimits, wrong: string | null): GpuDevice {
  const buffer = { size: 0, destroy: () => undefined }
  return {
    limits,
    lost: new Promise(() => undefined),
    destroy: () => undefined,
    queue: { writeBuffer: () => undefined, submit: () => undefined },
    createBuffer: () => buffer,
    createShaderModule: () => ({}),
    createComputePipelineAsync: () => Promise.resolve({ getBindGroupLayout: () => ({}) }),
    createBindGroup: () => ({}),
    createCommandEncoder: () => {
      throw new Error('Nothing is to be made')
    },
    pushErrorScope: () => undefined,
    popErrorScope: () => Promise.resolve(wrong === null ? null : { message: wrong }),
  }
}

describe('a raster on a GPU', () => {
  it('says which limit is too low, and how low', async () => {
    const narrow = gpuOf({ ...LIMITS, maxStorageBufferBindingSize: 2 ** 20 }, null)
    expect(await openGpuRaster(narrow, RECIPE)).toEqual({
      raster: null,
      why: 'maxStorageBufferBindingSize 1048576 < 5242880',
    })
  })

  it('says what the GPU says when it has no room', async () => {
    expect(await openGpuRaster(gpuOf(LIMITS, 'Out of memory'), RECIPE)).toEqual({
      raster: null,
      why: 'Out of memory',
    })
  })

  it('takes no more points than the GPU’s limits allow', async () => {
    const { raster } = await openGpuRaster(gpuOf(LIMITS, null), RECIPE)
    const ground = { minX: 0, minY: 0, cell: 1, columns: 2, rows: 2, heights: new Float32Array(4) }
    const points = new Float32Array(2 ** 25 + 4)
    expect(await raster?.make(points, ground)).toBeNull()
  })
})
