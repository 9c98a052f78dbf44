import { useMemo } from 'react'
import { useWorkbenchState } from '../WorkbenchContext.tsx'

/** What puts a time, in microseconds since 1970, into words of the interface. */
export function useTimeText(): (timeUs: number) => string {
  const language = useWorkbenchState(({ preferences }) => preferences.language)
  const format = useMemo(
    () => new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }),
    [language],
  )
  return (timeUs) => format.format(timeUs / 1000)
}
