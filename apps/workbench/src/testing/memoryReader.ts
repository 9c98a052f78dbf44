import type { FrameReader } from '../workers/frameSource.ts'
import type { ReadRequest } from '../workers/frames.service.ts'

/** A reader whose reads end when a test says so. */
export type MemoryReader = FrameReader & {
  /** Offsets of what is being read, in the order it was asked for. */
  readonly reading: () => readonly number[]
  /** Offsets of everything ever asked for. */
  readonly asked: () => readonly number[]
  /** Offsets of reads that were given up. */
  readonly cancelled: () => readonly number[]
  /** Ends the reads under way, and those they lead to. */
  readonly finish: () => Promise<void>
  /** Lets the next read fail. */
  readonly fail: () => void
}

/** A reader of blobs that hold as many bytes as are asked for. */
export function createMemoryReader(): MemoryReader {
  const asked: number[] = []
  const cancelled: number[] = []
  const running = new Map<number, { offset: number; settle: (error?: Error) => void }>()
  let isFailing = false

  function read({ requestId, ranges }: ReadRequest): Promise<readonly Uint8Array[]> {
    const offset = ranges[0]?.offset ?? 0
    asked.push(offset)
    return new Promise((resolve, reject) => {
      const settle = (error?: Error): void => {
        running.delete(requestId)
        if (error) reject(error)
        else resolve(ranges.map(({ bytes }) => new Uint8Array(bytes)))
      }
      running.set(requestId, { offset, settle })
    })
  }

  return {
    read,
    readImage: async (request) => {
      await read(request)
      throw new Error('Pictures need a browser')
    },
    cancel(requestId) {
      const given = running.get(requestId)
      if (given === undefined) return
      cancelled.push(given.offset)
      given.settle(new Error('aborted'))
    },
    dispose: () => undefined,
    reading: () => Array.from(running.values(), ({ offset }) => offset),
    asked: () => asked,
    cancelled: () => cancelled,
    async finish() {
      const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0))
      // What has just been asked for may begin to read only after this.
      await settled()
      while (running.size > 0) {
        for (const { settle } of [...running.values()]) {
          settle(isFailing ? new Error('No connection') : undefined)
          isFailing = false
        }
        await settled()
      }
    },
    fail() {
      isFailing = true
    },
  }
}
