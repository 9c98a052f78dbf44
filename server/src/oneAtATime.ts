/** Runs tasks one after the other, in the order they were given. */
export type Queue = <Answer>(task: () => Promise<Answer>) => Promise<Answer>

/** An empty queue. A task that fails does not stop the next. */
export function oneAtATime(): Queue {
  let last: Promise<unknown> = Promise.resolve()
  return (task) => {
    const run = last.then(task, task)
    last = run.catch(() => {})
    return run
  }
}
