import { useConnection } from '../ConnectionContext.tsx'
import { useWorkbenchState } from '../WorkbenchContext.tsx'
import { reasonOf } from './reason.ts'

/** Whether whoever is here may use a procedure or a route, by its path. */
export function useMay(): (path: string) => boolean {
  const { me } = useConnection()
  // A server that was out of reach says later what it lets nobody do.
  return (path) => me?.member?.may.includes(path) ?? true
}

/** Says why something was refused, in the language of the interface. */
export function useReason(): (error: unknown) => string {
  const language = useWorkbenchState(({ preferences }) => preferences.language)
  return (error) => reasonOf(error, language)
}
