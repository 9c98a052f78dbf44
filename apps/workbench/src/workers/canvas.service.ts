import type { BlobRange } from '@trueline/annotation'
import type { CameraModel, Pose } from '@trueline/geometry'
import {
  addLook,
  cameraLook,
  createCanvas,
  type Look,
  type TilePicture,
  tilePicture,
} from '@trueline/perception'
import { transfer } from 'comlink'
import type { FramesService } from './frames.service.ts'
import { createGroundLayer, type FrameToLay } from './layGround.ts'

/** A frame whose ground goes onto the canvas. */
export type FrameToPaint = FrameToLay & {
  /** Pictures of it whose cameras are to be looked through. */
  readonly pictures: readonly {
    readonly range: BlobRange
    readonly mime: string
    readonly egoFromCamera: Pose
    readonly model: CameraModel
  }[]
}

/** What the canvas worker answers. */
export type CanvasService = {
  /**
   * The clip's ground as pictures, a tile each. Reads the frames one after the other; `progress` is told
   * the share done, in 0..1.
   */
  readonly paint: (
    frames: readonly FrameToPaint[],
    progress: (share: number) => void,
  ) => Promise<readonly TilePicture[]>
}

/** Pixels of a picture, decoded. */
export type DecodedPicture = {
  /** RGBA, row by row. */
  readonly pixels: Uint8ClampedArray
  readonly widthPx: number
  readonly heightPx: number
}

/** Tiles of one canvas, at most: 170 MB while they are painted, 26 MB as pictures. */
const MOST_TILES = 400
const EVERYWHERE = { minX: -1e5, minY: -1e5, maxX: 1e5, maxY: 1e5 }

/** Paints grounds of sweeps that `reader` reads; memory grows with the ground seen, never with the sweeps. */
export function createCanvasService(
  reader: Pick<FramesService, 'read'>,
  decode: (bytes: Uint8Array, mime: string) => Promise<DecodedPicture>,
): CanvasService {
  async function looksOf({ pictures, worldFromEgo, boxes }: FrameToPaint): Promise<Look[]> {
    return Promise.all(
      pictures.map(async ({ range, mime, egoFromCamera, model }) => {
        const [bytes] = await reader.read({ requestId: 0, ranges: [range] })
        const picture = await decode(bytes!, mime)
        return cameraLook({ ...picture, model, egoFromCamera, worldFromEgo, boxes })
      }),
    )
  }

  return {
    async paint(frames, progress) {
      const canvas = createCanvas(EVERYWHERE, MOST_TILES)
      const ground = createGroundLayer(reader)
      for (const [index, frame] of frames.entries()) {
        await ground.lay(canvas, frame)
        progress((index + 1) / frames.length / 2)
      }
      // Cameras look at ground whose height is known.
      for (const [index, frame] of frames.entries()) {
        for (const look of await looksOf(frame)) addLook(canvas, look)
        progress(0.5 + (index + 1) / frames.length / 2)
      }
      const pictures = [...canvas.tiles.values()].map(tilePicture)
      const buffers = pictures.flatMap(({ pixels, heights }) => [pixels.buffer, heights.buffer])
      return transfer(pictures, buffers)
    },
  }
}
