import { createCanvas, type TilePicture, tilePicture } from '@trueline/perception'
import { transfer } from 'comlink'
import { createGroundLayer, type FrameToLay } from './layGround.ts'
import { type FrameToLook, layLooks, type PictureParts } from './layLooks.ts'

/** A frame whose ground goes onto the canvas. */
export type FrameToPaint = FrameToLay & FrameToLook

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

/** Tiles of one canvas, at most: 170 MB while they are painted, 26 MB as pictures. */
const MOST_TILES = 400
const EVERYWHERE = { minX: -1e5, minY: -1e5, maxX: 1e5, maxY: 1e5 }

/** Paints grounds of sweeps and pictures; memory grows with the ground seen, never with what it is read from. */
export function createCanvasService(parts: PictureParts): CanvasService {
  return {
    async paint(frames, progress) {
      const canvas = createCanvas(EVERYWHERE, MOST_TILES)
      const ground = createGroundLayer(parts.reader)
      for (const [index, frame] of frames.entries()) {
        await ground.lay(canvas, frame)
        progress((index + 1) / frames.length / 2)
      }
      for (const [index, frame] of frames.entries()) {
        await layLooks(canvas, frame, parts)
        progress(0.5 + (index + 1) / frames.length / 2)
      }
      const pictures = [...canvas.tiles.values()].map(tilePicture)
      const buffers = pictures.flatMap(({ pixels, heights }) => [pixels.buffer, heights.buffer])
      return transfer(pictures, buffers)
    },
  }
}
