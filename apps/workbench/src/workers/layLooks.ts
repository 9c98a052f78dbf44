import type { BlobRange } from '@trueline/annotation'
import type { CameraModel, Cuboid, Pose } from '@trueline/geometry'
import { addLook, type Canvas, cameraLook, type Pixels } from '@trueline/perception'
import type { FramesService } from './frames.service.ts'

/** A frame whose cameras look at the ground of a canvas. */
export type FrameToLook = {
  readonly worldFromEgo: Pose
  /** Pictures of it whose cameras are to be looked through; none of most frames. */
  readonly pictures: readonly {
    readonly range: BlobRange
    readonly mime: string
    readonly egoFromCamera: Pose
    readonly model: CameraModel
  }[]
  /** What stands between cameras and the ground, in ego space. */
  readonly boxes: readonly Cuboid[]
}

/** What pictures are read and decoded with. */
export type PictureParts = {
  readonly reader: Pick<FramesService, 'read'>
  readonly decode: (bytes: Uint8Array, mime: string) => Promise<Pixels>
}

/** Puts what a frame's cameras see of the ground onto a canvas: after its sweeps, for heights must be known. */
export async function layLooks(
  canvas: Canvas,
  { pictures, worldFromEgo, boxes }: FrameToLook,
  { reader, decode }: PictureParts,
): Promise<void> {
  const looks = await Promise.all(
    pictures.map(async ({ range, mime, egoFromCamera, model }) => {
      const [bytes] = await reader.read({ requestId: 0, ranges: [range] })
      const picture = await decode(bytes!, mime)
      return cameraLook({ ...picture, model, egoFromCamera, worldFromEgo, boxes })
    }),
  )
  for (const look of looks) addLook(canvas, look)
}
