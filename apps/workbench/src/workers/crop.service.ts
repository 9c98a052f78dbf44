import type { BlobRange, PackSection } from '@trueline/annotation'
import type { Cuboid, Pose } from '@trueline/geometry'
import { cropPacked, POINT_STRIDE } from '@trueline/pointcloud'
import { transfer } from 'comlink'
import type { FramesService } from './frames.service.ts'

/** What the crop worker answers: small parts of frames that are read, cut and forgotten. */
export type CropService = {
  /** The points in a cuboid grown by a margin: N × 4 rows of x, y, z, intensity in ego space. */
  readonly points: (request: PointsRequest) => Promise<Float32Array<ArrayBuffer>>
  /** A part of a picture, drawn anew at the size it is shown at. */
  readonly picture: (request: PictureRequest) => Promise<ImageBitmap>
  /** Gives a request up; one that is unknown or done stays as it is. */
  readonly cancel: (requestId: number) => void
}

/** Points asked for: the frame's sweeps as they lie in packs, and a cuboid in its ego space. */
export type PointsRequest = {
  readonly requestId: number
  readonly sweeps: readonly PackedPlace[]
  readonly cuboid: Cuboid
  readonly margin: number
}

/** Where a sweep lies in a pack, and how to read it. */
export type PackedPlace = {
  readonly range: BlobRange
  readonly sections: readonly PackSection[]
  readonly egoFromSensor: Pose
}

/** A part of a picture asked for: pixels of the image, and how large it is wanted. */
export type PictureRequest = {
  readonly requestId: number
  readonly range: BlobRange
  readonly mime: string
  readonly part: {
    readonly leftPx: number
    readonly topPx: number
    readonly widthPx: number
    readonly heightPx: number
  }
  readonly widthPx: number
  readonly heightPx: number
}

/** Crops of what `reader` reads; memory grows with the sweep or picture in hand, never with the clip. */
export function createCropService(reader: Pick<FramesService, 'read' | 'cancel'>): CropService {
  return {
    async points({ requestId, sweeps, cuboid, margin }) {
      const ranges = sweeps.map(({ range }) => range)
      const parts = await reader.read({ requestId, ranges })
      const cropped = sweeps.map(({ sections, egoFromSensor }, index) =>
        cropPacked({ bytes: parts[index]!, sections }, egoFromSensor, { cuboid, margin }),
      )
      const points = joined(cropped)
      return transfer(points, [points.buffer])
    },
    async picture({ requestId, range, mime, part, widthPx, heightPx }) {
      const [bytes] = await reader.read({ requestId, ranges: [range] })
      const image = new Blob([bytes as Uint8Array<ArrayBuffer>], { type: mime })
      const picture = await createImageBitmap(
        image,
        part.leftPx,
        part.topPx,
        part.widthPx,
        part.heightPx,
        { resizeWidth: widthPx, resizeHeight: heightPx, resizeQuality: 'medium' },
      )
      return transfer(picture, [picture])
    },
    cancel: (requestId) => reader.cancel(requestId),
  }
}

function joined(parts: readonly Float32Array<ArrayBuffer>[]): Float32Array<ArrayBuffer> {
  const [only] = parts
  if (parts.length === 1 && only !== undefined) return only
  const rows = parts.reduce((sum, part) => sum + part.length / POINT_STRIDE, 0)
  const all = new Float32Array(rows * POINT_STRIDE)
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}
