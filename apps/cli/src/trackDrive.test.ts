import { annotationsOf, cuboidsOf, tracksOf } from '@trueline/annotation'
import type { Cuboid } from '@trueline/geometry'
import { transformCuboid } from '@trueline/geometry'
import { type ClipTrack, TRACKING_DEFAULTS, trackClip, trackForward } from '@trueline/perception'
import { beforeAll, describe, expect, it } from 'vitest'
import { sharedData } from '../../../scripts/sharedData.ts'
import { type Drive, readDrive, scoresOf, thinned } from './testing/trackedDrive.ts'

type Place = readonly [x: number, y: number]

/** Standard deviation on the ground. */
function deviation(places: readonly Place[]): number {
  const mean = (axis: 0 | 1): number =>
    places.reduce((sum, place) => sum + place[axis], 0) / places.length
  const [x, y] = [mean(0), mean(1)]
  const squares = places.map((place) => (place[0] - x) ** 2 + (place[1] - y) ** 2)
  return Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / places.length)
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!
}

const apart = (a: Cuboid, b: Cuboid): Place => [
  a.center[0] - b.center[0],
  a.center[1] - b.center[1],
]

/** How far a parked car's boxes are spread in the world, and about its labels, of each labelled one. */
function spreadsOf({ labels, frames }: Drive, tracks: readonly ClipTrack[]) {
  const annotations = annotationsOf(labels.records)
  return tracksOf(annotations).flatMap(({ id, number, category }) => {
    const pairs = cuboidsOf(annotations, id).flatMap((label) =>
      tracks.flatMap(({ isStatic, cuboids }) => {
        const one = cuboids.find(({ frame }) => frame === label.frame)
        if (isStatic !== true || one === undefined) return []
        const isIt = Math.hypot(...apart(one.cuboid, label)) < 1.5
        return isIt ? [{ label, cuboid: one.cuboid }] : []
      }),
    )
    if (pairs.length < 15) return []
    const inWorld = pairs.map(({ label, cuboid }): Place => {
      const { center } = transformCuboid(frames[label.frame]!.worldFromEgo, cuboid)
      return [center[0], center[1]]
    })
    const off = deviation(pairs.map(({ label, cuboid }) => apart(cuboid, label)))
    return [{ name: `${category} ${number}`, inWorld: deviation(inWorld), off }]
  })
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
