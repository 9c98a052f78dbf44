export type { Detection } from './detection.ts'
export type { ModelManifest } from './manifest/manifest.ts'
export { MANIFEST_FILE, readManifest } from './manifest/readManifest.ts'
export { ModelError, type ModelProblem } from './modelError.ts'
