import { type Camera, type Lidar, type Sensor, sensorId } from '@trueline/annotation'
import { compose, IDENTITY_POSE, invert, type Pose } from '@trueline/geometry'
import { POINT_STRIDE, type Sweep } from '@trueline/pointcloud'
import { BadInputError } from '../badInputError.ts'
import type { FileTree, ImportedImage, ImportedSweep } from '../codec.ts'
import { below } from '../jsonAt.ts'
import { npyTexts } from '../npy/npyTexts.ts'
import { readNpz } from '../npy/readNpy.ts'
import { plainText } from '../plainText.ts'
import { WHOLE } from '../sharedTexts.ts'
import { numberText } from '../sourceJson.ts'
import type { Calibration } from './calibration.ts'
import type { Datum, Sample, Scene } from './scene.ts'
import { poseIn } from './values.ts'

/** A sample whose ego pose is known. */
export type PlacedSample = {
  readonly sample: Sample
  readonly sensors: ReadonlyMap<string, Calibration>
  readonly worldFromEgo: Pose | null
  readonly timeUs: number | null
}

/** What a sample's moment is told by: its lidar, else its first camera. */
export function referenceOf({ data }: Sample): Datum | undefined {
  return data.find(({ kind }) => kind === 'point_cloud') ?? data[0]
}

/** The ego in the world at a sample, by the pose of the sensor at its own time. */
export function egoPose(sample: Sample, sensors: PlacedSample['sensors']): Pose | null {
  const reference = referenceOf(sample)
  if (reference === undefined || reference.value.pose === undefined) return null
  const worldFromSensor = poseIn(reference.value.pose, below(reference.place, 'pose'))
  const egoFromSensor = sensors.get(reference.name)?.egoFromSensor ?? IDENTITY_POSE
  return compose(worldFromSensor, invert(egoFromSensor))
}

/** A datum's sweep. */
export function sweepOf(tree: FileTree, { root }: Scene, { name, value }: Datum): ImportedSweep {
  const file = root + plainText(value.filename)
  const read = async () => ({ sweep: readCloud(await tree.read(file), file), notices: [] })
  return { sensorId: sensorId(name), file, read }
}

/** The points of a cloud: `data` with x, y, z, and intensity 0..1 where there is a fourth column. */
function readCloud(bytes: Uint8Array, file: string): Sweep {
  const { shape, values } = readNpz(bytes, 'data', file)
  const [rows = 0, columns = 0] = shape
  if (shape.length !== 2 || columns < 3) {
    const found = npyTexts.shape({ shape: shape.join(' × ') })
    throw new BadInputError({ file, place: WHOLE, found, expected: npyTexts.rows })
  }
  const points = new Float32Array(rows * POINT_STRIDE)
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < Math.min(columns, POINT_STRIDE); column++) {
      points[row * POINT_STRIDE + column] = values[row * columns + column]!
    }
  }
  return { points, ring: null, timeOffset: null }
}

type Imaging = {
  readonly scene: Scene
  readonly sample: PlacedSample
  readonly datum: Datum
}

/** A datum's image, where its camera was when it fired. @throws {BadInputError} when its pose is none. */
export function imageOf(tree: FileTree, { scene, sample, datum }: Imaging): ImportedImage {
  const file = scene.root + plainText(datum.value.filename)
  const read = (): Promise<Uint8Array> => tree.read(file)
  const reference = referenceOf(sample.sample)
  const own = sample.sensors.get(datum.name)
  const hasPoses = datum.value.pose !== undefined && reference?.value.pose !== undefined
  const id = sensorId(datum.name)
  if (!hasPoses || own === undefined || reference === datum) {
    return { sensorId: id, file, calibration: null, read }
  }
  const worldFromCamera = poseIn(datum.value.pose, below(datum.place, 'pose'))
  const worldFromEgo = egoPose(sample.sample, sample.sensors) ?? IDENTITY_POSE
  const egoFromSensor = compose(invert(worldFromEgo), worldFromCamera)
  return {
    sensorId: id,
    file,
    calibration: { egoFromSensor, model: own.modelOf(sizeOf(datum)) },
    read,
  }
}

function sizeOf({ value }: Datum): { readonly widthPx: number; readonly heightPx: number } {
  const [widthPx, heightPx] = [value.width, value.height].map((side) =>
    Number(numberText(side) ?? 0),
  )
  return { widthPx: widthPx ?? 0, heightPx: heightPx ?? 0 }
}

/** The sensors of samples, each as its first one has it. */
export function sensorsOf(samples: readonly PlacedSample[]): readonly Sensor[] {
  const sensors = new Map<string, Sensor>()
  for (const { sample, sensors: own } of samples) {
    for (const datum of sample.data) {
      if (sensors.has(datum.name)) continue
      const id = sensorId(datum.name)
      const { egoFromSensor = IDENTITY_POSE, modelOf } = own.get(datum.name) ?? {}
      const common = { id, egoFromSensor, extras: {} }
      const sensor: Camera | Lidar =
        datum.kind === 'image'
          ? { modality: 'camera', ...common, model: modelOf?.(sizeOf(datum)) ?? null }
          : { modality: 'lidar', ...common }
      sensors.set(datum.name, sensor)
    }
  }
  return [...sensors.values()]
}
