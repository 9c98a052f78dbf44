import { useState } from 'react'
import styles from '../dialogs/dialogs.module.css'
import { useReason } from './usePeople.ts'

/** Something being tried with the server, and why it was refused. */
export type Attempt = {
  readonly isBusy: boolean
  readonly problem: string | null
  /** Tries something; whether it was done. */
  readonly run: (work: () => Promise<unknown>) => Promise<boolean>
}

/** One thing at a time. */
export function useAttempt(): Attempt {
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const reason = useReason()
  const run = async (work: () => Promise<unknown>): Promise<boolean> => {
    setBusy(true)
    setProblem(null)
    try {
      await work()
      return true
    } catch (error) {
      setProblem(reason(error))
      return false
    } finally {
      setBusy(false)
    }
  }
  return { isBusy, problem, run }
}

/** Why it was refused. */
export function Problem({ attempt: { problem } }: { readonly attempt: Attempt }) {
  if (problem === null) return null
  return (
    <p className={styles.problem} role="alert">
      {problem}
    </p>
  )
}
