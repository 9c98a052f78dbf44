import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { temporaryFolder } from '../testing/testStore.ts'
import { openUploads } from './uploads.ts'

describe('uploads', () => {
  let root: string
  beforeEach(async () => {
    root = await temporaryFolder()
  })
  afterEach(() => rm(root, { recursive: true, force: true }))

  it('put each file where its path says', async () => {
    const uploads = await openUploads(root)
    const id = await uploads.begin()
    await uploads.write(id, '标注/000000.json', Readable.from(['[', ']']))
    await uploads.write(id, '标注/000000.json', Readable.from(['[1]']))
    expect(await readFile(join(root, id, '标注/000000.json'), 'utf8')).toBe('[1]')
    expect(await readdir(root)).toEqual([id])
  })

  it.each(['../evil', 'a/../../evil', '/etc/evil', 'C:/evil', 'a\\..\\evil', '', 'a//b', 'a\0b'])(
    'refuse the path %j',
    async (path) => {
      const uploads = await openUploads(root)
      const id = await uploads.begin()
      await expect(uploads.write(id, path, Readable.from(['x']))).rejects.toMatchObject({
        name: 'BadInputError',
        file: path,
      })
      expect(await readdir(join(root, id))).toEqual([])
    },
  )

  it('refuse a file where a folder is, and the other way round', async () => {
    const uploads = await openUploads(root)
    const id = await uploads.begin()
    await uploads.write(id, 'a/b', Readable.from(['x']))
    for (const path of ['a', 'a/b/c']) {
      await expect(uploads.write(id, path, Readable.from(['x']))).rejects.toMatchObject({
        expected: { en: 'each path once' },
      })
    }
  })

  it('keep nothing of a file that breaks off', async () => {
    const uploads = await openUploads(root)
    const id = await uploads.begin()
    const broken = Readable.from(
      (async function* () {
        yield 'half'
        throw new Error('The network is gone')
      })(),
    )
    await expect(uploads.write(id, 'a.bin', broken)).rejects.toThrow('The network is gone')
    expect(await readdir(root, { recursive: true })).toEqual([id])
  })

  it('stay while they are read, though they were dropped', async () => {
    const uploads = await openUploads(root)
    const id = await uploads.begin()
    const { folder, release } = uploads.hold(id)
    await uploads.remove(id)
    expect(await readdir(folder)).toEqual([])
    expect(() => uploads.hold(id)).toThrow('upload')
    await release()
    expect(await readdir(root)).toEqual([])
  })

  it('are given up when nobody touched them for long, and when the server starts anew', async () => {
    const uploads = await openUploads(root, 0)
    const old = await uploads.begin()
    const held = await uploads.begin()
    expect(await readdir(root)).toEqual([held])
    expect(() => uploads.hold(old)).toThrow('upload')
    uploads.hold(held)
    const fresh = await uploads.begin()
    expect((await readdir(root)).toSorted()).toEqual([held, fresh].toSorted())
    await openUploads(root)
    expect(await readdir(root)).toEqual([])
  })

  it('refuse ids nobody was given', async () => {
    const uploads = await openUploads(root)
    await expect(uploads.write('..', 'a', Readable.from(['x']))).rejects.toThrow('upload')
  })
})
