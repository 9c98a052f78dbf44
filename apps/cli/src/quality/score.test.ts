import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Agreement, AnnotatorScore } from '@trueline/quality'
import { writerOf } from '@trueline/server'
import { simulateClip } from '@trueline/simulator'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { plantAnswer } from '../check/plantAnswer.ts'
import { exportSourceOf } from '../exportSource.ts'
import { openOutput } from '../output.ts'
import { passingFolder, syntheticClip } from '../testing/folders.ts'
import { agreementAnswer } from './agreementAnswer.ts'
import { scoreAnswer } from './scoreAnswer.ts'

/** A street with its truth, and the truth with faults beside it. */
async function plantedIn(folder: string) {
  const { clip, truth: records } = simulateClip({ seed: 4, frames: 24, camerasPerFrame: 0 })
  const source = exportSourceOf({ clip, records }, () => undefined)
  const truth = join(folder, 'truth')
  const output = await openOutput(truth, true)
  await output.write(writerOf('openlabel')(source, { withSensors: false }).files)
  const files = { out: join(folder, 'planted.json'), key: join(folder, 'key.json') }
  await plantAnswer(truth, { seed: 3, ofEach: 1, ...files })
  return { truth, planted: files.out, key: files.key, annotator: 'an' }
}

const folder = mkdtempSync(join(tmpdir(), 'trueline-test-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('score', { timeout: 120_000 }, () => {
  let files: Awaited<ReturnType<typeof plantedIn>>
  beforeAll(async () => {
    files = await plantedIn(folder)
  }, 120_000)

  it('finds faults left in what was planted, and put right in the truth', async () => {
    const options = { ...files, data: folder }
    const left = (await scoreAnswer(files.planted, options)).json as AnnotatorScore
    expect(left.faults.left).toBeGreaterThan(8)
    expect(left.faults.fixed + left.faults.found).toBe(0)
    expect(left.broken!.estimate).toBe(0)
    const fixed = await scoreAnswer(files.truth, options)
    const score = fixed.json as AnnotatorScore
    expect(score.faults).toMatchObject({ left: 0, found: 0, fixed: left.faults.left })
    expect(fixed.text).toMatch(/^put right: 100\.0 %/m)
  })

  it('refuses a key that is none, and labels of other frames', async () => {
    const options = { ...files, data: folder }
    const key = join(folder, 'wrong.json')
    const faults = [{ ...JSON.parse(readFileSync(files.key, 'utf8')).faults[0], check: 'Z9' }]
    writeFileSync(key, JSON.stringify({ faults }))
    await expect(scoreAnswer(files.truth, { ...options, key })).rejects.toMatchObject({
      ...{ file: key, place: { en: '/faults/0/check' } },
    })
    const other = syntheticClip('sustech', 'testdata')
    await expect(scoreAnswer(other, options)).rejects.toMatchObject({ file: other })
  })
})

it('agreement of a clip with itself is whole, and with one of other moments none', async () => {
  const scene = syntheticClip('sustech', 'testdata')
  const data = passingFolder()
  const { json, text } = await agreementAnswer([scene, scene], { data })
  expect(json as Agreement).toMatchObject({ frames: 4, onlyFirst: 0, onlySecond: 0 })
  expect((json as Agreement).both.estimate).toBe(1)
  expect(text).toMatch(/agreed on 100\.0 %/)
})
