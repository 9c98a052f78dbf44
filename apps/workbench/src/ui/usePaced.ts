import { useEffect, useRef, useState } from 'react'

/**
 * A value as it is shown: the first change at once, further ones no oftener than every `ms`, the last
 * for sure. For what changes with every key and is looked at now and then: what is painted far from the
 * rest has the whole window between put together anew.
 */
export function usePaced<Value>(value: Value, ms: number): Value {
  const [shown, setShown] = useState(value)
  const shownAt = useRef(Number.NEGATIVE_INFINITY)
  useEffect(() => {
    if (Object.is(shown, value)) return
    const show = (): void => {
      shownAt.current = performance.now()
      setShown(value)
    }
    const timer = setTimeout(show, Math.max(0, shownAt.current + ms - performance.now()))
    return () => clearTimeout(timer)
  }, [value, shown, ms])
  return shown
}
