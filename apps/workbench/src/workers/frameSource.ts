import type { Clip, SensorId } from '@trueline/annotation'
import type { StoreApi } from 'zustand/vanilla'
import type { WorkbenchState } from '../store/state.ts'
import type { FrameSource, LoadedFrame } from '../workbench.ts'
import { createBoundedCache } from './boundedCache.ts'
import type { FramesService } from './frames.service.ts'
import { neighbours } from './neighbours.ts'

/** Where frames are read from. */
export type FrameReader = FramesService & { readonly dispose: () => void }

/** A read on its way. A pinned one somebody waits for wherever the clip goes. */
type Reading = {
  readonly requestId: number
  readonly promise: Promise<LoadedFrame>
  isPinned: boolean
}

/** The first frame of a clip that is not open yet; `loaded` once it has come. */
type Prepared = { readonly of: Clip; readonly reading: Reading; loaded: LoadedFrame | null }

const MAX_SWEEP_BYTES = 64 * 1024 * 1024
const MAX_IMAGE_BYTES = 128 * 1024 * 1024

/**
 * The frames of the store's clip: follows its frame, reads ahead, forgets what was used longest ago.
 *
 * @param whenShown Resolves when the machine is free to read ahead of a frame.
 */
export function createFrameSource(
  store: StoreApi<WorkbenchState>,
  reader: FrameReader,
  whenShown: (frame: number) => Promise<void>,
): FrameSource {
  const frames = createBoundedCache<number, LoadedFrame>({
    maxBytes: MAX_SWEEP_BYTES,
    bytesOf: ({ sweeps }) => sweeps.reduce((sum, { bytes }) => sum + bytes.length, 0),
  })
  const images = createBoundedCache<string, ImageBitmap>({
    maxBytes: MAX_IMAGE_BYTES,
    bytesOf: ({ width, height }) => width * height * 4,
    release: (picture) => picture.close(),
  })
  const reading = new Map<number, Reading>()
  const readingImages = new Map<string, Promise<ImageBitmap | null>>()
  let clip = store.getState().clip
  let lastRequestId = 0
  let prepared: Prepared | null = null
  /** Cameras whose pictures somebody looks at: theirs are read ahead too. */
  const shownCameras = new Set<SensorId>()

  function start(frame: number): Reading {
    const running = reading.get(frame)
    if (running !== undefined) return running
    const started = read(clip, frame)
    reading.set(frame, started)
    return started
  }

  function read(of: Clip | null, frame: number): Reading {
    const requestId = ++lastRequestId
    const promise = readFrame(reader, of, { requestId, frame }).then(
      (loaded) => {
        if (of?.id === clip?.id) frames.set(frame, loaded)
        if (reading.get(frame)?.requestId === requestId) reading.delete(frame)
        return loaded
      },
      (error: unknown) => {
        if (reading.get(frame)?.requestId === requestId) reading.delete(frame)
        throw error
      },
    )
    return { requestId, promise, isPinned: false }
  }

  function prepare(of: Clip): void {
    dropPrepared()
    const mine: Prepared = { of, reading: read(of, 0), loaded: null }
    prepared = mine
    mine.reading.promise.then(
      (loaded) => {
        mine.loaded = loaded
      },
      // Whoever shows the frame asks for it too and reports what goes wrong.
      () => undefined,
    )
  }

  function dropPrepared(): void {
    if (prepared !== null) reader.cancel(prepared.reading.requestId)
    prepared = null
  }

  /** What was prepared is the open clip's, or nobody's any more. */
  function takePrepared(): void {
    if (prepared !== null && prepared.of.id === clip?.id) {
      if (prepared.loaded === null) reading.set(0, prepared.reading)
      else frames.set(0, prepared.loaded)
      prepared = null
    }
    dropPrepared()
  }

  async function load(frame: number): Promise<LoadedFrame> {
    const cached = frames.get(frame)
    if (cached !== undefined) return cached
    const running = start(frame)
    if (frame !== store.getState().frame) running.isPinned = true
    return running.promise
  }

  async function readAhead(frame: number, wanted: readonly number[]): Promise<void> {
    if (!frames.has(frame)) await start(frame).promise
    // Reading takes a share of the processor, which the frame asked for has first.
    await whenShown(frame)
    for (const next of wanted) {
      if (store.getState().frame !== frame) return
      if (!frames.has(next)) await start(next).promise
    }
    const ahead = wanted[0]
    if (ahead === undefined || store.getState().frame !== frame) return
    await Promise.all(Array.from(shownCameras, (sensorId) => loadImage(ahead, sensorId)))
  }

  function follow(state: WorkbenchState, before: WorkbenchState): void {
    if (state.clip !== before.clip) {
      const isAnother = state.clip?.id !== before.clip?.id
      if (isAnother) forget()
      clip = state.clip
      if (isAnother && clip !== null) takePrepared()
    } else if (state.frame === before.frame) return
    const wanted = neighbours({
      frame: state.frame,
      step: state.clip === before.clip ? state.frame - before.frame : 1,
      count: clip?.frames.length ?? 0,
      isPlaying: state.isPlaying,
    })
    for (const [frame, { requestId, isPinned }] of reading) {
      if (isPinned || frame === state.frame || wanted.includes(frame)) continue
      reading.delete(frame)
      reader.cancel(requestId)
    }
    // The batch page reads what it shows by itself, and no pane shows a frame meanwhile.
    if (state.page === 'batch') return
    // Whoever shows the frame asks for it too and reports what goes wrong.
    if (clip !== null) readAhead(state.frame, wanted).catch(() => undefined)
  }

  function forget(): void {
    for (const { requestId } of reading.values()) reader.cancel(requestId)
    reading.clear()
    readingImages.clear()
    frames.clear()
    images.clear()
    shownCameras.clear()
  }

  async function loadImage(frame: number, sensorId: SensorId): Promise<ImageBitmap | null> {
    shownCameras.add(sensorId)
    const key = `${frame} ${sensorId}`
    const cached = images.get(key)
    if (cached !== undefined) return cached
    const running = readingImages.get(key)
    if (running !== undefined) return running
    const of = clip
    const image = of?.frames[frame]?.images.find((candidate) => candidate.sensorId === sensorId)
    if (image === undefined) return null
    const promise = reader
      .readImage({ requestId: ++lastRequestId, ranges: [image.range], mime: image.mime })
      .then((picture) => {
        if (of?.id === clip?.id) images.set(key, picture)
        return picture
      })
      .finally(() => readingImages.delete(key))
    readingImages.set(key, promise)
    return promise
  }

  const unsubscribe = store.subscribe(follow)
  return {
    prepare,
    peek: (frame) => frames.get(frame) ?? null,
    load,
    peekImage: (frame, sensorId) => images.get(`${frame} ${sensorId}`) ?? null,
    loadImage,
    dispose() {
      unsubscribe()
      dropPrepared()
      forget()
      reader.dispose()
    },
  }
}

async function readFrame(
  reader: FrameReader,
  clip: Clip | null,
  { requestId, frame }: { readonly requestId: number; readonly frame: number },
): Promise<LoadedFrame> {
  const sweeps = clip?.frames[frame]?.sweeps
  if (clip === null || sweeps === undefined) throw new RangeError(`The clip has no frame ${frame}`)
  const parts = await reader.read({ requestId, ranges: sweeps.map(({ range }) => range) })
  return {
    frame,
    pointCount: sweeps.reduce((sum, { pointCount }) => sum + pointCount, 0),
    sweeps: sweeps.map((sweep, index) => ({
      sweep,
      egoFromSensor: egoFromSensorOf(clip, sweep.sensorId),
      bytes: parts[index]!,
    })),
  }
}

function egoFromSensorOf(clip: Clip, sensorId: SensorId): Clip['sensors'][number]['egoFromSensor'] {
  const sensor = clip.sensors.find(({ id }) => id === sensorId)
  if (sensor === undefined) throw new RangeError(`The clip has no sensor ${sensorId}`)
  return sensor.egoFromSensor
}
