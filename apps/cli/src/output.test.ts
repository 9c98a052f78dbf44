import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { BadInputError, type OutputFile } from '@trueline/formats'
import { openSource } from '@trueline/server'
import { describe, expect, it } from 'vitest'
import { openOutput, writeWhole } from './output.ts'
import { passingFolder } from './testing/folders.ts'

async function* files(
  contents: Readonly<Record<string, string>>,
  end?: Error,
): AsyncGenerator<OutputFile> {
  for (const [path, text] of Object.entries(contents)) {
    yield { path, bytes: new TextEncoder().encode(text) }
  }
  if (end) throw end
}

describe('an output', () => {
  it('is a folder that is whole at once', async () => {
    const folder = passingFolder()
    const output = await openOutput(join(folder, 'deep', 'out'), false)
    expect(await output.write(files({ 'a/b.txt': '1', 'c.txt': '2' }))).toBe(2)
    expect(readFileSync(join(folder, 'deep', 'out', 'a', 'b.txt'), 'utf8')).toBe('1')
    expect(readdirSync(join(folder, 'deep'))).toEqual(['out'])
  })

  it('is a zip where its name says so', async () => {
    const path = join(passingFolder(), 'out.zip')
    const output = await openOutput(path, false)
    await output.write(files({ 'a/b.txt': '1', 'c.png': '2' }))
    const tree = await openSource(path)
    expect(tree.files.map((file) => file.path)).toEqual(['a/b.txt', 'c.png'])
    expect(new TextDecoder().decode(await tree.read('a/b.txt'))).toBe('1')
    await tree.close()
  })

  it.each(['out', 'out.zip'])('leaves nothing of what breaks off, %s', async (name) => {
    const folder = passingFolder()
    const output = await openOutput(join(folder, name), false)
    const broken = files({ 'a.txt': '1' }, new Error('the disk is gone'))
    await expect(output.write(broken)).rejects.toThrow('the disk is gone')
    expect(readdirSync(folder)).toEqual([])
  })

  it('does not touch what is there, unless forced', async () => {
    const folder = passingFolder()
    writeFileSync(join(folder, 'mine.txt'), 'mine')
    writeFileSync(join(folder, 'a.txt'), 'old')
    await expect(openOutput(folder, false)).rejects.toMatchObject({
      found: { en: 'a folder with 2 entries' },
    })
    await expect(openOutput(join(folder, 'a.txt'), true)).rejects.toThrow(BadInputError)
    const output = await openOutput(folder, true)
    await output.write(files({ 'a.txt': 'new' }))
    expect(readdirSync(folder)).toEqual(['a.txt', 'mine.txt'])
    expect(readFileSync(join(folder, 'a.txt'), 'utf8')).toBe('new')
  })

  it.each(['../out.txt', '/tmp/out.txt', 'a/../../b', 'C:/b'])(
    'never holds a file outside of it, %s',
    async (path) => {
      const folder = passingFolder()
      for (const name of ['in', 'in.zip']) {
        const output = await openOutput(join(folder, name), false)
        await expect(output.write(files({ [path]: 'x' }))).rejects.toThrow(BadInputError)
      }
      expect(readdirSync(folder)).toEqual([])
    },
  )

  it('follows no link out of its folder', async () => {
    const folder = passingFolder()
    const [inside, outside] = [join(folder, 'in'), join(folder, 'out')]
    mkdirSync(inside)
    mkdirSync(outside)
    symlinkSync(outside, join(inside, 'label'))
    const output = await openOutput(inside, true)
    await expect(output.write(files({ 'label/a.txt': 'x' }))).rejects.toThrow('a link out of it')
    expect(readdirSync(outside)).toEqual([])
  })

  it('of one file replaces the one before', async () => {
    const path = join(passingFolder(), 'report.json')
    await writeWhole(path, 'one')
    await writeWhole(path, 'two')
    expect(readFileSync(path, 'utf8')).toBe('two')
  })
})
