import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { blobId } from '@trueline/annotation'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { temporaryFolder } from '../testing/testStore.ts'
import type { BlobStore } from './blobStore.ts'
import { openDiskBlobs } from './diskBlobs.ts'
import { memoryBlobs } from './memoryBlobs.ts'
import { packWriter } from './packWriter.ts'

const bytesOf = (text: string): Uint8Array => new Uint8Array(Buffer.from(text))
const hashOf = (text: string) => blobId(createHash('sha256').update(text).digest('hex'))

let root: string
beforeAll(async () => {
  root = await temporaryFolder()
})
afterAll(() => rm(root, { recursive: true, force: true }))

const stores: readonly [string, () => Promise<BlobStore>][] = [
  ['on disk', async () => openDiskBlobs(join(root, 'blobs', String(Math.random())))],
  ['in memory', async () => memoryBlobs()],
]

describe.each(stores)('blobs %s', (_, open) => {
  const put = async (blobs: BlobStore, ...pieces: readonly string[]) => {
    const writer = await blobs.create()
    for (const piece of pieces) await writer.append(bytesOf(piece))
    return writer.seal()
  }

  it('are named by their content and kept once', async () => {
    const blobs = await open()
    expect(await put(blobs, 'sw', 'eep')).toEqual({ blob: hashOf('sweep'), isNew: true })
    expect(await put(blobs, 'sweep')).toEqual({ blob: hashOf('sweep'), isNew: false })
    expect(await blobs.list()).toEqual([hashOf('sweep')])
    expect(await blobs.size(hashOf('sweep'))).toBe(5)
  })

  it('are read a stretch at a time, cut at their end', async () => {
    const blobs = await open()
    const { blob } = await put(blobs, 'sweep')
    const read = async (offset: number, bytes: number) =>
      Buffer.from(await blobs.read(blob, { offset, bytes })).toString()
    expect(await read(1, 3)).toBe('wee')
    expect(await read(3, 99)).toBe('ep')
    expect(await read(9, 9)).toBe('')
  })

  it('are not there before they are sealed, nor once discarded or removed', async () => {
    const blobs = await open()
    const writer = await blobs.create()
    await writer.append(bytesOf('half'))
    expect(await blobs.list()).toEqual([])
    await writer.discard()
    const { blob } = await put(blobs, 'whole')
    await blobs.remove(blob)
    expect(await blobs.list()).toEqual([])
    expect(await blobs.size(blob)).toBeNull()
    await expect(blobs.read(blob, { offset: 0, bytes: 1 })).rejects.toMatchObject({
      name: 'MissingBlobError',
    })
  })

  it('fill packs one after the other, each piece found again', async () => {
    const blobs = await open()
    const writer = packWriter(blobs, 10)
    const pieces = ['alpha', 'beta', 'gamma', 'delta', 'epsilon']
    const tickets = []
    for (const piece of pieces) tickets.push(await writer.append(bytesOf(piece)))
    await writer.finish()
    const found = await Promise.all(
      tickets.map(async (ticket) => {
        const range = writer.rangeOf(ticket)
        return Buffer.from(await blobs.read(range.blob, range)).toString()
      }),
    )
    expect(found).toEqual(pieces)
    expect(writer.blobs()).toEqual([hashOf('alphabetagamma'), hashOf('deltaepsilon')])
  })

  it('of a pack that is abandoned are not there', async () => {
    const blobs = await open()
    const writer = packWriter(blobs, 10)
    await writer.append(bytesOf('alpha'))
    await writer.abandon()
    expect(await blobs.list()).toEqual([])
  })
})

describe('blobs on disk', () => {
  it('lose what an earlier process left half-written, and keep what it sealed', async () => {
    const folder = join(root, 'left')
    const first = await openDiskBlobs(folder)
    const writer = await first.create()
    await writer.append(bytesOf('sealed'))
    const { blob } = await writer.seal()
    await mkdir(join(folder, 'tmp'), { recursive: true })
    await writeFile(join(folder, 'tmp', 'half'), 'half')
    const second = await openDiskBlobs(folder)
    expect(await readdir(join(folder, 'tmp'))).toEqual([])
    expect(await readFile(second.pathOf(blob), 'utf8')).toBe('sealed')
  })
})
