import type { Prepared } from './database.ts'

/** The rows of one statement. */
export type Rows = Awaited<ReturnType<Prepared>>

/** So many statements, and characters of them, go together at most: the next ones wait for all of it. */
const MOST_TOGETHER = 64
const MOST_CHARS = 4_000_000

type Waiting = {
  readonly statement: string
  readonly resolve: (rows: Rows) => void
  readonly reject: (error: unknown) => void
}

/**
 * Lets statements that come while others run go together in the next run, which is one transaction and
 * syncs the disk once for all of them. Each is answered after that.
 *
 * One that fails takes the others of its run with it; each of them then runs by itself.
 *
 * @param run Runs statements in order as one transaction; answers the rows of each.
 */
export function groupStatements(
  run: (statements: readonly string[]) => Promise<readonly Rows[]>,
): (statement: string) => Promise<Rows> {
  const waiting: Waiting[] = []
  let isRunning = false

  const runAlone = async ({ statement, resolve, reject }: Waiting): Promise<void> => {
    await run([statement]).then(([rows]) => resolve(rows ?? []), reject)
  }
  const runTogether = async (group: readonly Waiting[]): Promise<void> => {
    let answers: readonly Rows[]
    try {
      answers = await run(group.map(({ statement }) => statement))
    } catch {
      for (const one of group) await runAlone(one)
      return
    }
    for (const [at, { resolve }] of group.entries()) resolve(answers[at] ?? [])
  }
  const runAll = async (): Promise<void> => {
    while (waiting.length > 0) {
      const group = nextGroup(waiting)
      await (group.length === 1 ? runAlone(group[0]!) : runTogether(group))
    }
    isRunning = false
  }
  return (statement) =>
    new Promise((resolve, reject) => {
      waiting.push({ statement, resolve, reject })
      if (isRunning) return
      isRunning = true
      // After all that has arrived by now is read.
      setImmediate(() => void runAll())
    })
}

/** Takes those that go together off the queue. */
function nextGroup(waiting: Waiting[]): readonly Waiting[] {
  let count = 0
  let chars = 0
  for (const { statement } of waiting) {
    chars += statement.length
    if (count === MOST_TOGETHER || (count > 0 && chars > MOST_CHARS)) break
    count += 1
  }
  return waiting.splice(0, count)
}
