import { useCallback, useEffect, useState } from 'react'
import { messageOf } from '../messageOf.ts'

/** An answer being waited for, given, or not to be had. */
export type Asked<Answer> =
  | { readonly state: 'waiting' }
  | { readonly state: 'answered'; readonly answer: Answer }
  | { readonly state: 'failed'; readonly message: string }

/**
 * The answer to a question put when the component appears, and again whenever `ask` changes or the
 * second value is called: then the answer of before stands until the new one is there. `ask` must be the
 * same function while the question is the same.
 */
export function useAsked<Answer>(ask: () => Promise<Answer>): readonly [Asked<Answer>, () => void] {
  const [last, setLast] = useState<Answered<Answer> | null>(null)
  const [times, setTimes] = useState(0)
  useEffect(() => {
    let isWanted = true
    const tell = (asked: Asked<Answer>): void => {
      if (isWanted) setLast({ ask, times, asked })
    }
    ask().then(
      (answer) => tell({ state: 'answered', answer }),
      (error: unknown) => tell({ state: 'failed', message: messageOf(error) }),
    )
    return () => {
      isWanted = false
    }
  }, [ask, times])
  const isOfThis = last?.ask === ask && (last.times === times || last.asked.state === 'answered')
  const askAgain = useCallback(() => setTimes((before) => before + 1), [])
  return [isOfThis ? last.asked : { state: 'waiting' }, askAgain]
}

/** An answer with the question it is of. */
type Answered<Answer> = {
  readonly ask: () => Promise<Answer>
  readonly times: number
  readonly asked: Asked<Answer>
}
