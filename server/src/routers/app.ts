import { router } from '../trpc.ts'
import { checksRouter } from './checks.ts'
import { clipRouter } from './clip.ts'
import { effortRouter } from './effort.ts'
import { exportRouter } from './export.ts'
import { meRouter } from './me.ts'
import { organisationRouter } from './organisation.ts'
import { patchRouter } from './patch.ts'
import { peopleRouter } from './people.ts'
import { presenceRouter } from './presence.ts'
import { projectRouter } from './project.ts'
import { qualityRouter } from './quality.ts'
import { queueRouter } from './queue.ts'
import { tokenRouter } from './token.ts'
import { workRouter } from './work.ts'

/** Every procedure. */
export const appRouter = router({
  checks: checksRouter,
  clip: clipRouter,
  effort: effortRouter,
  patch: patchRouter,
  export: exportRouter,
  me: meRouter,
  organisation: organisationRouter,
  people: peopleRouter,
  presence: presenceRouter,
  project: projectRouter,
  quality: qualityRouter,
  queue: queueRouter,
  token: tokenRouter,
  work: workRouter,
})

/** All the workbench knows of the server. */
export type AppRouter = typeof appRouter
