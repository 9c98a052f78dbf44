import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type AnnotationRecord,
  annotationsOf,
  cuboidId,
  cuboidsOf,
  type Edit,
  patchId,
  type TrackId,
  trackOf,
  tracksOf,
  waiveFinding,
} from '@trueline/annotation'
import type { Finding } from '@trueline/consistency'
import { invert, transformCuboid } from '@trueline/geometry'
import { openStore, type Store, writerOf } from '@trueline/server'
import { simulateClip } from '@trueline/simulator'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exportSourceOf } from '../exportSource.ts'
import { openOutput } from '../output.ts'
import { type CheckOptions, checkAnswer } from './checkAnswer.ts'

type Checked = { readonly findings: readonly Finding[]; readonly waived: readonly Finding[] }

const folder = mkdtempSync(join(tmpdir(), 'trueline-test-'))
const dataDir = join(folder, 'data')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const { clip, truth } = simulateClip({ seed: 4, frames: 12, camerasPerFrame: 0 })
const annotations = annotationsOf(truth)
/** The longest tracks: objects that nobody overlooks. */
const [missed, invented] = tracksOf(annotations)
  .map(({ id }) => id)
  .sort((a, b) => cuboidsOf(annotations, b).length - cuboidsOf(annotations, a).length)

const without = (trackId: TrackId | undefined): readonly AnnotationRecord[] =>
  truth.filter((one) => one.id !== trackId && !('trackId' in one && one.trackId === trackId))

/** Labels as they were a tenth of a second before. */
function aFrameLate(records: readonly AnnotationRecord[]): readonly AnnotationRecord[] {
  const poseAt = (frame: number) => clip.frames[frame]!.worldFromEgo!
  return records.flatMap((one): readonly AnnotationRecord[] => {
    if (one.kind !== 'cuboid') return [one]
    const frame = one.frame + 1
    if (frame === clip.frames.length) return []
    const shape = transformCuboid(invert(poseAt(frame)), transformCuboid(poseAt(one.frame), one))
    return [{ ...one, ...shape, frame, id: cuboidId(one.trackId, frame), pointCount: null }]
  })
}

async function write(name: string, records: readonly AnnotationRecord[], frames = clip.frames) {
  const source = exportSourceOf({ clip: { ...clip, frames }, records }, () => undefined)
  const output = await openOutput(join(folder, name), true)
  await output.write(writerOf('openlabel')(source, { withSensors: name === 'timed' }).files)
  return join(folder, name)
}

async function check(named: string, options: CheckOptions = {}) {
  const { json, exit, text } = await checkAnswer(named, options)
  return { exit, text, ...(json as Checked) }
}

describe('check', { timeout: 120_000 }, () => {
  it('finds what a model sees and has no label, and labels that it does not see', async () => {
    const labels = await write('labels', without(missed))
    const proposals = await write('proposals', without(invented))
    const { findings } = await check(labels, { proposals })
    expect(findings.filter((one) => one.check === 'E7')).toHaveLength(1)
    expect(findings.filter((one) => one.check === 'E9')).toHaveLength(1)
    const alone = await check(labels)
    expect(alone.findings.filter((one) => ['E7', 'E9'].includes(one.check))).toEqual([])
  })

  it('finds boxes that are where their objects were before they were seen, and points without a box', async () => {
    const frames = clip.frames.map((frame) => ({
      ...frame,
      sweeps: frame.sweeps.map((one) => ({
        ...one,
        read: async () => {
          const { sweep, notices } = await one.read()
          const count = sweep.points.length / 4
          const timeOffset = Float32Array.from(
            { length: count },
            (_, row) => 0.08 + (0.04 * row) / count,
          )
          return { sweep: { ...sweep, timeOffset }, notices }
        },
      })),
    }))
    const { findings } = await check(await write('timed', aFrameLate(without(missed)), frames))
    const kinds = new Set(findings.map((one) => one.check))
    expect(kinds).toContain('C11')
    expect(kinds).toContain('E8')
  })

  describe('of a stored clip', () => {
    let store: Store
    beforeAll(async () => {
      store = await openStore({ dataDir })
      await store.importFrom(await write('stored', without(missed)), {
        ...{ format: null, isDryRun: false, onto: null, name: 'street', mapping: null },
        ...{ author: 'test', onProgress: () => undefined },
      })
      await store.close()
    })

    it('says apart what a person let stand, and does not fail on it', async () => {
      const config = { data: dataDir, failOn: 'hint' as const }
      const before = await check('street', config)
      expect(before).toMatchObject({ exit: 1, waived: [] })
      await letStand(before.findings)
      const after = await check('street', config)
      expect(after).toMatchObject({ exit: 0, findings: [] })
      expect(after.waived).toEqual(before.findings)
      expect(after.text).toContain(`${before.findings.length} finding`)
    })
  })
})

async function letStand(findings: readonly Finding[]): Promise<void> {
  const store = await openStore({ dataDir })
  const clipId = await store.findClip('street')
  for (const [index, { check: id, tracks, frames }] of findings.entries()) {
    const { records } = await store.exportClip({ clipId, format: 'openlabel', withSensors: false })
    const [trackId, ...others] = tracks
    const waiver = { check: id, others, frames, reason: '' }
    const now = annotationsOf(records)
    const edit: Edit = {
      ...{ patchId: patchId(`waive-${index}`), command: 'waiveFinding', kind: 'edit', of: null },
      ...{ madeAtUs: index, patch: waiveFinding(now, { trackId: trackId!, waiver }) },
    }
    const revision = 1 + (trackOf(now, trackId!)?.waivers?.length ?? 0)
    const baseRevisions = { [trackId!]: revision }
    const { outcome } = await store.append({ clipId, edit, baseRevisions, author: 'test' })
    expect(outcome).toBe('stored')
  }
  await store.close()
}
