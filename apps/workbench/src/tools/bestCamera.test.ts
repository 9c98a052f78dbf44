import { readFileSync } from 'node:fs'
import { annotationsOf, blobId, type Clip, cuboidsAt, sensorId } from '@trueline/annotation'
import { codecById } from '@trueline/formats'
import { diskTree } from '@trueline/formats/testing'
import {
  type Cuboid,
  distance,
  fromMatrix3,
  fromYaw,
  type Quat,
  transform,
  type Vec3,
  ZERO,
} from '@trueline/geometry'
import { describe, expect, it } from 'vitest'
import { sharedData } from '../../../../scripts/sharedData.ts'
import { testClip } from '../testing/testStore.ts'
import { bestCamera, cameraAt, seenBounds } from './bestCamera.ts'

type ExpectedBox = {
  readonly center_lidar: Vec3
  readonly corners_px?: readonly (readonly [number, number])[]
}

const folder = sharedData('clips', 'kitti_drive0052')

describe.skipIf(folder === null)('on a real drive', () => {
  const drive = folder === null ? null : readDrive(folder)

  it('finds the camera that sees an object, and where: within a pixel of the reference', async () => {
    const { clip, boxes } = (await drive)!
    const seen = boxes.filter(({ corners_px }) => corners_px?.every(isInside))
    expect(seen.length).toBeGreaterThan(5)
    for (const { frame, cuboid, corners_px } of seen) {
      const best = bestCamera(clip, frame, cuboid)
      expect(best).not.toBeNull()
      const bounds = seenBounds(cameraAt(clip, frame, best!)!, cuboid)!
      const xs = corners_px!.map(([x]) => x)
      const ys = corners_px!.map(([, y]) => y)
      expect(Math.abs(bounds.leftPx - Math.min(...xs))).toBeLessThan(1)
      expect(Math.abs(bounds.rightPx - Math.max(...xs))).toBeLessThan(1)
      expect(Math.abs(bounds.topPx - Math.min(...ys))).toBeLessThan(1)
      expect(Math.abs(bounds.bottomPx - Math.max(...ys))).toBeLessThan(1)
    }
  })

  it('finds none for an object behind the ego', async () => {
    const { clip, boxes } = (await drive)!
    const [{ frame, cuboid }] = boxes as [(typeof boxes)[number]]
    const [x, y, z] = cuboid.center
    expect(bestCamera(clip, frame, { ...cuboid, center: [-x - 10, y, z] })).toBeNull()
  })
})

describe('of several cameras', () => {
  const pinhole = {
    lens: 'pinhole',
    widthPx: 800,
    heightPx: 600,
    focalPx: [500, 500],
    centerPx: [400, 300],
  } as const
  const looking = (name: string, yaw: number) => ({
    modality: 'camera' as const,
    id: sensorId(name),
    egoFromSensor: { translation: ZERO, rotation: lookingAlong(yaw) },
    model: pinhole,
    extras: {},
  })
  const clip = testClip(1, { sensors: [looking('front', 0), looking('left', Math.PI / 3)] })
  const images = clip.sensors.map(({ id }) => ({
    sensorId: id,
    range: { blob: blobId('pictures'), offset: 0, bytes: 0 },
    mime: 'image/png',
    widthPx: 800,
    heightPx: 600,
    calibration: null,
  }))
  const withPictures = { ...clip, frames: clip.frames.map((frame) => ({ ...frame, images })) }
  const at = (yaw: number): Cuboid => ({
    center: [15 * Math.cos(yaw), 15 * Math.sin(yaw), 0],
    extent: [4, 2, 1.5],
    rotation: fromYaw(0),
  })

  it('the one that shows the object largest is best', () => {
    expect(bestCamera(withPictures, 0, at(0))).toBe('front')
    expect(bestCamera(withPictures, 0, at(Math.PI / 3))).toBe('left')
    expect(bestCamera(withPictures, 0, at(Math.PI))).toBeNull()
  })

  it('one without a picture in the frame is none', () => {
    const leftOnly = { ...withPictures.frames[0]!, images: [images[1]!] }
    expect(bestCamera({ ...withPictures, frames: [leftOnly] }, 0, at(0))).toBeNull()
  })
})

/** The rotation of a camera that looks level along a yaw; its space has x right, y down, z forward. */
function lookingAlong(yaw: number): Quat {
  const [cos, sin] = [Math.cos(yaw), Math.sin(yaw)]
  return fromMatrix3([sin, 0, cos, -cos, 0, sin, 0, -1, 0])
}

function isInside([x, y]: readonly [number, number]): boolean {
  return x >= 0 && y >= 0 && x <= 1241 && y <= 374
}

/** The drive's calibration, and its labels with the corners the reference computed. */
async function readDrive(path: string) {
  const { clip, records } = await codecById('kitti-raw')!.read(diskTree(path), {
    name: 'drive',
    onto: null,
  })
  const frames = clip.frames.map((frame) => ({
    ...frame,
    sweeps: [],
    images: frame.images.map(({ sensorId: id, calibration }) => ({
      sensorId: id,
      calibration,
      range: { blob: blobId('pictures'), offset: 0, bytes: 0 },
      mime: 'image/jpeg',
      widthPx: 1242,
      heightPx: 375,
    })),
  }))
  const whole: Clip = testClip(0, { ...clip, frames })
  const { egoFromSensor } = clip.sensors.find(({ modality }) => modality === 'lidar')!
  const expected: { readonly frames: { readonly [name: string]: { boxes?: ExpectedBox[] } } } =
    JSON.parse(readFileSync(`${path}/expected.json`, 'utf8'))
  const annotations = annotationsOf(records)
  const boxes = Object.entries(expected.frames).flatMap(([name, { boxes: found = [] }]) => {
    const frame = frames.findIndex((one) => one.name === name)
    return found.map(({ center_lidar, corners_px }) => {
      const center = transform(egoFromSensor, center_lidar)
      const [cuboid] = cuboidsAt(annotations, frame).toSorted(
        (a, b) => distance(a.center, center) - distance(b.center, center),
      )
      return { frame, cuboid: cuboid!, corners_px }
    })
  })
  return { clip: whole, boxes }
}
