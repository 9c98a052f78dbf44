import { fileURLToPath } from 'node:url'
import type { Pose } from '@trueline/geometry'
import { distance, invert } from '@trueline/geometry'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openClip } from '../clips/clips.ts'
import type { ImportOptions } from '../store.ts'
import { openEmbeddedStore, type TestStore } from '../testing/testStore.ts'

const scene = fileURLToPath(
  new URL('../../../packages/formats/src/openlabel/testdata/quat.json', import.meta.url),
)
const HOW: ImportOptions = {
  ...{ format: null, isDryRun: false, onto: null, name: null, author: 'Ada' },
  onProgress: () => {},
}

describe('corrections of an import', () => {
  let opened: TestStore
  beforeAll(async () => {
    opened = await openEmbeddedStore()
  })
  afterAll(() => opened?.dispose())

  const poseOf = async (corrections: readonly string[]): Promise<Pose> => {
    const { clipId } = await opened.store.importFrom(scene, { ...HOW, corrections })
    const { clip } = await openClip(opened.store.database.queries, clipId!)
    return clip.sensors.find(({ modality }) => modality === 'camera')!.egoFromSensor
  }

  it('are made where they are asked for, and nowhere else', async () => {
    const [asRead, mended] = [await poseOf([]), await poseOf(['CAM=inverse'])]
    expect(distance(mended.translation, invert(asRead).translation)).toBeLessThan(1e-9)
    expect(distance(mended.translation, asRead.translation)).toBeGreaterThan(0.1)
  })

  it('of a camera that is not there are refused by name', async () => {
    await expect(poseOf(['nowhere=inverse'])).rejects.toThrow('no camera nowhere')
  })
})
