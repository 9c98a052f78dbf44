import {
  blobId,
  type Camera,
  type Clip,
  clipId,
  defaultOntology,
  type Lidar,
  sensorId,
} from '@trueline/annotation'
import {
  type CameraModel,
  compose,
  distance,
  fromMatrix3,
  fromYaw,
  invert,
  type Pose,
  transform,
  type Vec3,
} from '@trueline/geometry'
import { describe, expect, it } from 'vitest'
import type { Codec, ExportSource, ImportedClip, Loss } from '../codec.ts'
import { codecById } from '../codecs.ts'
import { pngOf } from '../ros/pictureOf.ts'
import { WHOLE } from '../sharedTexts.ts'
import { exportSourceOf, filesOf } from './exportSource.ts'
import { memoryTree } from './memoryTree.ts'

/** Formats that cameras and their calibration are written in beside sweeps. */
const CODECS: readonly Codec[] = [
  'openlabel',
  'nuscenes',
  'argoverse2',
  'sustech',
  'kitti-object',
  'dgp',
].map((id) => codecById(id)!)
const [WIDTH, HEIGHT] = [64, 48]
const INTRINSICS = {
  widthPx: WIDTH,
  heightPx: HEIGHT,
  focalPx: [50, 51],
  centerPx: [31.5, 24.25],
} as const
const LENSES: readonly CameraModel[] = [
  { lens: 'pinhole', ...INTRINSICS },
  {
    lens: 'brownConrady',
    ...INTRINSICS,
    radial: [0.1, -0.02, 0.003, 0, 0, 0],
    tangential: [0.001, -0.002],
  },
  { lens: 'kannalaBrandt', ...INTRINSICS, radial: [0.1, -0.02, 0.003, -0.0004] },
]

const POINTS = Float32Array.from({ length: 16 }, (_, at) => at * 0.5 + 1)
/** What Argoverse 2's points are told to, below 16 m. */
const HALF_FLOAT = 0.01

const LIDAR: Lidar = {
  ...{ modality: 'lidar', id: sensorId('LIDAR_TOP'), extras: {} },
  egoFromSensor: { translation: [0.9, 0.1, 1.8], rotation: fromYaw(0.02) },
}

function cameraWith(model: CameraModel): Camera {
  const mount: Pose = { translation: [1.6, -0.2, 1.5], rotation: fromYaw(-0.15) }
  const optical: Pose = {
    translation: [0, 0, 0],
    rotation: fromMatrix3([0, 0, 1, -1, 0, 0, 0, -1, 0]),
  }
  return {
    ...{ modality: 'camera', id: sensorId('CAM_FRONT'), extras: {}, model },
    egoFromSensor: compose(mount, optical),
  }
}

/** Three frames of a vehicle that stands still: a camera is then where it is by itself. */
function source(model: CameraModel): ExportSource {
  const range = { blob: blobId(''), offset: 0, bytes: 0 }
  const camera = cameraWith(model)
  const frames = [0, 1, 2].map((index): Clip['frames'][number] => {
    const timeUs = 1_700_000_000_100_000 + index * 100_000
    return {
      ...{ name: String(timeUs), timeUs, extras: {} },
      worldFromEgo: { translation: [0, 0, 0], rotation: fromYaw(0) },
      sweeps: [{ sensorId: LIDAR.id, range, pointCount: 4, sections: [] }],
      images: [
        {
          ...{ sensorId: camera.id, range, widthPx: WIDTH, heightPx: HEIGHT, mime: 'image/png' },
          calibration: { egoFromSensor: camera.egoFromSensor, model },
        },
      ],
    }
  })
  const clip: Clip = {
    ...{ id: clipId('c'), name: 'cameras', frames, sensors: [LIDAR, camera] },
    ...{ ontology: defaultOntology, worldOrigin: [0, 0, 0], format: 'none', extras: {} },
  }
  const data = Uint8Array.from({ length: WIDTH * HEIGHT * 3 }, (_, at) => (at * 7) % 251)
  const raw = {
    header: { stampNs: 0n, frameId: '' },
    width: WIDTH,
    height: HEIGHT,
    encoding: 'rgb8',
    step: WIDTH * 3,
    data,
  }
  const png = pngOf(raw, { file: '', place: WHOLE })
  return {
    ...{ clip, records: [] },
    readSweep: () => Promise.resolve({ points: POINTS.slice(), ring: null, timeOffset: null }),
    readImage: () => Promise.resolve(png),
  }
}

async function through(codec: Codec, given: ExportSource) {
  const { files, losses } = codec.write!(given, { withSensors: true })
  const tree = memoryTree(await filesOf({ files, losses }))
  return { imported: await codec.read(tree, { name: 'cameras', onto: null }), losses }
}

/** Fields of the camera that came back otherwise and that no loss names. */
async function differences(
  imported: ImportedClip,
  losses: readonly Loss[],
  model: CameraModel,
): Promise<string[]> {
  const isLost = (field: string): boolean =>
    losses.some((one) => one.record === 'sensor' && one.field.en === field)
  const { sensors, frames } = imported.clip
  const camera = sensors.find((one): one is Camera => one.modality === 'camera')
  const lidar = sensors.find((one) => one.modality === 'lidar')
  const sweep = await frames[0]?.sweeps[0]?.read()
  if (camera === undefined || lidar === undefined || sweep === undefined) return ['no sensors']
  const found: string[] = []
  const pictures = await Promise.all(
    frames.map(async (one) => (await one.images[0]?.read()) ?? null),
  )
  const picture = await source(model).readImage(0, camera.id)
  const isSame = (one: Uint8Array | null): boolean =>
    one !== null && picture !== null && Buffer.from(one).equals(picture)
  if (pictures.length !== 3 || !pictures.every(isSame)) found.push('pictures')
  const pose = frames[0]?.images[0]?.calibration?.egoFromSensor ?? camera.egoFromSensor
  // Formats may take the lidar's space for the vehicle's: where its points are to the camera stays.
  const before = inCamera(POINTS, LIDAR.egoFromSensor, cameraWith(model).egoFromSensor)
  const after = inCamera(sweep.sweep.points, lidar.egoFromSensor, pose)
  for (const [at, point] of before.entries()) {
    const off = distance(point, after[at]!)
    if (!(off < HALF_FLOAT)) found.push(`extrinsics: ${off}`)
  }
  const seen = frames[0]?.images[0]?.calibration?.model ?? camera.model
  if (seen === null) return isLost('lens distortion') ? found : [...found, 'no lens']
  for (const field of ['widthPx', 'heightPx'] as const) {
    if (seen[field] !== model[field]) found.push(`${field}: ${seen[field]}`)
  }
  for (const field of ['focalPx', 'centerPx'] as const) {
    const off = Math.hypot(seen[field][0] - model[field][0], seen[field][1] - model[field][1])
    if (!(off < 1e-6)) found.push(`${field}: ${seen[field].join()}`)
  }
  // A lens that bends nothing is a pinhole.
  const distortion = (one: CameraModel): string => {
    if (one.lens === 'pinhole') return ''
    const values = [...one.radial, ...(one.lens === 'brownConrady' ? one.tangential : [])]
    return values.every((k) => k === 0) ? '' : values.map((k) => k.toFixed(9)).join()
  }
  if (distortion(seen) !== distortion(model) && !isLost('lens distortion')) {
    found.push(`distortion: ${distortion(seen)}`)
  }
  return found
}

function inCamera(points: Float32Array, egoFromLidar: Pose, egoFromCamera: Pose): readonly Vec3[] {
  const cameraFromLidar = compose(invert(egoFromCamera), egoFromLidar)
  return Array.from({ length: points.length / 4 }, (_, row) => {
    const [x, y, z] = points.subarray(row * 4, row * 4 + 3)
    return transform(cameraFromLidar, [x!, y!, z!])
  })
}

/** A clip as a server would hand it out: it knows the pictures' sizes. */
function handedOn(imported: ImportedClip): ExportSource {
  const given = exportSourceOf(imported)
  const frames = given.clip.frames.map((frame) => ({
    ...frame,
    images: frame.images.map((image) => ({ ...image, widthPx: WIDTH, heightPx: HEIGHT })),
  }))
  return { ...given, clip: { ...given.clip, frames } }
}

describe.each(LENSES)(
  'a $lens camera and its pictures taken from one format to another',
  (model) => {
    it.each(CODECS)('from $id keeps place, turn and lens, or the loss is said', async (from) => {
      const first = await through(from, source(model))
      expect(await differences(first.imported, first.losses, model)).toEqual([])
      for (const to of CODECS) {
        const { imported, losses } = await through(to, handedOn(first.imported))
        expect(await differences(imported, [...first.losses, ...losses], model), to.id).toEqual([])
      }
    })
  },
)
