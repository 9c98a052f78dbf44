import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type Annotations,
  acceptTrack,
  annotationsOf,
  applyPatch,
  createTrack,
  deleteTrack,
  type Patch,
  patchId,
  trackId,
  tracksOf,
} from '@trueline/annotation'
import { fromYaw } from '@trueline/geometry'
import type { AcceptanceReport, EconomicsReport, FailureReport } from '@trueline/quality'
import { allRecordsOf, openStore } from '@trueline/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sharedData } from '../../../../scripts/sharedData.ts'
import { passingFolder, syntheticClip } from '../testing/folders.ts'
import { correctionsAnswer } from './correctionsAnswer.ts'
import { economicsAnswer } from './economicsAnswer.ts'
import { type ReportOptions, reportAnswer } from './reportAnswer.ts'

const SCENE = syntheticClip('sustech', 'testdata')
const REPORT: Omit<ReportOptions, 'reference'> = {
  ...{ region: 'auto', maxRange: Number.POSITIVE_INFINITY, language: 'en' },
}

const data = mkdtempSync(join(tmpdir(), 'trueline-test-'))
afterAll(() => rmSync(data, { recursive: true, force: true }))

/** Brings a clip into a data folder and works on it for some minutes. */
async function work(folder: string): Promise<void> {
  const store = await openStore({ dataDir: folder })
  const quiet = { onProgress: () => undefined, author: 'import' }
  const asked = { format: null, isDryRun: false, onto: null, name: 'scene' }
  const { clipId } = await store.importFrom(SCENE, { ...asked, ...quiet })
  const { queries } = store.database
  let annotations = annotationsOf([])
  const revisions = new Map<string, number>()
  for await (const record of allRecordsOf(queries, clipId!)) {
    annotations = applyPatch(annotations, [{ recordId: record.id, before: null, after: record }])
    revisions.set(record.id, 1)
  }
  let madeAtUs = 1_800_000_000_000_000
  const did = async (seconds: number, command: (now: Annotations) => Patch): Promise<void> => {
    const patch = command(annotations)
    annotations = applyPatch(annotations, patch)
    madeAtUs += seconds * 1e6
    const edit = { patchId: patchId(`edit-${madeAtUs}`), command: 'edit', kind: 'edit', of: null }
    const { outcome } = await store.append({
      ...{ clipId: clipId!, author: 'an' },
      edit: { ...edit, kind: 'edit', madeAtUs, patch },
      baseRevisions: Object.fromEntries(
        patch.map(({ recordId }) => [recordId, revisions.get(recordId) ?? 0]),
      ),
    })
    expect(outcome).toBe('stored')
    for (const { recordId } of patch) revisions.set(recordId, (revisions.get(recordId) ?? 0) + 1)
  }
  const [first, second, ...rest] = tracksOf(annotations)
  await did(0, (now) => acceptTrack(now, { trackId: first!.id, frames: null }))
  await did(4, (now) => deleteTrack(now, { trackId: second!.id, fromFrame: null }))
  for (const { id } of rest) await did(3, (now) => acceptTrack(now, { trackId: id, frames: null }))
  for (const index of [0, 1, 2, 3, 4, 5]) {
    const cuboid = { center: [30, 4 * index, 1] as const, extent: [4, 2, 1.5] as const }
    await did(20 + index, (now) =>
      createTrack(now, {
        ...{ trackId: trackId(`drawn${index}`), category: first!.category, frame: 1 },
        ...{ cuboid: { ...cuboid, rotation: fromYaw(0) }, pointCount: null },
      }),
    )
  }
  await store.close()
}

describe('economics and corrections', { timeout: 120_000 }, () => {
  beforeAll(() => work(data), 120_000)

  it('tell what a clip’s log tells, as JSON, a table, a page and rows', async () => {
    const [html, csv, out] = ['page.html', 'rows.csv', 'boxes.jsonl'].map((name) =>
      join(data, name),
    )
    const options = { rate: 60, currency: 'CNY', pause: 60, seed: 1, language: 'zh', data } as const
    const told = await economicsAnswer(['scene'], { ...options, html: html!, csv: csv! })
    const report = told.json as EconomicsReport
    const drawing = 20 + 21 + 22 + 23 + 24 + 25
    expect(report.total.objectFates).toMatchObject({ deleted: 1, added: 6, waiting: 0 })
    expect(report.total.seconds).toBe(drawing + 4 + 3 * (report.total.objectFates.untouched - 1))
    expect(report.total.savings!.saved.low).toBeGreaterThan(0)
    expect(report.by.annotator.map(({ name }) => name)).toEqual(['an'])
    expect(told.text).toMatch(/^saved against drawing: \d/m)
    expect(readFileSync(html!, 'utf8')).toMatch(/^<!doctype html>.*预标注的成本与收益/s)
    const rows = readFileSync(csv!, 'utf8').split('\r\n')
    expect(rows).toHaveLength(report.total.objects + 2)
    const again = await economicsAnswer([], options)
    expect({ ...again.json, madeAt: null }).toEqual({ ...report, madeAt: null })

    const corrected = await correctionsAnswer([], { language: 'en', data, out: out! })
    const failures = corrected.json as FailureReport & { readonly boxes: number }
    const lines = readFileSync(out!, 'utf8').trimEnd().split('\n')
    expect(lines).toHaveLength(failures.boxes)
    expect(failures.total.fates).toMatchObject({ added: 6, waiting: 0 })
    expect(failures.total.falseRate!.estimate).toBeGreaterThan(0)
    expect(JSON.parse(lines[0]!)).toMatchObject({ clip: 'scene', frameName: expect.any(String) })
  })

  it('tell model and vendor apart where a file says them, and refuse one that says else', async () => {
    const about = join(data, 'about.json')
    const options = { rate: 60, currency: 'CNY', pause: 60, seed: 1, language: 'en', data } as const
    writeFileSync(about, '{"scene": {"model": "net 3", "vendor": "east"}}')
    const { json } = await economicsAnswer([], { ...options, about, anonymous: true })
    const { by } = json as EconomicsReport
    expect(
      [by.model, by.vendor, by.annotator].map((groups) => groups.map(({ name }) => name)),
    ).toEqual([['net 3'], ['east'], ['#1']])
    writeFileSync(about, '{"scene": {"modle": "net 3"}}')
    await expect(economicsAnswer([], { ...options, about })).rejects.toMatchObject({
      ...{ file: about, place: { en: '/scene' } },
    })
  })
})

describe('report', { timeout: 120_000 }, () => {
  it('takes a clip that is its own reference, and does not where few stand for many', async () => {
    const folder = passingFolder()
    const html = join(folder, 'report.html')
    const same = await reportAnswer(SCENE, { ...REPORT, reference: SCENE, html, data: folder })
    expect(same).toMatchObject({ exit: 0, json: { verdict: 'pass', frames: 4 } })
    // Where it lies on a machine is nothing to a buyer.
    expect(same.json).toMatchObject({ about: { labels: 'testdata', reference: 'testdata' } })
    expect(readFileSync(html, 'utf8')).toContain('Acceptance report')
    const profile = join(folder, 'profile.json')
    writeFileSync(profile, '{"name": "none", "limits": {"missed": 0, "extra": 0}}')
    const few = await reportAnswer(SCENE, {
      ...{ ...REPORT, reference: SCENE, profile, sample: true, data: folder },
    })
    expect((few.json as AcceptanceReport).verdict).toBe('unproven')
  })

  it('refuses a profile that asks for what there is not, and says where', async () => {
    const folder = passingFolder()
    const profile = join(folder, 'profile.json')
    for (const [text, place, found] of [
      ['{"name": "a", "limits": {"mist": 1}}', '/limits', 'mist'],
      ['{', '', 'no JSON'],
    ]) {
      writeFileSync(profile, text!)
      const asked = reportAnswer(SCENE, { ...REPORT, reference: SCENE, profile, data: folder })
      await expect(asked).rejects.toMatchObject({ place: { en: place }, found: { en: found } })
    }
  })

  const drive = sharedData('clips/kitti_drive0005_openlabel')
  it.skipIf(drive === null)('judges a detector’s boxes of a drive by its labels', async () => {
    const labels = join(drive!, 'detections_pointrcnn')
    const folder = passingFolder()
    const { json, exit } = await reportAnswer(labels, {
      ...REPORT,
      reference: drive!,
      data: folder,
    })
    const { total, verdict, frames } = json as AcceptanceReport
    expect([frames, total.objects, verdict, exit]).toEqual([154, 15, 'fail', 1])
    // It finds nearly all there is, and far more besides.
    expect(total.missed!.estimate).toBeLessThan(0.03)
    expect(total.extraRate!.estimate).toBeGreaterThan(0.5)
  })
})
