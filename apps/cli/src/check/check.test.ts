import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { allRecords, laneId } from '@trueline/annotation'
import { road } from '@trueline/annotation/testing'
import type { Finding, PlantedFault } from '@trueline/consistency'
import { writerOf } from '@trueline/server'
import { simulateClip } from '@trueline/simulator'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sharedData } from '../../../../scripts/sharedData.ts'
import { exportSourceOf } from '../exportSource.ts'
import { openOutput } from '../output.ts'
import { type CheckOptions, checkAnswer } from './checkAnswer.ts'
import { plantAnswer } from './plantAnswer.ts'

type Checked = { readonly findings: readonly Finding[]; readonly refused: readonly unknown[] }

const folder = mkdtempSync(join(tmpdir(), 'trueline-test-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The first lane of the road, told once more beside. */
const elsewhere = [...allRecords(road(1))].flatMap((one) =>
  one.kind === 'lane' && one.id === 'r0'
    ? [{ ...one, id: laneId('twice'), left: null, right: null }]
    : [],
)

/** A street as `simulate` leaves it, but for sweeps and pictures, which take long to make. */
beforeAll(async () => {
  const { clip, truth, prelabels } = simulateClip({ seed: 4, frames: 24, camerasPerFrame: 0 })
  for (const [path, records] of [
    ['street', prelabels],
    ['street/truth', truth],
    ['street/prelabels', prelabels],
    ['road', [...allRecords(road(3)), ...elsewhere]],
    ['long', [...allRecords(road(80))]],
  ] as const) {
    const source = exportSourceOf({ clip, records }, () => undefined)
    const output = await openOutput(join(folder, path), true)
    await output.write(writerOf('openlabel')(source, { withSensors: false }).files)
  }
}, 120_000)

async function check(path: string, options: CheckOptions = {}) {
  const { json, exit, text } = await checkAnswer(join(folder, path), options)
  return { exit, text, ...(json as Checked) }
}

describe('check', { timeout: 120_000 }, () => {
  it('finds nothing wrong for sure in the truth, and more in pre-labels', async () => {
    const truth = await check('street', { labels: 'truth', failOn: 'error' })
    expect(truth).toMatchObject({ exit: 0, refused: [] })
    expect(truth.findings.filter(({ level }) => level === 'error')).toEqual([])
    const prelabels = await check('street', { labels: 'prelabels' })
    expect(prelabels.findings.length).toBeGreaterThan(truth.findings.length)
    expect(prelabels.exit).toBe(0)
  })

  it('finds what plant has put into the truth, under the names of the key', async () => {
    const files = { out: join(folder, 'planted.json'), key: join(folder, 'key.json') }
    const clip = join(folder, 'street/truth')
    expect((await plantAnswer(clip, { seed: 3, ofEach: 1, ...files })).exit).toBe(0)
    const { faults } = JSON.parse(readFileSync(files.key, 'utf8')) as {
      readonly faults: readonly PlantedFault[]
    }
    // What only points or a model can tell is not told by a file without.
    const unseen = ['D3', 'E1', 'E2', 'E3', 'E4', 'E7', 'E8', 'E9']
    const told = faults.filter((fault) => !unseen.includes(fault.check))
    expect(told.length).toBeGreaterThan(10)
    const planted = await check('planted.json', { failOn: 'error' })
    expect(planted.exit).toBe(1)
    const isTold = ({ check: id, tracks }: PlantedFault): boolean =>
      planted.findings.some((one) => one.check === id && one.tracks.some((t) => tracks.includes(t)))
    expect(told.filter((fault) => !isTold(fault))).toEqual([])
  })

  it('tells of a road what there is and what is wrong, as a page too', async () => {
    const page = join(folder, 'road.html')
    const { json, exit } = await checkAnswer(join(folder, 'road'), { road: page, language: 'zh' })
    expect(exit).toBe(0)
    expect(json).toMatchObject({ road: { lanes: { count: 7 }, links: { successor: 4 } } })
    const twice = (json as Checked).findings.filter((one) => one.check === 'F1')
    expect(twice).toHaveLength(1)
    const html = readFileSync(page, 'utf8')
    expect(html).toMatch(/<html lang="zh">/)
    expect(html).toMatch(/道路校验报告/)
    expect(html).toContain(twice[0]!.message.zh)
    expect(html).not.toMatch(/NaN|undefined|script/)
  })

  it('finds what plant has put into a road, under the names of the key', async () => {
    const files = { out: join(folder, 'road-planted.json'), key: join(folder, 'road-key.json') }
    expect((await plantAnswer(join(folder, 'long'), { seed: 3, ofEach: 1, ...files })).exit).toBe(0)
    const { faults } = JSON.parse(readFileSync(files.key, 'utf8')) as {
      readonly faults: readonly PlantedFault[]
    }
    const ofRoad = faults.filter(({ fixed }) => fixed !== undefined)
    expect(new Set(ofRoad.map((fault) => fault.check)).size).toBeGreaterThan(6)
    const { findings } = await check('road-planted.json')
    const isTold = ({ check: id, fixed }: PlantedFault): boolean =>
      findings.some((one) => one.check === id && one.fixed?.some((of) => fixed!.includes(of)))
    expect(ofRoad.filter((fault) => !isTold(fault))).toEqual([])
  })

  it('takes limits from a checks.json, and refuses one that says what no check can be told', async () => {
    const strict = join(folder, 'strict.json')
    writeFileSync(strict, '{"C8": {"level": "error", "limits": {"within": 0}}}')
    expect((await check('street', { config: strict, failOn: 'error' })).exit).toBe(1)
    const wrong = join(folder, 'wrong.json')
    writeFileSync(wrong, '{"E5": {"limits": {"overlap": 0}}}')
    await expect(check('street', { config: wrong })).rejects.toMatchObject({
      ...{ file: wrong, place: { en: '/E5/limits' }, found: { en: 'overlap' } },
    })
  })

  it('says it in a table, worst first', async () => {
    const { text } = await check('street')
    expect(text).toMatch(/^check +level +of +frames +what/m)
    expect(text).toMatch(/\d+ findings$/m)
  })

  const drive = sharedData('clips', 'kitti_drive0005_openlabel')
  it.skipIf(drive === null)(
    'finds little in what people labelled, and nothing for sure',
    async () => {
      const { json } = await checkAnswer(join(drive!, 'openlabel100_kitti_tracking_0000.json'), {})
      const { findings } = json as Checked
      expect(findings.filter(({ level }) => level === 'error')).toEqual([])
      // 711 boxes; parked cars whose boxes are a few decimeters apart in the world.
      expect(findings.length).toBeLessThan(0.02 * 711)
    },
  )
})
