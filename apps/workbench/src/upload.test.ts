import { verbatim } from '@trueline/annotation'
import { describe, expect, it } from 'vitest'
import { refusalIn } from './httpUpload.ts'
import {
  RefusedSourceError,
  type UploadFile,
  type UploadProgress,
  type UploadTransport,
  uploadFiles,
} from './upload.ts'

/** A server in memory: what it has, and how many files were on their way at the same time. */
function memoryTransport(fail: (path: string, attempt: number) => Error | null = () => null) {
  const stored = new Map<string, string>()
  const attempts = new Map<string, number>()
  let running = 0
  let mostAtOnce = 0
  const transport: UploadTransport = {
    begin: async () => 'upload',
    put: async ({ path }, file, { signal, sent }) => {
      running++
      mostAtOnce = Math.max(mostAtOnce, running)
      try {
        const attempt = (attempts.get(path) ?? 0) + 1
        attempts.set(path, attempt)
        sent(Math.floor(file.size / 2))
        await new Promise((resolve) => setTimeout(resolve, 1))
        if (signal.aborted) throw new DOMException('Stopped', 'AbortError')
        const error = fail(path, attempt)
        if (error !== null) throw error
        stored.set(path, await file.text())
      } finally {
        running--
      }
    },
    drop: async () => stored.clear(),
    wait: async () => {},
  }
  return { transport, stored, attempts, mostAtOnce: () => mostAtOnce }
}

const files: readonly UploadFile[] = Array.from({ length: 11 }, (_, index) => ({
  path: `velodyne/${index}.bin`,
  file: new Blob(['x'.repeat(index)]),
}))

function send(transport: UploadTransport, signal = new AbortController().signal) {
  const told: UploadProgress[] = []
  const done = uploadFiles(files, { transport, signal, onProgress: (one) => told.push(one) })
  return { told, done }
}

describe('uploading files', () => {
  it('stores each file under its path, at most four at a time', async () => {
    const { transport, stored, mostAtOnce } = memoryTransport()
    await expect(send(transport).done).resolves.toBe('upload')
    expect([...stored]).toHaveLength(11)
    expect(stored.get('velodyne/7.bin')).toBe('xxxxxxx')
    expect(mostAtOnce()).toBe(4)
  })

  it('tells bytes and files up to all of them, never more', async () => {
    const { transport } = memoryTransport()
    const { told, done } = send(transport)
    await done
    expect(told.at(-1)).toEqual({ sentBytes: 55, totalBytes: 55, sentFiles: 11, totalFiles: 11 })
    expect(Math.max(...told.map(({ sentBytes }) => sentBytes))).toBe(55)
  })

  it('tries a file again when the network fails, and counts its bytes once', async () => {
    const { transport, stored, attempts } = memoryTransport((path, attempt) =>
      path === 'velodyne/10.bin' && attempt < 3 ? new Error('no network') : null,
    )
    const { told, done } = send(transport)
    await done
    expect(attempts.get('velodyne/10.bin')).toBe(3)
    expect(stored.size).toBe(11)
    expect(told.at(-1)?.sentBytes).toBe(55)
  })

  it('gives up on a server that stays away', async () => {
    const { transport } = memoryTransport(() => new Error('no network'))
    await expect(send(transport).done).rejects.toThrow('no network')
  })

  it('stops at the first file the server refuses, without trying it again', async () => {
    const refusal = {
      file: 'velodyne/1.bin',
      place: verbatim(''),
      found: verbatim('..'),
      expected: { en: 'a relative path', zh: '相对路径' },
    }
    const { transport, stored, attempts } = memoryTransport((path) =>
      path === refusal.file ? new RefusedSourceError(refusal) : null,
    )
    await expect(send(transport).done).rejects.toMatchObject({ refusal })
    expect(attempts.get(refusal.file)).toBe(1)
    expect(stored.size).toBe(0)
  })

  it('stops when told to', async () => {
    const { transport, stored } = memoryTransport()
    const stop = new AbortController()
    const { done } = send(transport, stop.signal)
    stop.abort()
    await expect(done).rejects.toMatchObject({ name: 'AbortError' })
    expect(stored.size).toBe(0)
  })
})

describe('the refusal in an answer', () => {
  const refusal = {
    file: 'a.pcd',
    place: { en: 'line 3', zh: '第 3 行' },
    found: verbatim('x'),
    expected: { en: 'a number', zh: '数字' },
  }

  it('is found at the top and in the data of a failed call', () => {
    expect(refusalIn({ refusal })).toEqual(refusal)
    expect(refusalIn({ data: { code: 'BAD_REQUEST', refusal } })).toEqual(refusal)
  })

  it('is null where there is none', () => {
    expect(refusalIn(null)).toBeNull()
    expect(refusalIn('Bad gateway')).toBeNull()
    expect(refusalIn({ refusal: { file: 'a.pcd' } })).toBeNull()
    expect(refusalIn({ refusal: { ...refusal, found: { en: 'x' } } })).toBeNull()
  })
})
