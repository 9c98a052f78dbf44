import { z } from 'zod'
import {
  assignTask,
  holdTask,
  listQueue,
  releaseTask,
  splitTask,
  takeNext,
} from '../projects/queue.ts'
import { plantBefore } from '../quality/plantHidden.ts'
import { procedure, router } from '../trpc.ts'
import { idInput } from './inputs.ts'

const taskInput = z.object({ taskId: idInput })

/** Who does what next. */
export const queueRouter = router({
  list: procedure.query(({ ctx }) => listQueue(ctx.store.database.queries, ctx.caller)),

  /** The next thing to do for who asks; `null` where there is nothing. */
  takeNext: procedure.mutation(async ({ ctx }) => {
    const task = await takeNext(ctx.store.database.queries, ctx.caller)
    if (task !== null) await plantBefore(ctx, [task.clipId])
    return { task }
  }),

  /** Takes a task, or goes on with it, so that nobody else is given it meanwhile. */
  hold: procedure.input(taskInput).mutation(async ({ ctx, input }) => {
    const task = await holdTask(ctx.store.database.queries, ctx.caller, input.taskId)
    await plantBefore(ctx, [task.clipId])
    return task
  }),

  release: procedure
    .input(taskInput)
    .mutation(({ ctx, input }) =>
      releaseTask(ctx.store.database.queries, ctx.caller, input.taskId),
    ),

  assign: procedure
    .input(taskInput.extend({ personId: idInput.nullable() }))
    .mutation(({ ctx, input }) => assignTask(ctx.store.database.queries, input)),

  /** Cuts a task in two, for two people. */
  split: procedure
    .input(taskInput.extend({ atFrame: z.int().nonnegative() }))
    .mutation(async ({ ctx, input }) => ({
      taskId: await splitTask(ctx.store.database.queries, input),
    })),
})
