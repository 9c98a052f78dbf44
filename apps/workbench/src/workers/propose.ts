import type { Clip } from '@trueline/annotation'
import { compose, IDENTITY_POSE, invert } from '@trueline/geometry'
import { proxy, wrap } from 'comlink'
import type { FrameToPropose, MomentToPropose, ProposeService } from './propose.service.ts'

/** The proposing worker, started when first asked for and ended by `dispose`. */
export type ProposerConnection = ProposeService & { readonly dispose: () => void }

/** A worker that runs models. */
export function connectProposer(): ProposerConnection {
  const worker = new Worker(new URL('./propose.worker.ts', import.meta.url), { type: 'module' })
  const remote = wrap<ProposeService>(worker)
  return {
    load: (source, options, progress) => remote.load(source, options, proxy(progress)),
    propose: (frame, scoreFrom) => remote.propose(frame, scoreFrom),
    cluster: (frame, scoreFrom) => remote.cluster(frame, scoreFrom),
    dispose: () => worker.terminate(),
  }
}

/**
 * A frame with the sweeps that a model sees together: its own, and those before it that it can be said
 * of where they were taken.
 */
export function frameToPropose(clip: Clip, frame: number, sweeps: number): FrameToPropose {
  const own = clip.frames[frame]
  if (own === undefined) throw new RangeError(`The clip has no frame ${frame}`)
  const moments: MomentToPropose[] = [
    { sweeps: sweepsOf(clip, frame), egoFromSweep: IDENTITY_POSE, age: 0 },
  ]
  for (let before = frame - 1; before >= 0 && moments.length < sweeps; before--) {
    const { worldFromEgo } = clip.frames[before]!
    if (worldFromEgo === null || own.worldFromEgo === null) break
    moments.push({
      sweeps: sweepsOf(clip, before),
      egoFromSweep: compose(invert(own.worldFromEgo), worldFromEgo),
      age: secondsOf(clip, frame) - secondsOf(clip, before),
    })
  }
  return { moments }
}

/** When a frame was taken; ten a second where the clip does not say. */
export function secondsOf({ frames }: Clip, frame: number): number {
  const timeUs = frames[frame]?.timeUs ?? null
  return timeUs === null ? frame / 10 : timeUs / 1e6
}

function sweepsOf(clip: Clip, frame: number): MomentToPropose['sweeps'] {
  return clip.frames[frame]!.sweeps.flatMap(({ range, pointCount, sections, sensorId }) => {
    const sensor = clip.sensors.find(({ id }) => id === sensorId)
    return sensor === undefined
      ? []
      : [{ range, pointCount, sections, egoFromSensor: sensor.egoFromSensor }]
  })
}
