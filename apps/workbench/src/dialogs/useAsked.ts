import { useCallback, useEffect, useState } from 'react'

/** An answer being waited for, given, or not to be had. */
export type Asked<Answer> =
  | { readonly state: 'waiting' }
  | { readonly state: 'answered'; readonly answer: Answer }
  | { readonly state: 'failed'; readonly message: string }

/**
 * The answer to a question put when the component appears, and again whenever `ask` changes or the
 * second value is called. `ask` must be the same function while the question is the same.
 */
export function useAsked<Answer>(ask: () => Promise<Answer>): readonly [Asked<Answer>, () => void] {
  const [asked, setAsked] = useState<Asked<Answer>>({ state: 'waiting' })
  const [times, setTimes] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: asking again is what `times` is for.
  useEffect(() => {
    let isWanted = true
    setAsked({ state: 'waiting' })
    ask().then(
      (answer) => isWanted && setAsked({ state: 'answered', answer }),
      (error: unknown) => isWanted && setAsked({ state: 'failed', message: messageOf(error) }),
    )
    return () => {
      isWanted = false
    }
  }, [ask, times])
  return [asked, useCallback(() => setTimes((before) => before + 1), [])]
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
