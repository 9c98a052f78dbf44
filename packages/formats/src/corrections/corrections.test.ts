import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Camera, sensorId } from '@trueline/annotation'
import {
  compose,
  distance,
  fromMatrix3,
  fromYaw,
  IDENTITY_POSE,
  invert,
  type Pose,
  rotate,
} from '@trueline/geometry'
import { describe, expect, it } from 'vitest'
import { sharedData } from '../../../../scripts/sharedData.ts'
import { BadInputError } from '../badInputError.ts'
import type { ImportedClip } from '../codec.ts'
import { codecById } from '../codecs.ts'
import { diskTree } from '../testing/diskTree.ts'
import { applyCorrections } from './applyCorrections.ts'
import {
  corrected,
  correctionId,
  POSE_CHANGES,
  type PoseChange,
  parseCorrection,
} from './correction.ts'
import { correctionPicture } from './correctionPicture.ts'
import { suggestCorrections } from './suggestCorrections.ts'

type SourceClip = ImportedClip['clip']

const EGO_FROM_OPTICAL = fromMatrix3([0, 0, 1, -1, 0, 0, 0, -1, 0])

/** A camera that looks to a side of the vehicle, tilted down a little. */
function cameraTo(name: string, yaw: number): Camera {
  const mount: Pose = {
    translation: [1.4 * Math.cos(yaw), 0.9 * Math.sin(yaw), 1.6],
    rotation: fromYaw(yaw),
  }
  const tilt: Pose = { translation: [0, 0, 0], rotation: EGO_FROM_OPTICAL }
  return {
    ...{ modality: 'camera', id: sensorId(name), extras: {} },
    egoFromSensor: compose(mount, tilt),
    model: {
      lens: 'pinhole',
      widthPx: 1600,
      heightPx: 900,
      focalPx: [1000, 1000],
      centerPx: [800, 450],
    },
  }
}

/** Rings on the ground and houses on both sides, as a lidar at 1.9 m sees them. */
function sweepPoints(): Float32Array {
  const rows: number[] = []
  for (let azimuth = 0; azimuth < 360; azimuth += 2) {
    const at = (azimuth * Math.PI) / 180
    const wall = Math.min(50, 9 / Math.max(1e-6, Math.abs(Math.sin(at))))
    for (let beam = -20; beam <= 4; beam += 2) {
      const down = Math.tan((-beam * Math.PI) / 180)
      const range = beam < 0 ? Math.min(wall, 1.9 / down) : wall
      rows.push(range * Math.cos(at), range * Math.sin(at), 1.9 - range * down, 0.5)
    }
  }
  return Float32Array.from(rows)
}

function clipOf(cameras: readonly Camera[], poses: readonly Pose[] = [IDENTITY_POSE]): SourceClip {
  const lidar = {
    modality: 'lidar',
    id: sensorId('lidar'),
    egoFromSensor: IDENTITY_POSE,
    extras: {},
  } as const
  const sweep = { points: sweepPoints(), ring: null, timeOffset: null }
  return {
    ...{ name: 'x', format: 'x', extras: {}, worldOrigin: [0, 0, 0] },
    ontology: { categories: [], attributes: [] },
    sensors: [lidar, ...cameras],
    frames: poses.map((worldFromEgo, index) => ({
      ...{ name: String(index), timeUs: index, worldFromEgo, extras: {} },
      sweeps: [
        { sensorId: lidar.id, file: 'x', read: () => Promise.resolve({ sweep, notices: [] }) },
      ],
      images: cameras.map(({ id, egoFromSensor, model }) => ({
        ...{ sensorId: id, file: 'x', read: () => Promise.resolve(new Uint8Array(0)) },
        calibration: { egoFromSensor, model },
      })),
    })),
  }
}

/** What is read of a pose by the mistake that a change takes back. */
function mistaken(pose: Pose, { turn, axes }: PoseChange): Pose {
  const axesBack = invert(corrected(IDENTITY_POSE, { turn: 'given', axes }))
  return corrected(compose(pose, axesBack), { turn, axes: 'optical' })
}

const CAMERAS = [cameraTo('front', 0), cameraTo('left', 1.2), cameraTo('rear', Math.PI)]

describe('what may be wrong with cameras', () => {
  it('is not suggested of right ones', async () => {
    expect(await suggestCorrections(clipOf(CAMERAS))).toEqual([])
  })

  it.each(POSE_CHANGES.slice(1))('is found where the source means $turn, $axes', async (change) => {
    const wrong = CAMERAS.map((one) => ({
      ...one,
      egoFromSensor: mistaken(one.egoFromSensor, change),
    }))
    const clip = clipOf(wrong)
    const offers = await suggestCorrections(clip)
    expect(offers.map(({ id }) => id)).toEqual(
      CAMERAS.map(({ id }) => correctionId({ target: id, change })),
    )
    const telling = offers.filter(({ given, under }) => under > given * 3)
    expect(telling.length).toBeGreaterThanOrEqual(2)
    const mended = applyCorrections(
      clip,
      offers.map(({ id }) => parseCorrection(id)),
    )
    for (const camera of CAMERAS) {
      const own = mended.sensors.find(({ id }) => id === camera.id)!.egoFromSensor
      expect(distance(own.translation, camera.egoFromSensor.translation)).toBeLessThan(1e-9)
      const [ahead, meant] = [own, camera.egoFromSensor].map(({ rotation }) =>
        rotate(rotation, [1, 2, 3]),
      )
      expect(distance(ahead!, meant!)).toBeLessThan(1e-9)
      const image = mended.frames[0]!.images.find(({ sensorId: id }) => id === camera.id)
      expect(distance(image!.calibration!.egoFromSensor.translation, own.translation)).toBeLessThan(
        1e-9,
      )
    }
  })

  it('is suggested, not done: the clip stays as it was read', async () => {
    const change = { turn: 'inverse', axes: 'optical' } as const
    const wrong = { ...CAMERAS[0]!, egoFromSensor: mistaken(CAMERAS[0]!.egoFromSensor, change) }
    const clip = clipOf([wrong])
    const before = JSON.stringify(clip.sensors)
    const [offer] = await suggestCorrections(clip)
    expect(offer?.message.en).toContain('sensorFromEgo instead of egoFromSensor')
    expect(JSON.stringify(clip.sensors)).toBe(before)
  })
})

describe('what may be wrong with poses', () => {
  /** Straight on, then a curve to the left, somewhere in a map. */
  const drive = Array.from({ length: 12 }, (_, step): Pose => {
    const yaw = 0.7 + Math.max(0, step - 6) * 0.08
    return {
      translation: [500 + step * Math.cos(0.7), -300 + step * Math.sin(0.7), 0],
      rotation: fromYaw(yaw),
    }
  })

  it('is not suggested of right ones', async () => {
    expect(await suggestCorrections(clipOf([], drive))).toEqual([])
  })

  it('is found where they are egoFromWorld', async () => {
    const clip = clipOf([], drive.map(invert))
    const offers = await suggestCorrections(clip)
    expect(offers.map(({ id }) => id)).toEqual(['poses=inverse'])
    const mended = applyCorrections(clip, [parseCorrection('poses=inverse')])
    for (const [index, { worldFromEgo }] of mended.frames.entries()) {
      const place = worldFromEgo!.translation.map(
        (value, axis) => value + mended.worldOrigin[axis]!,
      )
      expect(distance(place as [number, number, number], drive[index]!.translation)).toBeLessThan(
        1e-9,
      )
    }
  })
})

describe('a correction', () => {
  it.each(POSE_CHANGES)('of $turn, $axes is written and read back', (change) => {
    const correction = { target: 'a=b', change }
    expect(parseCorrection(correctionId(correction))).toEqual(correction)
  })
  it.each(['front', '=inverse', 'front=wrong', 'front=given+left'])('%s is refused', (text) => {
    expect(() => parseCorrection(text)).toThrow(BadInputError)
  })
  it('of a camera that is not there is refused with those that are', () => {
    const wrong = [parseCorrection('side=inverse')]
    expect(() => applyCorrections(clipOf(CAMERAS), wrong)).toThrow('front, left, rear')
  })
})

const clips = sharedData('clips') ?? ''
const REAL = [
  ['kitti-raw', 'kitti_drive0052'],
  ['kitti-object', 'kitti_object'],
  ['sustech', 'sustech_points'],
  ['dgp', 'tri_dgp'],
] as const

describe.each(REAL)('real cameras of %s', (format, folder) => {
  const path = join(clips, folder)
  it.runIf(existsSync(path))('are not doubted, and found where they are turned about', async () => {
    const { clip } = await codecById(format)!.read(diskTree(path), { name: 'x', onto: null })
    expect((await suggestCorrections(clip)).map(({ id }) => id)).toEqual([])
    const change = { turn: 'inverse', axes: 'optical' } as const
    const camera = clip.sensors.find((one) => one.modality === 'camera')!
    const wrong = applyCorrections(clip, [{ target: camera.id, change }])
    const offers = await suggestCorrections(wrong)
    expect(offers.map(({ id }) => id)).toEqual([correctionId({ target: camera.id, change })])
  })
})

describe('the picture a correction is judged by', () => {
  it('has the points corrected where the right calibration has them, and as read elsewhere', async () => {
    const change: PoseChange = { turn: 'inverse', axes: 'optical' }
    const front = CAMERAS[0]!
    const wrong = { ...front, egoFromSensor: mistaken(front.egoFromSensor, change) }
    const right = (await correctionPicture(clipOf([front]), 'front=given'))!
    const picture = (await correctionPicture(clipOf([wrong]), 'front=inverse'))!
    expect(right.under.length / 3).toBeGreaterThan(100)
    const off = (rows: Float32Array): number =>
      rows.length === right.under.length
        ? Math.max(...rows.map((value, at) => Math.abs(value - right.under[at]!)))
        : Number.POSITIVE_INFINITY
    expect(off(picture.under)).toBeLessThan(0.01)
    expect(off(picture.given)).toBeGreaterThan(10)
    for (let row = 0; row < right.under.length; row += 3) {
      const [x = -1, y = -1, distance = -1] = right.under.subarray(row, row + 3)
      expect(x >= -0.5 && x < right.widthPx - 0.5).toBe(true)
      expect(y >= -0.5 && y < right.heightPx - 0.5).toBe(true)
      expect(distance).toBeGreaterThan(2)
    }
  })

  it('is none of the vehicle’s poses, and none of a camera without a picture', async () => {
    const clip = clipOf(CAMERAS)
    expect(await correctionPicture(clip, 'poses=inverse')).toBeNull()
    const blind = { ...clip, frames: clip.frames.map((one) => ({ ...one, images: [] })) }
    expect(await correctionPicture(blind, 'front=inverse')).toBeNull()
  })
})
