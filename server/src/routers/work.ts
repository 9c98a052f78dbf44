import { z } from 'zod'
import { authorOf } from '../access/caller.ts'
import { requireClip } from '../clips/clips.ts'
import { requireMove } from '../projects/requireMove.ts'
import { procedure, router } from '../trpc.ts'
import { learnAhead } from '../work/acceptedDensities.ts'
import { submitTask } from '../work/submitTask.ts'
import type { TaskMove } from '../work/taskState.ts'
import { moveTask, readTask, taskHistory, tasksOf } from '../work/tasks.ts'
import { authorInput, clipIdInput, idInput, seqInput, storable } from './inputs.ts'

const taskInput = z.object({ taskId: idInput })
const moveInput = taskInput.extend({
  author: authorInput,
  /** What the one who makes it says to it. */
  note: storable.trim().max(2000),
})

/** A move that is made as it is asked. */
const plainMove = (move: Exclude<TaskMove, 'submit'>) =>
  procedure.input(moveInput).mutation(async ({ ctx, input }) => {
    await requireMove(ctx.store.database.queries, ctx.caller, { taskId: input.taskId, move })
    const author = authorOf(ctx.caller, input.author)
    const asked = { ...input, author, move, seenSeq: null }
    const { queries } = ctx.store.database
    const answer = await moveTask(queries, asked)
    if (move === 'accept' && answer.outcome === 'moved') learnAhead(queries, answer.task.clipId)
    return answer
  })

/** The way of clips, or stretches of them, from those who label to those who accept. */
export const workRouter = router({
  tasks: procedure.input(z.object({ clipId: clipIdInput })).query(async ({ ctx, input }) => {
    const { queries } = ctx.store.database
    await requireClip(queries, input.clipId)
    return tasksOf(queries, input.clipId)
  }),

  /** What became of a task, oldest first. */
  history: procedure.input(taskInput).query(async ({ ctx, input }) => {
    const { queries } = ctx.store.database
    await readTask(queries, input.taskId)
    return taskHistory(queries, input.taskId)
  }),

  /** Hands a task on; it is judged on what is stored, and not where the clip is another than was seen. */
  submit: procedure
    .input(moveInput.extend({ seenSeq: seqInput }))
    .mutation(async ({ ctx, input }) => {
      const { blobs, database, append } = ctx.store
      const asked = { taskId: input.taskId, move: 'submit' } as const
      await requireMove(database.queries, ctx.caller, asked)
      const author = authorOf(ctx.caller, input.author)
      return submitTask({ blobs, append, queries: database.queries }, { ...input, author })
    }),

  takeBack: plainMove('takeBack'),
  accept: plainMove('accept'),
  sendBack: plainMove('sendBack'),
  reopen: plainMove('reopen'),
})
