import { blobId, type Clip, type CuboidRecord, sensorId } from '@trueline/annotation'
import { cuboid, track } from '@trueline/annotation/testing'
import { IDENTITY_POSE } from '@trueline/geometry'
import { describe, expect, it } from 'vitest'
import { testClip } from '../../testing/testStore.ts'
import type { PointsRequest } from '../../workers/crop.service.ts'
import type { Cropper } from '../../workers/crop.ts'
import { createColumnSource } from './columnSource.ts'

const a = track('a')
const lidar = sensorId('lidar')
const at = (frame: number) => ({ trackId: a.id, frame })
const NO_PICTURE = { width: 100, height: 0 }
const MEGABYTE = 1024 * 1024

function clipOf(frames: number): Clip {
  const bare = testClip(frames, {
    sensors: [{ id: lidar, modality: 'lidar', egoFromSensor: IDENTITY_POSE, extras: {} }],
  })
  return {
    ...bare,
    frames: bare.frames.map((frame, index) => ({
      ...frame,
      sweeps: [
        {
          sensorId: lidar,
          range: { blob: blobId('pack'), offset: index, bytes: 8 },
          pointCount: 1,
          sections: [{ pointCount: 1, origin: [0, 0, 0], step: 0.01 }],
          timeUs: null,
        },
      ],
    })),
  }
}

/** A cropper whose answers, of so many bytes, come when a test says so. */
function handCropper(bytes: number) {
  const running = new Map<number, { frame: number; settle: (isCut: boolean) => void }>()
  const asked: number[] = []
  const cancelled: number[] = []
  const cropper: Cropper = {
    points: ({ requestId, sweeps }: PointsRequest) =>
      new Promise((resolve, reject) => {
        const frame = sweeps[0]!.range.offset
        asked.push(frame)
        const settle = (isCut: boolean): void => {
          running.delete(requestId)
          if (isCut) resolve(new Float32Array(bytes / 4))
          else reject(new Error('aborted'))
        }
        running.set(requestId, { frame, settle })
      }),
    picture: () => Promise.reject(new Error('Pictures need a browser')),
    cancel(requestId) {
      const given = running.get(requestId)
      if (given === undefined) return
      cancelled.push(given.frame)
      given.settle(false)
    },
    dispose: () => undefined,
  }
  const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0))
  const finish = async (isCut = true): Promise<void> => {
    while (running.size > 0) {
      for (const { settle } of [...running.values()]) settle(isCut)
      await settled()
    }
  }
  return { cropper, asked, cancelled, running, finish, settled }
}

function boxesOf(frames: readonly number[], given: Partial<CuboidRecord> = {}) {
  return frames.map((frame) => cuboid(a.id, frame, given))
}

function sourceOn(frames: number, bytes = 1024) {
  const hand = handCropper(bytes)
  const changed: number[] = []
  const source = createColumnSource({
    clip: clipOf(frames),
    cropper: hand.cropper,
    pixelRatio: 1,
    changed: ({ frame }) => void changed.push(frame),
  })
  return { ...hand, source, changed }
}

describe('the source of the columns', () => {
  it('cuts what is wanted, the most urgent first and a few at a time, and each once', async () => {
    const { source, asked, finish, changed } = sourceOn(9)
    source.want(boxesOf([4, 5, 3, 6, 2]), NO_PICTURE)
    expect(asked).toEqual([4, 5, 3])
    expect(source.isReading()).toBe(true)
    await finish()
    expect(source.isReading()).toBe(false)
    expect(asked).toEqual([4, 5, 3, 6, 2])
    expect(changed).toEqual([4, 5, 3, 6, 2])
    expect(source.points(at(5))).toMatchObject({ trackId: a.id, frame: 5 })
    source.want(boxesOf([5, 4]), NO_PICTURE)
    expect(asked).toHaveLength(5)
  })

  it('gives up what nobody wants any more, and asks for it again when somebody does', async () => {
    const { source, asked, cancelled, finish, settled } = sourceOn(9)
    source.want(boxesOf([0, 1, 2, 3]), NO_PICTURE)
    source.want(boxesOf([7, 8]), NO_PICTURE)
    expect(cancelled).toEqual([0, 1, 2])
    await settled()
    await finish()
    expect(asked).toEqual([0, 1, 2, 7, 8])
    expect(source.hasFailed(at(0))).toBe(false)
    source.want(boxesOf([0]), NO_PICTURE)
    await finish()
    expect(source.points(at(0))).not.toBeNull()
  })

  it('cuts anew where a box went out of what was cut, and not where it moved a little', async () => {
    const { source, asked, finish } = sourceOn(3)
    source.want(boxesOf([1]), NO_PICTURE)
    await finish()
    source.want(boxesOf([1], { center: [1.8, 0, 0] }), NO_PICTURE)
    expect(asked).toEqual([1])
    source.want(boxesOf([1], { center: [9, 0, 0] }), NO_PICTURE)
    await finish()
    expect(asked).toEqual([1, 1])
  })

  it('reads once more by itself where reading failed', async () => {
    const { source, asked, running, finish, settled } = sourceOn(3)
    source.want(boxesOf([1]), NO_PICTURE)
    for (const { settle } of running.values()) settle(false)
    await settled()
    expect(source.hasFailed(at(1))).toBe(false)
    await finish()
    expect(asked).toEqual([1, 1])
    expect(source.points(at(1))).not.toBeNull()
  })

  it('says where points could not be read', async () => {
    const { source, finish } = sourceOn(3)
    source.want(boxesOf([1]), NO_PICTURE)
    await finish(false)
    expect(source.hasFailed(at(1))).toBe(true)
    expect(source.points(at(1))).toBeNull()
  })

  it('keeps the most urgent where there is no room for all', async () => {
    const { source, finish } = sourceOn(12, 8 * MEGABYTE)
    const frames = [5, 6, 4, 7, 3, 8, 2, 9, 1]
    source.want(boxesOf(frames), NO_PICTURE)
    await finish()
    const there = frames.filter((frame) => source.points(at(frame)) !== null)
    expect(there.length).toBeLessThan(frames.length)
    expect(there).toEqual(expect.arrayContaining([5, 6, 4]))
  })
})
