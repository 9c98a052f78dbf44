import { type Annotations, type Clip, cuboidsAt, isShown } from '@trueline/annotation'
import type { TilePicture } from '@trueline/perception'
import { proxy, wrap } from 'comlink'
import type { CanvasService, FrameToPaint } from './canvas.service.ts'
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
  const moved: (FrameToPaint & { readonly frame: number })[] = []
  for (const [frame, { worldFromEgo, sweeps }] of clip.frames.entries()) {
    if (worldFromEgo === null) continue
    const last = moved.at(-1)?.worldFromEgo.translation
    const [x, y] = worldFromEgo.translation
    if (last !== undefined && Math.hypot(x - last[0], y - last[1]) < STRIDE) continue
    moved.push({
      frame,
      worldFromEgo,
      sweeps: sweeps.flatMap(({ sensorId, range, pointCount, sections }) => {
        const sensor = clip.sensors.find(({ id }) => id === sensorId)
        if (sensor === undefined) return []
        return [{ sensorId, range, pointCount, sections, egoFromSensor: sensor.egoFromSensor }]
      }),
      boxes: [],
    })
  }
  return spread(moved).map(({ frame, worldFromEgo, sweeps }) => ({
    worldFromEgo,
    sweeps,
    boxes: cuboidsAt(annotations, frame)
      .filter(isShown)
      .map(({ center, extent, rotation }) => ({ center, extent, rotation })),
  }))
}
