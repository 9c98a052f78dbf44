import { on } from 'node:events'
import { parentPort, workerData } from 'node:worker_threads'
import {
  createSimulation,
  type SensorPlace,
  type SimulationTask,
  type ThreadMessage,
} from './simulation.service.ts'

const asked = on(parentPort!, 'message')
const say = (message: ThreadMessage): void => parentPort!.postMessage(message)
const { outline, read } = createSimulation(workerData as SimulationTask, (seen) =>
  say({ kind: 'seen', seen }),
)
say({ kind: 'answer', answer: outline })
for await (const [place] of asked) {
  say({ kind: 'answer', answer: await read(place as SensorPlace) })
}
