import type { Clip } from '@trueline/annotation'
import { momentsOf } from '@trueline/perception'
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
  return {
    moments: momentsOf(clip, frame, sweeps).map(({ frame: other, ...moment }) => ({
      ...moment,
      sweeps: sweepsOf(clip, other),
    })),
  }
}

function sweepsOf(clip: Clip, frame: number): MomentToPropose['sweeps'] {
  return clip.frames[frame]!.sweeps.flatMap(({ range, pointCount, sections, sensorId }) => {
    const sensor = clip.sensors.find(({ id }) => id === sensorId)
    return sensor === undefined
      ? []
      : [{ range, pointCount, sections, egoFromSensor: sensor.egoFromSensor }]
  })
}
