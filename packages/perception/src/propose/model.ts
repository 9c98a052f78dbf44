import type { ModelManifest } from '../manifest/manifest.ts'
import type { ModelSession } from '../session/session.ts'

/** A model that is ready: what it is, and its network. */
export type Model = { readonly manifest: ModelManifest; readonly session: ModelSession }
