import { on } from 'node:events'
import { parentPort, workerData } from 'node:worker_threads'
import { createSimulation, type SensorPlace, type SimulationTask } from './simulation.service.ts'

const asked = on(parentPort!, 'message')
const { outline, read } = createSimulation(workerData as SimulationTask)
parentPort!.postMessage(outline)
for await (const [place] of asked) parentPort!.postMessage(await read(place as SensorPlace))
