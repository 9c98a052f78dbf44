import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/Button.tsx'
import { useWorkbench, useWorkbenchState } from '../../WorkbenchContext.tsx'
import styles from './FindingsPane.module.css'

/** How far the checks have come. */
export function CheckState() {
  const { t } = useTranslation()
  const { checker } = useWorkbench()
  const checking = useWorkbenchState((state) => state.checking)
  switch (checking.state) {
    case 'none':
    case 'done':
      return <div data-testid="checking" data-state={checking.state} hidden />
    case 'running':
      return (
        <p className={styles.progress} role="status" data-testid="checking" data-state="running">
          {t('findings.running')}
          <progress />
        </p>
      )
    case 'studying':
      return (
        <p className={styles.progress} role="status" data-testid="checking" data-state="studying">
          {t('findings.studying', checking)}
          <progress value={checking.frames - checking.framesLeft} max={checking.frames} />
        </p>
      )
    case 'failed':
      return (
        <div className={styles.failed} role="alert" data-testid="checking" data-state="failed">
          <p>{t('findings.failed', checking)}</p>
          <Button onClick={checker.restart}>{t('findings.again')}</Button>
        </div>
      )
  }
}
