import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { COMPILED, isCompiled } from '../bin/compiled.mjs'

const SOURCE = 'packages/geometry/src/pose.ts'
let root: string
const put = async (path: string, atSeconds: number): Promise<void> => {
  await mkdir(dirname(join(root, path)), { recursive: true })
  await writeFile(join(root, path), '')
  await utimes(join(root, path), atSeconds, atSeconds)
}
const dated = (path: string, atSeconds: number) => utimes(join(root, path), atSeconds, atSeconds)
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'trueline-test-'))
})
afterAll(() => rm(root, { recursive: true, force: true }))

it('runs what was compiled only while no source is newer, and none has left', async () => {
  await put(SOURCE, 100)
  await put('packages/geometry/src/old.ts', 100)
  await dated('packages/geometry/src', 100)
  expect(isCompiled(root)).toBe(false)
  await put(COMPILED, 200)
  expect(isCompiled(root)).toBe(true)
  await dated(SOURCE, 300)
  expect(isCompiled(root)).toBe(false)
  await dated(SOURCE, 100)
  await rm(join(root, 'packages/geometry/src/old.ts'))
  expect(isCompiled(root)).toBe(false)
})
