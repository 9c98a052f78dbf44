import { type ClipTrack, TRACKING_DEFAULTS, trackClip, trackForward } from '@trueline/perception'
import { beforeAll, describe, expect, it } from 'vitest'
import { sharedData } from '../../../scripts/sharedData.ts'
import { type Drive, readDrive, scoresOf, spreadsOf, thinned } from './testing/trackedDrive.ts'

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!
}

const folder = sharedData('clips', 'kitti_drive0005_openlabel')
describe.skipIf(folder === null)(
  'detections of a real drive, tracked',
  { timeout: 300_000 },
  () => {
    let drive: Drive
    let tracks: readonly ClipTrack[]

    beforeAll(async () => {
      drive = await readDrive(folder!)
      tracks = trackClip(drive.frames, TRACKING_DEFAULTS)
    }, 300_000)

    it('are truer as tracks than when they are only followed forward', () => {
      const refined = scoresOf(drive, tracks)
      const forward = scoresOf(drive, trackForward(drive.frames, TRACKING_DEFAULTS))
      expect(refined.tracking.idSwitches).toBe(0)
      expect(refined.tracking.fragmentations).toBeLessThan(forward.tracking.fragmentations)
      expect(refined.tracking.hota).toBeGreaterThan(forward.tracking.hota!)
      expect(refined.classes.car.recall).toBeGreaterThan(forward.classes.car.recall!)
      expect(refined.classes.car.errors?.flipped).toBe(0)
    })

    it('keep their ids where every second detection is missing', () => {
      const frames = thinned(drive.frames)
      const refined = scoresOf(drive, trackClip(frames, TRACKING_DEFAULTS))
      const forward = scoresOf(drive, trackForward(frames, TRACKING_DEFAULTS))
      expect(refined.tracking.idSwitches).toBeLessThan(forward.tracking.idSwitches)
      expect(refined.tracking.hota).toBeGreaterThan(forward.tracking.hota! + 0.2)
    })

    it('stay where they are when they are parked cars', () => {
      const spreads = spreadsOf(drive, tracks)
      expect(spreads.length).toBeGreaterThanOrEqual(10)
      // The poses drift by 3 cm a meter: the labels of one parked van are spread by 0.7 m in the world.
      expect(median(spreads.map(({ inWorld }) => inWorld))).toBeLessThan(0.2)
      expect(median(spreads.map(({ off }) => off))).toBeLessThan(0.1)
      for (const { name, off } of spreads) expect(off, name).toBeLessThan(0.25)
    })
  },
)
