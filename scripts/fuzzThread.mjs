// A thread of scripts/fuzzFormats.ts: Node loads TypeScript in it only once it is told how to.
import { register } from 'tsx/esm/api'

register()
await import('./fuzzFormats.ts')
