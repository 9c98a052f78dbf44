import { useCallback, useEffect, useState } from 'react'
import { useConnection } from '../ConnectionContext.tsx'
import { useMay } from '../people/usePeople.ts'
import type { PlantingRow, ProjectRow } from './projectServer.ts'

const POLL_MS = 1000

/**
 * In which batches clips wait to have faults planted, or could have none, asked again while any wait, and
 * what asks at once. Nothing for those who are not to know.
 */
export function usePlanting(row: ProjectRow): readonly [readonly PlantingRow[], () => void] {
  const { server } = useConnection()
  const mayKnow = useMay()('project.planting')
  const [states, setStates] = useState<readonly PlantingRow[]>([])
  const [times, setTimes] = useState(0)
  const clips = row.batches.reduce((sum, batch) => sum + batch.clips, 0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what came into the batches is asked anew
  useEffect(() => {
    if (!mayKnow) return
    let timer: ReturnType<typeof setTimeout> | undefined
    let isHere = true
    const ask = async (): Promise<void> => {
      const all = await server.projects.listPlanting().catch(() => null)
      if (!isHere) return
      // Out of reach, it is as it was.
      if (all !== null) setStates(all)
      const isOver = all?.every(({ waiting }) => waiting === 0)
      if (isOver !== true) timer = setTimeout(() => void ask(), POLL_MS)
    }
    void ask()
    return () => {
      isHere = false
      clearTimeout(timer)
    }
  }, [server, mayKnow, clips, times])
  const askAgain = useCallback(() => setTimes((before) => before + 1), [])
  return [states, askAgain]
}
