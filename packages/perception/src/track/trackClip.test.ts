import { compose, fromYaw, iou3d, transformCuboid, wrapAngle, yawOf } from '@trueline/geometry'
import { evenly } from '@trueline/geometry/testing'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { away, judged } from '../testing/trackJudge.ts'
import {
  circling,
  NO_TROUBLE,
  parked,
  passing,
  STREET,
  seenStreet,
  type Trouble,
  walking,
} from '../testing/traffic.ts'
import type { ClipTrack } from './clipTrack.ts'
import { trackClip } from './trackClip.ts'
import { trackForward } from './trackForward.ts'
import { TRACKING_DEFAULTS } from './trackingOptions.ts'

const SEEDS = [1, 2, 3, 4, 5]
const ROUGH: Omit<Trouble, 'seed'> = {
  ...{ missed: 0.25, strays: 3, bushes: 4, flipped: 0.1, drift: 0 },
  hidden: { left4: [20, 38], oncoming: [10, 22], ahead: [15, 26] },
}

function tracked(users: Parameters<typeof seenStreet>[0], trouble: Partial<Trouble> = {}) {
  const street = seenStreet(users, 60, { ...NO_TROUBLE, ...trouble })
  const tracks = trackClip(street.frames, TRACKING_DEFAULTS)
  // Strays stay below what a reviewer would be shown first.
  const sure = tracks.filter(({ score }) => score >= 0.5)
  return { street, tracks, byName: judged(street, sure) }
}

function spread(
  tracks: readonly ClipTrack[],
  street: ReturnType<typeof tracked>['street'],
): number {
  const places = tracks.flatMap(({ isStatic, cuboids }) =>
    isStatic === true && cuboids.length > 10
      ? [
          cuboids.map(({ frame, cuboid }) =>
            transformCuboid(street.frames[frame]!.worldFromEgo, cuboid),
          ),
        ]
      : [],
  )
  return Math.max(...places.flatMap((list) => list.map((one) => away(one, list[0]!))))
}

describe('trackClip', () => {
  it.each(SEEDS)('keeps every object through noise, gaps and strays, seed %d', (seed) => {
    const { byName } = tracked(STREET, { ...ROUGH, seed })
    for (const [name, { finds, finders, switches }] of byName) {
      expect([name, switches, finders.size]).toEqual([name, 0, 1])
      const frames = finds.map(({ frame }) => frame)
      const span = frames.at(-1)! - frames[0]! + 1
      expect(finds.length / span, name).toBeGreaterThan(0.95)
    }
  })

  it('loses fewer objects to other tracks than following them forward does', () => {
    const switchesBy = (track: typeof trackClip): number =>
      SEEDS.map((seed) => {
        const street = seenStreet(STREET, 60, { ...ROUGH, seed, missed: 0.5 })
        const byName = judged(street, track(street.frames, TRACKING_DEFAULTS))
        return [...byName.values()].reduce((sum, { switches }) => sum + switches, 0)
      }).reduce((sum, count) => sum + count, 0)
    expect(switchesBy(trackClip)).toBeLessThan(switchesBy(trackForward) / 2)
  })

  it('comes nearer to the truth than the detections', () => {
    const street = seenStreet(STREET, 60, { ...NO_TROUBLE, ...ROUGH })
    const overlapOf = (tracks: readonly ClipTrack[]): number => {
      const finds = [...judged(street, tracks).values()].flatMap((one) => one.finds)
      return finds.reduce((sum, { found, real }) => sum + iou3d(found, real), 0) / finds.length
    }
    const refined = overlapOf(trackClip(street.frames, TRACKING_DEFAULTS))
    expect(refined).toBeGreaterThan(0.85)
    expect(refined).toBeGreaterThan(
      overlapOf(trackForward(street.frames, TRACKING_DEFAULTS)) + 0.05,
    )
  })

  it('lets parked cars stand at one place, and tells them from what moves', () => {
    const { street, tracks, byName } = tracked(STREET, ROUGH)
    expect(spread(tracks, street)).toBeLessThan(0.2)
    for (const [name, { finders }] of byName) {
      const [id] = finders
      const isParked = /^(left|right)/.test(name)
      expect([name, tracks.find((track) => track.id === id)?.isStatic]).toEqual([name, isParked])
    }
  })

  it('keeps parked cars on their points while odometry drifts', () => {
    const { byName } = tracked(STREET, { ...ROUGH, drift: 0.04 })
    for (const name of ['left2', 'left5', 'right3', 'right6']) {
      const { finds, switches } = byName.get(name)!
      const worst = Math.max(...finds.map(({ found, real }) => away(found, real)))
      expect(worst, name).toBeLessThan(0.35)
      expect(switches, name).toBe(0)
    }
  })

  it('turns boxes that were seen the wrong way round', () => {
    const users = [
      circling('car', 'car', 6),
      circling('bike', 'cyclist', 4),
      parked('still', 30, -5),
    ]
    const { byName } = tracked(users, { flipped: 0.3 })
    for (const [name, { finds }] of byName) {
      const off = finds.map(({ found, real }) =>
        wrapAngle(yawOf(found.rotation) - yawOf(real.rotation)),
      )
      expect(Math.max(...off.map(Math.abs)), name).toBeLessThan(0.35)
    }
  })

  it('gives an object one size', () => {
    const { tracks } = tracked(STREET, ROUGH)
    for (const { extent, cuboids } of tracks) {
      for (const { cuboid } of cuboids) expect(cuboid.extent).toEqual(extent)
    }
  })

  it('keeps the ids of two cars that pass close by one another', () => {
    const users = [passing('there', [10, 1.2], [10, 0]), passing('back', [50, -1.2], [-6, 0])]
    const { byName } = tracked(users, { missed: 0.3 })
    const finders = [...byName.values()].map((one) => [...one.finders])
    expect(finders.map((ids) => ids.length)).toEqual([1, 1])
    expect(finders[0]).not.toEqual(finders[1])
  })

  it('follows what stands through frames that are a second and a little more apart', () => {
    const street = seenStreet([parked('one', 15, 4), parked('other', 25, -4)], 30, NO_TROUBLE)
    const frames = [0, 10, 20].map((frame, index) => ({
      ...street.frames[frame]!,
      time: 1.0001 * index,
    }))
    const tracks = trackClip(frames, TRACKING_DEFAULTS)
    expect(tracks.map(({ cuboids }) => cuboids.length)).toEqual([3, 3])
  })

  it('does not give what stands to what else came into reach in a second', () => {
    const row = [parked('a', 15, 4), parked('b', 21, 4), parked('c', 27, 4)]
    const street = seenStreet(row, 30, NO_TROUBLE)
    // One is missing first, another last: as many pairs as can be would shift the row.
    const frames = [0, 10].map((frame, index) => {
      const seen = street.frames[frame]!
      const detections = seen.detections.toSorted(
        (one, other) => one.cuboid.center[0] - other.cuboid.center[0],
      )
      return { ...seen, time: index, detections: detections.slice(1 - index, 3 - index) }
    })
    const tracks = trackClip(frames, TRACKING_DEFAULTS)
    expect(tracks.map(({ isStatic }) => isStatic)).toContain(true)
  })

  it('fills a short gap and says so, and leaves a long one open', () => {
    const users = [passing('short', [10, 3], [8, 0]), passing('long', [10, -3], [8, 0])]
    const { tracks, byName } = tracked(users, { hidden: { short: [20, 27], long: [20, 44] } })
    const reasonsOf = (name: string) => {
      const [id] = byName.get(name)!.finders
      return tracks.find((track) => track.id === id)!.cuboids
    }
    const short = reasonsOf('short')
    expect(short).toHaveLength(60)
    expect(short.filter(({ why }) => why.isFilled).map(({ frame }) => frame)).toEqual(
      Array.from({ length: 8 }, (_, index) => 20 + index),
    )
    expect(short[0]?.why).toMatchObject({ framesSeen: 52, isFilled: false, pointCount: null })
    const long = reasonsOf('long')
    expect(long.some(({ why }) => why.isFilled)).toBe(false)
    expect(long).toHaveLength(35)
  })

  it('does not know whether what was seen once stands still', () => {
    const { frames } = seenStreet([parked('one', 10, 3)], 1, NO_TROUBLE)
    expect(trackClip(frames, TRACKING_DEFAULTS)).toMatchObject([
      { isStatic: null, category: 'car' },
    ])
  })

  it('finds nothing where nothing was detected', () => {
    expect(trackClip([], TRACKING_DEFAULTS)).toEqual([])
    const { frames } = seenStreet([], 5, NO_TROUBLE)
    expect(trackClip(frames, TRACKING_DEFAULTS)).toEqual([])
  })

  it('goes on where two frames have one time', () => {
    const { frames } = seenStreet([passing('car', [10, 3], [8, 0])], 12, NO_TROUBLE)
    const twice = frames.map((frame, index) => ({ ...frame, time: Math.floor(index / 2) / 5 }))
    const centers = trackClip(twice, TRACKING_DEFAULTS).flatMap(({ cuboids }) =>
      cuboids.flatMap(({ cuboid }) => cuboid.center),
    )
    expect(centers.length).toBeGreaterThan(0)
    expect(centers.every(Number.isFinite)).toBe(true)
  })

  it('takes a car and a truck at one place for one object', () => {
    const car = parked('car', 20, 5)
    const { tracks } = tracked([car, { ...car, name: 'truck', category: 'truck' }])
    expect(tracks).toHaveLength(1)
  })

  it('does not depend on where the world has its origin and its axes', () => {
    const { frames } = seenStreet([...STREET.slice(0, 4), walking('w', 15, 6)], 20, NO_TROUBLE)
    const expected = trackClip(frames, TRACKING_DEFAULTS)
    fc.assert(
      fc.property(evenly(-1000, 1000, 1), evenly(-3, 3, 0.1), (x, yaw) => {
        const other = { translation: [x, -x, 3] as const, rotation: fromYaw(yaw) }
        const moved = frames.map(({ worldFromEgo, ...frame }) => {
          return { ...frame, worldFromEgo: compose(other, worldFromEgo) }
        })
        const tracks = trackClip(moved, TRACKING_DEFAULTS)
        expect(tracks.map(({ id }) => id)).toEqual(expected.map(({ id }) => id))
        for (const [index, { cuboids }] of tracks.entries()) {
          for (const [at, { cuboid }] of cuboids.entries()) {
            expect(away(cuboid, expected[index]!.cuboids[at]!.cuboid)).toBeLessThan(0.05)
          }
        }
      }),
      { numRuns: 10 },
    )
  })
})
