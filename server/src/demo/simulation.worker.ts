import { parentPort, workerData } from 'node:worker_threads'
import { createSimulation, type SensorPlace, type SimulationTask } from './simulation.service.ts'

const { outline, read } = createSimulation(workerData as SimulationTask)
parentPort!.postMessage(outline)
parentPort!.on('message', async (place: SensorPlace) => parentPort!.postMessage(await read(place)))
