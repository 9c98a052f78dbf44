import type { Worker } from '@playwright/test'

/** The GPU that a worker uses. */
export type WatchedGpu = {
  /** The float32 in the newest of its buffers that bears a label. */
  readonly read: (label: string) => Promise<Float32Array>
  /** Takes it from the worker, as a crash of its driver would. */
  readonly lose: () => Promise<void>
}

/** Of `GPUBufferUsage`, whose values TypeScript does not know. */
const USAGE = { read: 0x1, copySource: 0x4, copyTarget: 0x8, storage: 0x80 } as const

/** Watches the GPU that a worker opens from now on. */
export async function watchGpu(worker: Worker): Promise<WatchedGpu> {
  await worker.evaluate(({ storage, copySource }) => {
    const seen: Seen = { device: null, buffers: new Map() }
    Object.assign(globalThis, { seenGpu: seen })
    const { gpu } = navigator
    const requestAdapter = gpu.requestAdapter.bind(gpu)
    gpu.requestAdapter = async (asked) => {
      const adapter = await requestAdapter(asked)
      if (adapter === null) return null
      const requestDevice = adapter.requestDevice.bind(adapter)
      adapter.requestDevice = async (wanted) => {
        const device = await requestDevice(wanted)
        const createBuffer = device.createBuffer.bind(device)
        device.createBuffer = (described) => {
          const isStored = (described.usage & storage) !== 0
          const usage = isStored ? described.usage | copySource : described.usage
          const buffer = createBuffer({ ...described, usage })
          if (described.label) seen.buffers.set(described.label, buffer)
          return buffer
        }
        seen.device = device
        return device
      }
      return adapter
    }
  }, USAGE)
  return {
    read: async (label) => {
      const values = await worker.evaluate(
        async ({ name, read, copyTarget }) => {
          const { device, buffers } = (globalThis as unknown as { readonly seenGpu: Seen }).seenGpu
          const buffer = buffers.get(name)
          if (device === null || buffer === undefined) throw new Error(`No buffer ${name}`)
          const copy = device.createBuffer({ size: buffer.size, usage: read | copyTarget })
          const encoder = device.createCommandEncoder()
          encoder.copyBufferToBuffer(buffer, 0, copy, 0, buffer.size)
          device.queue.submit([encoder.finish()])
          await copy.mapAsync(read)
          return [...new Float32Array(copy.getMappedRange())]
        },
        { name: label, ...USAGE },
      )
      return Float32Array.from(values)
    },
    lose: () =>
      worker.evaluate(async () => {
        const { device } = (globalThis as unknown as { readonly seenGpu: Seen }).seenGpu
        device?.destroy()
        await device?.lost
      }),
  }
}

type Seen = { device: GPUDevice | null; readonly buffers: Map<string, GPUBuffer> }
