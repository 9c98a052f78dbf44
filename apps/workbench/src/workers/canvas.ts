import { type Annotations, type Clip, cuboidsAt, type Frame, isShown } from '@trueline/annotation'
import { framesApart, framesLooked, posedImages, type TilePicture } from '@trueline/perception'
import { proxy, wrap } from 'comlink'
import type { CanvasService, FrameToPaint } from './canvas.service.ts'
import type { FrameToLay } from './layGround.ts'
import { spread } from './merge.ts'

/** Frames closer together than this show the same ground; meters. */
const STRIDE = 1

/** A canvas being painted; giving it up ends its worker. */
export type RunningCanvas = {
  readonly painted: Promise<readonly TilePicture[]>
  readonly stop: () => void
}

/** Begins to paint a clip's ground without what its boxes hold, in a worker of its own. */
export function startCanvas(
  clip: Clip,
  annotations: Annotations,
  progress: (share: number) => void,
): RunningCanvas {
  const worker = new Worker(new URL('./canvas.worker.ts', import.meta.url), { type: 'module' })
  const remote = wrap<CanvasService>(worker)
  const painted = remote.paint(framesToPaint(clip, annotations), proxy(progress))
  return {
    painted: painted.finally(() => worker.terminate()),
    stop: () => worker.terminate(),
  }
}

/** The frames with a pose where the ego had moved on, evenly picked where there are many. */
export function framesToPaint(clip: Clip, annotations: Annotations): readonly FrameToPaint[] {
  const taken = spread(framesApart(clip, [...clip.frames.keys()], STRIDE))
  return withPictures(clip, annotations, taken)
}

/** Frames with a pose, those of them with their pictures where the ego had moved on so far that these show more. */
export function withPictures(
  clip: Clip,
  annotations: Annotations,
  indices: readonly number[],
): readonly FrameToPaint[] {
  const lit = new Set(framesLooked(clip, indices))
  return indices.flatMap((index): readonly FrameToPaint[] => {
    const frame = frameToLay(clip, annotations, index)
    if (frame === null) return []
    return [{ ...frame, pictures: lit.has(index) ? picturesOf(clip, clip.frames[index]!) : [] }]
  })
}

/** A frame's sweeps and what its boxes hold; `null` where nobody knows its pose. */
function frameToLay(clip: Clip, annotations: Annotations, index: number): FrameToLay | null {
  const frame = clip.frames[index]
  if (frame === undefined || frame.worldFromEgo === null) return null
  return {
    worldFromEgo: frame.worldFromEgo,
    sweeps: sweepsOf(clip, frame),
    boxes: cuboidsAt(annotations, index)
      .filter(isShown)
      .map(({ center, extent, rotation }) => ({ center, extent, rotation })),
  }
}

function sweepsOf({ sensors }: Clip, frame: Frame): FrameToLay['sweeps'] {
  return frame.sweeps.flatMap(({ sensorId, range, pointCount, sections }) => {
    const sensor = sensors.find(({ id }) => id === sensorId)
    if (sensor === undefined) return []
    return [{ sensorId, range, pointCount, sections, egoFromSensor: sensor.egoFromSensor }]
  })
}

function picturesOf(clip: Clip, frame: Frame): FrameToPaint['pictures'] {
  return posedImages(clip, frame).map(({ image: { range, mime }, egoFromCamera, model }) => ({
    ...{ range, mime, egoFromCamera, model },
  }))
}
