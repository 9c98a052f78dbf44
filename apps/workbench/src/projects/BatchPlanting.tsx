import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useConnection } from '../ConnectionContext.tsx'
import styles from '../dialogs/dialogs.module.css'
import type { Attempt } from '../people/Attempt.tsx'
import { Button } from '../ui/Button.tsx'
import type { BatchRow, PlantingRow } from './projectServer.ts'
import own from './projects.module.css'

const POLL_MS = 1000

/** How many clips of a batch wait to have faults planted, or could have none; nothing where there are none. */
export function BatchPlanting({
  batch: { batchId, clips },
  attempt,
}: {
  readonly batch: BatchRow
  readonly attempt: Attempt
}) {
  const { t } = useTranslation()
  const { server } = useConnection()
  const [state, setState] = useState<PlantingRow | null>(null)
  const [asked, setAsked] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what came into the batch is asked anew
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let isHere = true
    const ask = async (): Promise<void> => {
      const all = await server.projects.listPlanting().catch(() => null)
      if (!isHere) return
      const now = all?.find((one) => one.batchId === batchId) ?? null
      // Out of reach, it is as it was.
      if (all !== null) setState(now)
      if (all === null || (now?.waiting ?? 0) > 0) timer = setTimeout(() => void ask(), POLL_MS)
    }
    void ask()
    return () => {
      isHere = false
      clearTimeout(timer)
    }
  }, [server, batchId, clips, asked])
  if (state === null) return null
  const again = async (): Promise<void> => {
    if (await attempt.run(() => server.projects.plantAgain(batchId))) setAsked(asked + 1)
  }
  return (
    <div className={own.planting} data-testid="planting">
      {state.waiting > 0 && (
        <span className={styles.muted} role="status">
          {t('projects.planting_waiting', { count: state.waiting })}
        </span>
      )}
      {state.failed > 0 && (
        <span className={styles.warning} role="alert">
          {t('projects.planting_failed', { count: state.failed })}
          <Button isDisabled={attempt.isBusy} onClick={() => void again()}>
            {t('projects.plantAgain')}
          </Button>
        </span>
      )}
    </div>
  )
}
