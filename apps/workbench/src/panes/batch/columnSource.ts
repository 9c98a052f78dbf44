import {
  type Clip,
  type CuboidRecord,
  cuboidId,
  type RecordId,
  type SensorId,
  type TrackId,
} from '@trueline/annotation'
import type { Cuboid } from '@trueline/geometry'
import { covers, grownBy, type NearPoints } from '../../tools/nearPoints.ts'
import { createBoundedCache } from '../../workers/boundedCache.ts'
import type { PointsRequest } from '../../workers/crop.service.ts'
import type { Cropper } from '../../workers/crop.ts'
import type { ImageTransform, Size } from '../cameras/imageTransform.ts'
import { type BestView, bestView, partOf } from './bestView.ts'

/** The part of a picture around a box, at the size it is shown at. */
export type ColumnPicture = {
  readonly sensorId: SensorId
  readonly bitmap: ImageBitmap
  /** How the image lies in the column's picture, in CSS pixels. */
  readonly transform: ImageTransform
  readonly size: Size
  readonly of: Cuboid
}

/** What a column has for a picture. */
export type PictureState =
  | { readonly state: 'shown'; readonly picture: ColumnPicture }
  /** `noImage`: the frame has none; `unseen`: no camera of the frame sees the box. */
  | { readonly state: 'waiting' | 'failed' | 'noImage' | 'unseen' }

/** What names one column. */
export type ColumnPlace = { readonly trackId: TrackId; readonly frame: number }

/** What columns show: crops of a clip's frames around boxes, made as they are wanted. */
export type ColumnSource = {
  /** The points around the frame's box; `null` until they are there. */
  readonly points: (place: ColumnPlace) => NearPoints | null
  readonly hasPoints: (place: ColumnPlace) => boolean
  readonly hasFailed: (place: ColumnPlace) => boolean
  readonly picture: (cuboid: CuboidRecord) => PictureState
  /** Whether something that is wanted is not there yet. */
  readonly isReading: () => boolean
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
  readonly cuboid: CuboidRecord
  readonly run: (requestId: number) => Promise<void>
}

/** What a source works with. */
export type ColumnSourceParts = {
  readonly clip: Clip
  readonly cropper: Cropper
  readonly pixelRatio: number
  /** Called when a column has something new to show. */
  readonly changed: (place: ColumnPlace) => void
}

/** Nothing yet; the source ends the cropper with itself. */
export function createColumnSource(parts: ColumnSourceParts): ColumnSource {
  const { clip, cropper, changed } = parts
  const points = createBoundedCache<RecordId, NearPoints>({
    maxBytes: MAX_POINT_BYTES,
    bytesOf: (near) => near.points.byteLength,
  })
  const pictures = createBoundedCache<RecordId, ColumnPicture>({
    maxBytes: MAX_PICTURE_BYTES,
    bytesOf: ({ bitmap }) => bitmap.width * bitmap.height * 4,
    release: ({ bitmap }) => bitmap.close(),
  })
  const running = new Map<string, Pick<Job, 'cuboid'> & { readonly requestId: number }>()
  const failed = new Set<string>()
  /** What failed before: a connection that broke is tried once more by itself. */
  const tried = new Set<string>()
  const views = new WeakMap<CuboidRecord, BestView>()
  let waiting: readonly Job[] = []
  let wanted: readonly CuboidRecord[] = []
  let lastRequestId = 0
  let isOver = false

  function viewOf(cuboid: CuboidRecord): BestView {
    const known = views.get(cuboid) ?? bestView(clip, cuboid)
    views.set(cuboid, known)
    return known
  }

  function pump(): void {
    while (running.size < MOST_RUNNING && !isOver) {
      const job = waiting.find(({ key }) => !running.has(key))
      if (job === undefined) return
      waiting = waiting.filter((one) => one !== job)
      const requestId = ++lastRequestId
      running.set(job.key, { requestId, cuboid: job.cuboid })
      void job
        .run(requestId)
        .then(
          () => {
            failed.delete(job.key)
            tried.delete(job.key)
          },
          () => {
            // One that was given up is asked for again when it is wanted.
            if (running.get(job.key)?.requestId !== requestId) return
            if (tried.has(job.key)) failed.add(job.key)
            else waiting = [...waiting, job]
            tried.add(job.key)
          },
        )
        .then(() => {
          if (running.get(job.key)?.requestId === requestId) running.delete(job.key)
          if (isOver) return
          touchWanted()
          changed(job.cuboid)
          pump()
        })
    }
  }

  /** Where there is no room for all that is wanted, the least urgent goes. */
  function touchWanted(): void {
    for (const { id } of wanted.toReversed()) {
      points.get(id)
      pictures.get(id)
    }
  }

  function giveUpAllBut(ids: ReadonlySet<RecordId>): void {
    for (const [key, { requestId, cuboid }] of running) {
      if (ids.has(cuboid.id)) continue
      running.delete(key)
      cropper.cancel(requestId)
    }
  }

  function pointsJob(cuboid: CuboidRecord): readonly Job[] {
    const there = points.get(cuboid.id)
    if (there !== undefined && covers(there.region, MARGIN, cuboid)) return []
    const { id, trackId, frame } = cuboid
    const region = grownBy(cuboid, MARGIN)
    return [
      {
        key: pointsKey(id),
        cuboid,
        async run(requestId) {
          const request = pointsRequest(clip, cuboid, requestId)
          points.set(id, { trackId, frame, region, points: await cropper.points(request) })
        },
      },
    ]
  }

  function pictureJob(cuboid: CuboidRecord, size: Size): readonly Job[] {
    const { id } = cuboid
    const there = pictures.get(id)
    const isSame = there?.size.width === size.width && there.size.height === size.height
    if (there !== undefined && isSame && covers(grownBy(there.of, MARGIN), MARGIN, cuboid))
      return []
    const view = size.height > 0 ? viewOf(cuboid) : null
    if (view === null || typeof view === 'string') return []
    const { image, bounds } = view
    const { part, shown } = partOf(bounds, size)
    const widthPx = Math.round(size.width * parts.pixelRatio)
    const heightPx = Math.round(size.height * parts.pixelRatio)
    return [
      {
        key: pictureKey(id),
        cuboid,
        async run(requestId) {
          const { range, mime, sensorId } = image
          const request = { requestId, range, mime, part, widthPx, heightPx }
          const bitmap = await cropper.picture(request)
          pictures.set(id, { sensorId, bitmap, transform: shown, size, of: cuboid })
        },
      },
    ]
  }

  return {
    points: ({ trackId, frame }) => points.get(cuboidId(trackId, frame)) ?? null,
    hasPoints: ({ trackId, frame }) => points.has(cuboidId(trackId, frame)),
    hasFailed: ({ trackId, frame }) => failed.has(pointsKey(cuboidId(trackId, frame))),
    picture(cuboid) {
      const view = viewOf(cuboid)
      if (typeof view === 'string') return { state: view }
      const picture = pictures.get(cuboid.id)
      if (picture !== undefined) return { state: 'shown', picture }
      return { state: failed.has(pictureKey(cuboid.id)) ? 'failed' : 'waiting' }
    },
    isReading: () => running.size + waiting.length > 0,
    want(cuboids, size) {
      wanted = cuboids
      giveUpAllBut(new Set(cuboids.map(({ id }) => id)))
      const jobs = [
        ...cuboids.flatMap(pointsJob),
        ...cuboids.flatMap((cuboid) => pictureJob(cuboid, size)),
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

const pointsKey = (id: RecordId): string => `points ${id}`
const pictureKey = (id: RecordId): string => `picture ${id}`

function pointsRequest(
  { frames, sensors }: Clip,
  { frame, center, extent, rotation }: CuboidRecord,
  requestId: number,
): PointsRequest {
  const sweeps = (frames[frame]?.sweeps ?? []).flatMap(({ range, sections, sensorId }) => {
    const sensor = sensors.find(({ id }) => id === sensorId)
    return sensor === undefined ? [] : [{ range, sections, egoFromSensor: sensor.egoFromSensor }]
  })
  return { requestId, sweeps, cuboid: { center, extent, rotation }, margin: MARGIN }
}
