import { router } from '../trpc.ts'
import { clipRouter } from './clip.ts'
import { exportRouter } from './export.ts'
import { patchRouter } from './patch.ts'

/** Every procedure. */
export const appRouter = router({ clip: clipRouter, patch: patchRouter, export: exportRouter })

/** All the workbench knows of the server. */
export type AppRouter = typeof appRouter
