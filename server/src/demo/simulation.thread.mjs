// Where the thread begins: a thread is told by itself how TypeScript runs.
import { register } from 'tsx/esm/api'

register()
await import('./simulation.worker.ts')
