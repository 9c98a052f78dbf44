import { describe, expect, it } from 'vitest'
import { groupStatements } from './groupStatements.ts'

/** Runs statements as a database would: one that says so fails, and then nothing of its run stays. */
function database() {
  const runs: (readonly string[])[] = []
  const stored: string[] = []
  const run = async (statements: readonly string[]) => {
    runs.push(statements)
    await new Promise((resolve) => setTimeout(resolve, 1))
    const bad = statements.find((one) => one.startsWith('bad'))
    if (bad !== undefined) throw new Error(bad)
    stored.push(...statements)
    return statements.map((one) => [{ one }])
  }
  return { runs, stored, statement: groupStatements(run) }
}

describe('statements', () => {
  it('that come at once go together, and each is answered with its own rows, in the order they came', async () => {
    const { runs, stored, statement } = database()
    const names = Array.from({ length: 10 }, (_, n) => `s${n}`)
    const answers = await Promise.all(names.map(statement))
    expect(answers).toEqual(names.map((one) => [{ one }]))
    expect(stored).toEqual(names)
    expect(runs).toEqual([names])
    expect(await statement('later')).toEqual([{ one: 'later' }])
  })

  it('that come while others run wait for the next run', async () => {
    const { runs, statement } = database()
    const first = statement('first')
    await new Promise((resolve) => setImmediate(resolve))
    const others = ['a', 'b'].map(statement)
    await Promise.all([first, ...others])
    expect(runs).toEqual([['first'], ['a', 'b']])
  })

  it('of which one fails are stored all the same, but for that one', async () => {
    const { stored, statement } = database()
    const answers = await Promise.allSettled(['a', 'bad', 'b'].map(statement))
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(stored).toEqual(['a', 'b'])
  })

  it('that are long or many do not all go together', async () => {
    const { runs, statement } = database()
    await Promise.all(Array.from({ length: 100 }, (_, n) => statement(`s${n}`)))
    expect(runs.map((run) => run.length)).toEqual([64, 36])
    runs.length = 0
    await Promise.all(['x', 'y', 'z'].map((one) => statement(one.repeat(3_000_000))))
    expect(runs.map((run) => run.length)).toEqual([1, 1, 1])
  })
})
