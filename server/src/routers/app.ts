import { router } from '../trpc.ts'
import { checksRouter } from './checks.ts'
import { clipRouter } from './clip.ts'
import { effortRouter } from './effort.ts'
import { exportRouter } from './export.ts'
import { patchRouter } from './patch.ts'

/** Every procedure. */
export const appRouter = router({
  checks: checksRouter,
  clip: clipRouter,
  effort: effortRouter,
  patch: patchRouter,
  export: exportRouter,
})

/** All the workbench knows of the server. */
export type AppRouter = typeof appRouter
