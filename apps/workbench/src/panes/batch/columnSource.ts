import type { Clip, CuboidRecord, SensorId } from '@trueline/annotation'
import type { Cuboid } from '@trueline/geometry'
import { bestCamera, cameraAt, seenBounds } from '../../tools/bestCamera.ts'
import { covers, grownBy, type NearPoints } from '../../tools/nearPoints.ts'
import { type BoundedCache, createBoundedCache } from '../../workers/boundedCache.ts'
import type { Cropper } from '../../workers/crop.ts'
import { fitPart, type ImageTransform, pixelAt, type Size } from '../cameras/imageTransform.ts'

/** The part of a picture around a box, at the size it is shown at. */
export type ColumnPicture = {
  readonly sensorId: SensorId
  readonly bitmap: ImageBitmap
  /** How the image lies in the column's picture, in CSS pixels. */
  readonly transform: ImageTransform
  readonly size: Size
  readonly of: Cuboid
}

/** What the columns of one object show: crops of its frames, made as they are wanted. */
export type ColumnSource = {
  /** The points around the frame's box; `null` until they are there. */
  readonly points: (frame: number) => NearPoints | null
  /** `null` until it is there, or where no camera sees the box. */
  readonly picture: (frame: number) => ColumnPicture | null
  readonly hasFailed: (frame: number) => boolean
  /** Says what is wanted, the most urgent first; what is not is given up. */
  readonly want: (cuboids: readonly CuboidRecord[], pictures: Size) => void
  readonly dispose: () => void
}

/** Around a box so far beyond its faces its points are at hand. */
const MARGIN = 2.5
const MAX_POINT_BYTES = 48 * 1024 * 1024
const MAX_PICTURE_BYTES = 32 * 1024 * 1024
/** One is cut while the next is read. */
const MOST_RUNNING = 3

type Job = {
  readonly key: string
  readonly frame: number
  readonly cuboid: CuboidRecord
  readonly run: (requestId: number) => Promise<void>
}

/** What a source works with. */
export type ColumnSourceParts = {
  readonly clip: Clip
  readonly cropper: Cropper
  readonly pixelRatio: number
  /** Called when a frame has something new to show. */
  readonly changed: (frame: number) => void
}

/** Nothing yet; the source ends the cropper with itself. */
export function createColumnSource(parts: ColumnSourceParts): ColumnSource {
  const { cropper, changed } = parts
  const points = createBoundedCache<number, NearPoints>({
    maxBytes: MAX_POINT_BYTES,
    bytesOf: (near) => near.points.byteLength,
  })
  const pictures = createBoundedCache<number, ColumnPicture>({
    maxBytes: MAX_PICTURE_BYTES,
    bytesOf: ({ bitmap }) => bitmap.width * bitmap.height * 4,
    release: ({ bitmap }) => bitmap.close(),
  })
  const running = new Map<string, Pick<Job, 'frame' | 'cuboid'> & { readonly requestId: number }>()
  const failed = new Set<number>()
  let waiting: readonly Job[] = []
  let wanted: readonly number[] = []
  let lastRequestId = 0
  let isOver = false

  function pump(): void {
    while (running.size < MOST_RUNNING && !isOver) {
      const job = waiting.find(({ key }) => !running.has(key))
      if (job === undefined) return
      waiting = waiting.filter((one) => one !== job)
      const requestId = ++lastRequestId
      running.set(job.key, { requestId, frame: job.frame, cuboid: job.cuboid })
      void job
        .run(requestId)
        .then(
          () => failed.delete(job.frame),
          () => {
            // One that was given up is asked for again when it is wanted.
            if (running.get(job.key)?.requestId === requestId) failed.add(job.frame)
          },
        )
        .then(() => {
          if (running.get(job.key)?.requestId === requestId) running.delete(job.key)
          if (isOver) return
          touchWanted()
          changed(job.frame)
          pump()
        })
    }
  }

  /** Where there is no room for all that is wanted, the least urgent goes. */
  function touchWanted(): void {
    for (const frame of wanted.toReversed()) {
      points.get(frame)
      pictures.get(frame)
    }
  }

  function giveUpAllBut(frames: ReadonlySet<number>): void {
    for (const [key, { requestId, frame }] of running) {
      if (frames.has(frame)) continue
      running.delete(key)
      cropper.cancel(requestId)
    }
  }

  return {
    points: (frame) => points.get(frame) ?? null,
    picture: (frame) => pictures.get(frame) ?? null,
    hasFailed: (frame) => failed.has(frame),
    want(cuboids, size) {
      wanted = cuboids.map(({ frame }) => frame)
      giveUpAllBut(new Set(wanted))
      const jobs = [
        ...cuboids.flatMap((cuboid) => pointsJob(parts, points, cuboid)),
        ...cuboids.flatMap((cuboid) => pictureJob(parts, pictures, { cuboid, size })),
      ]
      waiting = jobs.filter(({ key, cuboid }) => running.get(key)?.cuboid !== cuboid)
      pump()
    },
    dispose() {
      isOver = true
      pictures.clear()
      cropper.dispose()
    },
  }
}

/** Reading a frame's points, where they are not at hand. */
function pointsJob(
  { clip, cropper }: ColumnSourceParts,
  cache: BoundedCache<number, NearPoints>,
  cuboid: CuboidRecord,
): readonly Job[] {
  const { trackId, frame } = cuboid
  const there = cache.get(frame)
  if (there !== undefined && covers(there.region, MARGIN, cuboid)) return []
  const sweeps = (clip.frames[frame]?.sweeps ?? []).flatMap(({ range, sections, sensorId }) => {
    const sensor = clip.sensors.find(({ id }) => id === sensorId)
    return sensor === undefined ? [] : [{ range, sections, egoFromSensor: sensor.egoFromSensor }]
  })
  const region = grownBy(cuboid, MARGIN)
  return [
    {
      key: `points ${frame}`,
      frame,
      cuboid,
      async run(requestId) {
        const { center, extent, rotation } = cuboid
        const request = { requestId, sweeps, cuboid: { center, extent, rotation }, margin: MARGIN }
        cache.set(frame, { trackId, frame, region, points: await cropper.points(request) })
      },
    },
  ]
}

/** Cutting a frame's picture, where a camera sees the box and it is not at hand. */
function pictureJob(
  { clip, cropper, pixelRatio }: ColumnSourceParts,
  cache: BoundedCache<number, ColumnPicture>,
  { cuboid, size }: { readonly cuboid: CuboidRecord; readonly size: Size },
): readonly Job[] {
  const { frame } = cuboid
  const there = cache.get(frame)
  const isSame = there?.size.width === size.width && there.size.height === size.height
  if (there !== undefined && isSame && covers(grownBy(there.of, MARGIN), MARGIN, cuboid)) return []
  const sensorId = size.height > 0 ? bestCamera(clip, frame, cuboid) : null
  const image = clip.frames[frame]?.images.find((one) => one.sensorId === sensorId)
  const camera = sensorId === null ? null : cameraAt(clip, frame, sensorId)
  const bounds = camera === null ? null : seenBounds(camera, cuboid)
  if (image === undefined || sensorId === null || bounds === null) return []
  const transform = fitPart(bounds, size)
  const corner = pixelAt(transform, [0, 0])
  // A pixel's center is at a whole number, an image's edge half a pixel before the first.
  const part = {
    leftPx: Math.round(corner[0] + 0.5),
    topPx: Math.round(corner[1] + 0.5),
    widthPx: Math.max(1, Math.round(size.width / transform.scale)),
    heightPx: Math.max(1, Math.round(size.height / transform.scale)),
  }
  const scale = size.width / part.widthPx
  const shown = {
    scale,
    x: (0.5 - part.leftPx) * scale,
    y: (0.5 - part.topPx) * scale,
  }
  return [
    {
      key: `picture ${frame}`,
      frame,
      cuboid,
      async run(requestId) {
        const bitmap = await cropper.picture({
          requestId,
          range: image.range,
          mime: image.mime,
          part,
          widthPx: Math.round(size.width * pixelRatio),
          heightPx: Math.round(size.height * pixelRatio),
        })
        cache.set(frame, { sensorId, bitmap, transform: shown, size, of: cuboid })
      },
    },
  ]
}
