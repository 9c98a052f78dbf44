import type { BlobRange, PackSection } from '@trueline/annotation'
import type { CameraModel, Cuboid, Pose } from '@trueline/geometry'
import {
  addLook,
  addSweep,
  cameraLook,
  createCanvas,
  createRingLevels,
  groundPoints,
  type Look,
  type RingLevels,
  type TilePicture,
  tilePicture,
} from '@trueline/perception'
import { groundOf, POINT_STRIDE, unpackInto } from '@trueline/pointcloud'
import { transfer } from 'comlink'
import type { FramesService } from './frames.service.ts'

/** A frame whose ground goes onto the canvas. */
export type FrameToPaint = {
  readonly worldFromEgo: Pose
  /** Where its sweeps lie in packs, each with its lidar. */
  readonly sweeps: readonly {
    readonly sensorId: string
    readonly range: BlobRange
    readonly pointCount: number
    readonly sections: readonly PackSection[]
    readonly egoFromSensor: Pose
  }[]
  /** Pictures of it whose cameras are to be looked through. */
  readonly pictures: readonly {
    readonly range: BlobRange
    readonly mime: string
    readonly egoFromCamera: Pose
    readonly model: CameraModel
  }[]
  /** What stands on the ground, in ego space: it is left out. */
  readonly boxes: readonly Cuboid[]
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
  let room = new Float32Array()

  async function pointsOf(sweep: FrameToPaint['sweeps'][number]): Promise<Float32Array> {
    const { range, sections, egoFromSensor, pointCount } = sweep
    const [bytes] = await reader.read({ requestId: 0, ranges: [range] })
    const length = pointCount * POINT_STRIDE
    if (room.length < length) room = new Float32Array(length)
    unpackInto(room, { bytes: bytes!, sections }, egoFromSensor)
    return room.subarray(0, length)
  }

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
      const levelsOf = new Map<string, RingLevels>()
      for (const [index, { worldFromEgo, sweeps, boxes }] of frames.entries()) {
        for (const sweep of sweeps) {
          const levels = levelsOf.get(sweep.sensorId) ?? createRingLevels()
          levelsOf.set(sweep.sensorId, levels)
          const points = await pointsOf(sweep)
          const ground = groundPoints({ points, ground: groundOf(points), boxes })
          addSweep(canvas, { points: ground, worldFromEgo, levels })
        }
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
