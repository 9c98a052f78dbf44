import type { FitAnswer } from '@trueline/pointcloud'
import { type Remote, releaseProxy, wrap } from 'comlink'
import type { Fitter, FrameSource, LoadedFrame } from '../workbench.ts'
import type { FitService, HeldFrame } from './fit.service.ts'

/** The fits, on the frames of a source, behind a running worker. */
export function connectFitter(frames: FrameSource): Fitter {
  const worker = new Worker(new URL('./fit.worker.ts', import.meta.url), { type: 'module' })
  const remote = wrap<FitService>(worker)
  const on = createHolder(frames, remote)
  return {
    fit: ({ frame, ...request }) => on<FitAnswer>(frame, async () => remote.fit(request)),
    create: ({ frame, ...request }) => on<FitAnswer>(frame, async () => remote.create(request)),
    near: ({ frame, ...request }) => on(frame, () => remote.near(request)),
    locate: ({ frame, ...request }) => on(frame, () => remote.locate(request)),
    project: ({ frame, ...request }) => on(frame, () => remote.project(request)),
    ground: (frame) => on(frame, () => remote.ground()),
    unlabelled: (frame, cuboids) => on(frame, () => remote.unlabelled(cuboids)),
    dispose() {
      remote[releaseProxy]()
      worker.terminate()
    },
  }
}

/**
 * Calls the worker with a frame's points in it.
 *
 * Messages arrive in the order they are sent, so that the points and the question are sent together
 * and no other question comes between.
 */
function createHolder(frames: FrameSource, remote: Remote<FitService>) {
  let held: LoadedFrame | null = null
  return async function on<Answer>(
    frame: number,
    ask: () => Promise<Answer>,
  ): Promise<Awaited<Answer>> {
    const loaded = frames.peek(frame) ?? (await frames.load(frame))
    const isHeld = held === loaded
    held = loaded
    const holding = isHeld ? null : remote.hold(heldFrameOf(loaded))
    const [answer] = await Promise.all([ask(), holding])
    return answer
  }
}

function heldFrameOf({ pointCount, sweeps }: LoadedFrame): HeldFrame {
  return {
    pointCount,
    sweeps: sweeps.map(({ sweep, bytes, egoFromSensor }) => ({
      bytes,
      sections: sweep.sections,
      egoFromSensor,
    })),
  }
}
