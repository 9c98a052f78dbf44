import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { describe, expect, it } from 'vitest'
import { passingFolder, syntheticClip } from './testing/folders.ts'
import { runTrueline, TRUELINE } from './testing/runTrueline.ts'

const SCENE = syntheticClip('sustech', 'testdata')

describe('trueline', { timeout: 300_000 }, () => {
  it('ends with 2 and no stack trace when it is used wrongly', async () => {
    const { exit, out, err } = await runTrueline(
      ['convert', SCENE, 'out', '--to', 'vhs', '--json'],
      passingFolder(),
    )
    expect(exit).toBe(2)
    expect(err).toMatch(/^trueline: option '--to <id>' argument 'vhs' is invalid/)
    expect(err.trim().split('\n')).toHaveLength(1)
    expect(JSON.parse(out)).toMatchObject({ error: { message: expect.stringContaining('vhs') } })
  })

  it('ends with 3 and names what is missing when nothing could be done', async () => {
    const folder = passingFolder()
    const { exit, out, err } = await runTrueline(['import', 'gone', '--dry-run', '--json'], folder)
    expect(exit).toBe(3)
    expect(err).toContain('trueline: gone: found nothing there, expected a folder, a zip or a file')
    expect(err).not.toContain('    at ')
    expect(JSON.parse(out)).toMatchObject({
      error: { file: 'gone', found: { en: 'nothing there' } },
    })
    expect(readdirSync(folder)).toEqual([])
  })

  it('ends with 1 when it is done with refusals, and lists the first of them', async () => {
    const folder = passingFolder()
    const source = join(folder, 'kitti')
    cpSync(syntheticClip('kitti', 'testdata', 'object'), source, { recursive: true })
    writeFileSync(join(source, 'label_2', '000001.txt'), 'Car 0 0\n'.repeat(30))
    const { exit, out } = await runTrueline(
      ['convert', 'kitti', 'out', '--to', 'kitti-object'],
      folder,
    )
    expect(exit).toBe(1)
    expect(out).toMatch(
      /refused: 30\n( {2}label_2\/000001\.txt, line \d+: found .*\n){20} {2}and 10 more/,
    )
    expect(readdirSync(join(folder, 'out', 'label_2'))).toHaveLength(4)
  })

  it('imports, lists and exports through the server that it serves', async () => {
    const folder = passingFolder()
    const args = [TRUELINE, 'serve', '--port', '0', '--no-demo', '--data', 'data']
    const server = spawn(process.execPath, args, { cwd: folder })
    try {
      const [line] = (await once(createInterface(server.stdout), 'line')) as [string]
      expect(line).toMatch(/^http:\/\/localhost:\d+$/)
      expect(readFileSync(join(folder, 'data', 'server.json'), 'utf8')).toContain(line)
      const imported = await runTrueline(
        ['import', SCENE, '--data', 'data', '--json', '--report', 'report.json'],
        folder,
      )
      const { clipId, ...result } = JSON.parse(imported.out)
      expect(imported.exit).toBe(0)
      const report: unknown = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8'))
      expect(report).toEqual({ clipId, ...result })
      expect(result).toMatchObject({ name: 'testdata', records: { track: 5, cuboid: 19 } })
      const exported = await runTrueline(
        ['export', clipId, '--data', 'data', '--format', 'sustech', '--out', 'out', '--json'],
        folder,
      )
      expect(JSON.parse(exported.out)).toMatchObject({ files: 4, records: { cuboid: 19 } })
      expect(readdirSync(join(folder, 'out', 'label'))).toHaveLength(4)
    } finally {
      const closed = once(server, 'exit')
      server.kill('SIGTERM')
      expect(await closed).toEqual([0, null])
    }
    expect(existsSync(join(folder, 'data', 'server.json'))).toBe(false)
  })
})
