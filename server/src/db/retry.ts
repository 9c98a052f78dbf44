/** PostgreSQL's answers to a transaction that lost a race: serialization failure, deadlock. */
const LOST_RACE = new Set(['40001', '40P01'])
const ATTEMPTS = 5

/** What `run` answers, run again where the database says that a transaction merely lost a race. */
export async function retryLostRaces<Answer>(run: () => Promise<Answer>): Promise<Answer> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await run()
    } catch (error) {
      if (attempt === ATTEMPTS || !LOST_RACE.has(sqlStateOf(error) ?? '')) throw error
      await new Promise((resolve) => setTimeout(resolve, 2 ** attempt * 5 * (0.5 + Math.random())))
    }
  }
}

/** The five-letter code of a database error, looked for through the errors that wrap it. */
export function sqlStateOf(error: unknown): string | null {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const { code } = cause as { code?: unknown }
    if (typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code)) return code
  }
  return null
}
