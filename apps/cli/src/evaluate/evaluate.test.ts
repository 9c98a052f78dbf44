import { cpSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { allRecords, laneId } from '@trueline/annotation'
import { road } from '@trueline/annotation/testing'
import { BadInputError } from '@trueline/formats'
import { simulateClip } from '@trueline/simulator'
import { describe, expect, it } from 'vitest'
import { sharedData } from '../../../../scripts/sharedData.ts'
import { type LabelledClip, openLabelledClip } from '../clips/labelledClip.ts'
import { exportSourceOf } from '../exportSource.ts'
import { passingFolder, syntheticClip } from '../testing/folders.ts'
import { type EvaluationRequest, evaluateLabels } from './evaluateLabels.ts'
import { evaluationPicture } from './evaluationPicture.ts'
import { evaluationText } from './evaluationText.ts'
import { laneText } from './laneText.ts'

const QUIET = { at: () => undefined, end: () => undefined }
const EVERYTHING: EvaluationRequest = {
  ...{ minPoints: 0, maxRange: 50, minScore: null, iou: null, region: 'auto', frames: null },
}

async function evaluated(
  named: { readonly reference: string; readonly prediction: string },
  told: Partial<EvaluationRequest> = {},
) {
  const opened: LabelledClip[] = []
  const open = async (path: string, onto: LabelledClip['clip'] | null) => {
    const clip = await openLabelledClip({ named: path, dataDir: passingFolder(), onto })
    opened.push(clip)
    return clip
  }
  try {
    const reference = await open(named.reference, null)
    const prediction = await open(named.prediction, reference.clip)
    return await evaluateLabels({ reference, prediction }, { ...EVERYTHING, ...told }, QUIET)
  } finally {
    for (const clip of opened) await clip.close()
  }
}

const SCENE = syntheticClip('sustech', 'testdata')

describe('evaluate', { timeout: 300_000 }, () => {
  it('finds every label of a clip in the clip itself', async () => {
    const { region, evaluation } = await evaluated({ reference: SCENE, prediction: SCENE })
    expect(region).toBe('all')
    expect(evaluation.frames).toBe(4)
    expect(evaluation.classes.car).toMatchObject({ recall: 1, precision: 1 })
    expect(evaluation.tracking).toMatchObject({ idSwitches: 0, hota: 1 })
  })

  it('says it in a table and in a picture', async () => {
    const labels = await evaluated({ reference: SCENE, prediction: SCENE })
    expect(evaluationText(labels)).toMatch(/^car +BEV IoU 0\.5 +\d+ +1\.000 +1\.000 +1\.000/m)
    const picture = evaluationPicture(labels)
    expect(picture).toMatch(/^<svg .*<\/svg>\n$/s)
    expect(picture).not.toMatch(/NaN|undefined|null/)
  })

  it('scores roads beside objects, within range of where the ego was', async () => {
    const { clip } = simulateClip({ seed: 4, frames: 2, camerasPerFrame: 0 })
    const records = [...allRecords(road(3))]
    const reference: LabelledClip = {
      ...exportSourceOf({ clip, records }, () => undefined),
      ...{ records, refused: [] },
      ...{ readPoints: () => Promise.resolve(null), readImage: () => Promise.resolve(null) },
      close: () => Promise.resolve(),
    }
    const kept = reference.records.filter(({ id }) => id !== laneId('r1'))
    const sets = { reference, prediction: { ...reference, records: kept } }
    const { lanes } = await evaluateLabels(sets, EVERYTHING, QUIET)
    // The third stretch of the road ends beyond the 50 m.
    expect(lanes).toMatchObject({ links: { finds: 2, missed: 2 }, reach: { finds: 3 } })
    expect(laneText(lanes!)).toMatch(/^lanes, Fréchet +6 +5 +0\.833/m)
    const without = { ...reference, records: [] }
    const none = await evaluateLabels(
      { reference: without, prediction: without },
      EVERYTHING,
      QUIET,
    )
    expect(none.lanes).toBeNull()
  })

  it('refuses a region that the clip has no camera for', async () => {
    const refused = evaluated({ reference: SCENE, prediction: SCENE }, { region: 'camera:no' })
    await expect(refused).rejects.toThrow(BadInputError)
  })

  it('leaves out frames whose points nobody can count, unless they are asked for', async () => {
    const clips = { reference: SCENE, prediction: SCENE }
    const left = await evaluated(clips, { minPoints: 1 })
    expect(left).toMatchObject({ uncounted: 0, evaluation: { frames: 0 } })
    const asked = await evaluated(clips, { minPoints: 1, frames: [0, 1, 2, 3] })
    expect(asked).toMatchObject({ uncounted: 19, evaluation: { frames: 4 } })
    expect(asked.evaluation.classes.car).toMatchObject({ objects: 0, unmatched: 0 })
  })

  const object = sharedData('clips', 'kitti_object')
  it.skipIf(object === null)(
    'judges KITTI object in the camera’s view, by counted points',
    async () => {
      const { region, uncounted, evaluation } = await evaluated(
        { reference: object!, prediction: object! },
        { minPoints: 10 },
      )
      expect(region).toBe('camera:image_2')
      expect(uncounted).toBe(0)
      expect(evaluation.classes.car).toMatchObject({ recall: 1, unmatched: 0 })
      const all = await evaluated({ reference: object!, prediction: object! })
      expect(evaluation.classes.car.objects).toBeLessThan(all.evaluation.classes.car.objects)
    },
  )

  const drive = sharedData('clips', 'kitti_drive0005_openlabel')
  it.skipIf(drive === null)(
    'scores detections without a clip against the labels of one',
    async () => {
      const folder = join(passingFolder(), 'detections')
      cpSync(join(drive!, 'detections_pointrcnn'), folder, { recursive: true })
      const document = 'openlabel100_kitti_tracking_0000.json'
      const frames = Object.keys(
        (JSON.parse(readFileSync(join(drive!, document), 'utf8')) as DriveDocument).openlabel
          .frames,
      )
      const { region, evaluation } = await evaluated({
        reference: join(drive!, document),
        prediction: folder,
      })
      expect(region).toBe('camera:CAM_LEFT')
      expect(evaluation.frames).toBe(frames.length)
      // PointRCNN on a training drive of its own: what the reader of both files must at least agree on.
      expect(evaluation.classes.car.recall).toBeGreaterThan(0.9)
      expect(evaluation.classes.car.errors?.center).toBeLessThan(0.3)
    },
  )
})

type DriveDocument = { readonly openlabel: { readonly frames: object } }
