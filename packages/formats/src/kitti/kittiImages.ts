import type { Camera, SensorId } from '@trueline/annotation'
import type { ImageSize } from '@trueline/geometry'
import { readKittiBin } from '../bin/readBin.ts'
import type { FileTree, ImportedImage, ImportedSweep, Refusal } from '../codec.ts'
import { IMAGE_HEADER_BYTES, readImageHeader } from '../imageSize.ts'
import { readPcd } from '../pcd/readPcd.ts'
import { sharedTexts } from '../sharedTexts.ts'
import { kittiTexts } from './kittiTexts.ts'

/** A sweep of a tree, KITTI `.bin` or PCD by its name. */
export function sweepIn(tree: FileTree, file: string, sensorId: SensorId): ImportedSweep {
  return {
    sensorId,
    file,
    read: async () => {
      const bytes = await tree.read(file)
      return file.toLowerCase().endsWith('.pcd') ? readPcd(bytes, file) : readKittiBin(bytes, file)
    },
  }
}

/** An image of a tree. */
export function imageIn(
  tree: FileTree,
  file: string,
  camera: Pick<ImportedImage, 'sensorId' | 'calibration'>,
): ImportedImage {
  return { ...camera, file, read: () => tree.read(file) }
}

/** The size of an image by its first bytes, or the refusal of a file that is none. */
export async function imageSizeIn(tree: FileTree, file: string): Promise<ImageSize | Refusal> {
  // Of a PNG the first bytes are enough.
  const header =
    readImageHeader(await tree.read(file, { offset: 0, bytes: 64 })) ??
    readImageHeader(await tree.read(file, { offset: 0, bytes: IMAGE_HEADER_BYTES }))
  if (header) return { widthPx: header.widthPx, heightPx: header.heightPx }
  const bytes = await tree.read(file, { offset: 0, bytes: 4 })
  const found =
    bytes.length === 0
      ? sharedTexts.emptyFile
      : kittiTexts.imageBytes({ bytes: [...bytes].join(' ') })
  return { file, place: sharedTexts.byte({ offset: 0 }), found, expected: sharedTexts.image }
}

/** Whether it is a refusal. */
export function isRefusal(value: object): value is Refusal {
  return 'expected' in value
}

/** Whether two calibrations say the same. */
export function isSameCalibration(
  a: Pick<Camera, 'egoFromSensor' | 'model'> | null,
  b: Pick<Camera, 'egoFromSensor' | 'model'> | null,
): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
