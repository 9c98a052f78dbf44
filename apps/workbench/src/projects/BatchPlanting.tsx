import { useTranslation } from 'react-i18next'
import { useConnection } from '../ConnectionContext.tsx'
import styles from '../dialogs/dialogs.module.css'
import type { Attempt } from '../people/Attempt.tsx'
import { Button } from '../ui/Button.tsx'
import type { PlantingRow } from './projectServer.ts'
import own from './projects.module.css'

/** How many clips of a batch wait to have faults planted, or could have none. */
export function BatchPlanting({
  state: { batchId, waiting, failed },
  attempt,
  onAgain,
}: {
  readonly state: PlantingRow
  readonly attempt: Attempt
  /** Called once they are tried again. */
  readonly onAgain: () => void
}) {
  const { t } = useTranslation()
  const { server } = useConnection()
  const again = async (): Promise<void> => {
    if (await attempt.run(() => server.projects.plantAgain(batchId))) onAgain()
  }
  return (
    <div className={own.planting} data-testid="planting">
      {waiting > 0 && (
        <span className={styles.muted} role="status">
          {t('projects.planting_waiting', { count: waiting })}
        </span>
      )}
      {failed > 0 && (
        <span className={styles.warning} role="alert">
          {t('projects.planting_failed', { count: failed })}
          <Button isDisabled={attempt.isBusy} onClick={() => void again()}>
            {t('projects.plantAgain')}
          </Button>
        </span>
      )}
    </div>
  )
}
