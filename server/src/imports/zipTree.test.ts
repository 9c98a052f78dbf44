import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { afterAll, expect, it } from 'vitest'
import { ZipFile } from 'yazl'
import { openZip } from './zipTree.ts'

const ENTRIES = 24
const BYTES = 400_000

const folder = await mkdtemp(join(tmpdir(), 'trueline-zip-'))
afterAll(() => rm(folder, { recursive: true, force: true }))

it('reads parts and wholes of many entries at once', async () => {
  const path = join(folder, 'many.zip')
  const zip = new ZipFile()
  for (let entry = 0; entry < ENTRIES; entry++) {
    zip.addBuffer(bytesOf(entry), `${entry}.bin`, { compress: entry % 2 === 0 })
  }
  zip.end()
  await pipeline(zip.outputStream, createWriteStream(path))

  const tree = await openZip(path)
  const reads = Array.from({ length: 4 * ENTRIES }, async (_, turn) => {
    const entry = turn % ENTRIES
    // A part ends its reading early, in the middle of those of the others.
    const range = turn % 3 === 0 ? undefined : { offset: 10, bytes: 1000 }
    const read = await tree.read(`${entry}.bin`, range)
    const wanted = range === undefined ? bytesOf(entry) : bytesOf(entry).subarray(10, 1010)
    return Buffer.compare(read, wanted) === 0
  })
  expect((await Promise.all(reads)).every(Boolean)).toBe(true)
  await tree.close()
})

/** Bytes that fold little, other ones for each entry. */
function bytesOf(entry: number): Buffer {
  const words = new Uint32Array(BYTES / 4)
  let word = entry + 1
  for (let at = 0; at < words.length; at++) {
    word = (Math.imul(word, 1_664_525) + 1_013_904_223) >>> 0
    words[at] = word
  }
  return Buffer.from(words.buffer)
}
