import { Worker } from 'node:worker_threads'
import type { ImportedClip } from '@trueline/formats'
import type { Sweep } from '@trueline/pointcloud'
import type {
  SensorPlace,
  SimulationOutline,
  SimulationTask,
  ThreadMessage,
} from './simulation.service.ts'

/** A simulated clip that a thread of its own makes while it is read. */
export type Simulation = {
  /** The clip with its pre-labels as records. */
  readonly imported: ImportedClip
  readonly truth: SimulationOutline['truth']
  readonly faults: SimulationOutline['faults']
}

/** The thread of a simulation. */
export type SimulationThread = {
  /** Rejects when the thread ends first. */
  readonly simulation: Promise<Simulation>
  /** Ends the thread; what is being read of it rejects. */
  readonly dispose: () => Promise<void>
}

/** Simulates a clip beside this thread, which goes on answering meanwhile; tells how many frames it has looked at. */
export function startSimulation(
  task: SimulationTask,
  onFrame: (seen: number) => void,
): SimulationThread {
  const worker = new Worker(new URL('./simulation.thread.mjs', import.meta.url), {
    workerData: task,
  })
  // The thread answers in the order it is asked.
  const waiting: {
    readonly resolve: (answer: unknown) => void
    readonly reject: (error: Error) => void
  }[] = []
  const next = <Answer>(): Promise<Answer> =>
    new Promise((resolve, reject) => {
      waiting.push({ resolve: resolve as (answer: unknown) => void, reject })
    })
  let ended: Error | null = null
  const end = (error: Error): void => {
    ended ??= error
    for (const { reject } of waiting.splice(0)) reject(ended)
  }
  worker.on('message', (message: ThreadMessage) => {
    if (message.kind === 'seen') onFrame(message.seen)
    else waiting.shift()?.resolve(message.answer)
  })
  worker.on('error', (error) => end(error as Error))
  worker.on('exit', () => end(new Error('The simulation has ended')))
  const ask = <Answer>(place: SensorPlace): Promise<Answer> => {
    if (ended !== null) return Promise.reject(ended)
    worker.postMessage(place)
    return next()
  }
  return {
    simulation: next<SimulationOutline>().then((outline) => simulationOf(outline, ask)),
    dispose: async () => {
      await worker.terminate()
    },
  }
}

function simulationOf(
  { clip, prelabels, truth, faults }: SimulationOutline,
  ask: <Answer>(place: SensorPlace) => Promise<Answer>,
): Simulation {
  const frames = clip.frames.map((outlined, frame) => ({
    ...outlined,
    sweeps: outlined.sweeps.map((sweep, index) => ({
      ...sweep,
      read: async () => ({
        sweep: await ask<Sweep>({ kind: 'sweep', frame, index }),
        notices: [],
      }),
    })),
    images: outlined.images.map((image, index) => ({
      ...image,
      read: () => ask<Uint8Array>({ kind: 'image', frame, index }),
    })),
  }))
  const report = { refused: [], notices: [], suggestions: [] }
  return {
    imported: { clip: { ...clip, frames }, records: prelabels, report },
    truth,
    faults,
  }
}
