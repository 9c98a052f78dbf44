import { z } from 'zod'
import type { Member } from '../access/caller.ts'
import { RefusedError } from '../access/refused.ts'
import type { Desk } from '../installation.ts'
import {
  assignTask,
  type HeldTask,
  holdTask,
  listQueue,
  releaseTask,
  splitTask,
  takeNext,
} from '../projects/queue.ts'
import { qualityTexts } from '../quality/qualityTexts.ts'
import { procedure, router } from '../trpc.ts'
import { idInput } from './inputs.ts'

const taskInput = z.object({ taskId: idInput })

/** Who does what next. */
export const queueRouter = router({
  list: procedure.query(({ ctx }) => listQueue(ctx.store.database.queries, ctx.caller)),

  /** The next thing to do for who asks; `null` where there is nothing. */
  takeNext: procedure.mutation(async ({ ctx }) => {
    const task = await takeNext(ctx.store.database.queries, ctx.caller)
    if (task !== null) await prepared(ctx, task)
    return { task }
  }),

  /** Takes a task, or goes on with it, so that nobody else is given it meanwhile. */
  hold: procedure.input(taskInput).mutation(async ({ ctx, input }) => {
    const task = await holdTask(ctx.store.database.queries, ctx.caller, input.taskId)
    return prepared(ctx, task)
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

/**
 * A task that was taken, once what is hidden in its clip is planted.
 *
 * @throws {RefusedError} when it could not be: the task is given back.
 */
async function prepared(
  { planting, store, caller }: Pick<Desk, 'planting' | 'store'> & { readonly caller: Member },
  task: HeldTask,
): Promise<HeldTask> {
  try {
    await planting.before(task.clipId)
    return task
  } catch {
    // Why is in the log; whoever runs the project is shown which batch it was.
    await releaseTask(store.database.queries, caller, task.taskId)
    throw new RefusedError(503, qualityTexts.isUnprepared)
  }
}
