import { useTranslation } from 'react-i18next'
import { hasSweep, nearestSweep } from '../../store/selectors.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { useWorkbenchState } from '../../WorkbenchContext.tsx'
import styles from './View3dPane.module.css'

/** Says of a frame that the lidar did not see it, and leads to the nearest one that it saw. */
export function NoSweep() {
  const { t } = useTranslation()
  const isSeen = useWorkbenchState(hasSweep)
  const frame = useWorkbenchState(nearestSweep)
  if (isSeen) return null
  return (
    <div className={styles.noSweep} role="status" data-testid="noSweep">
      <p>{t(frame === null ? 'view3d.noSweeps' : 'view3d.noSweep')}</p>
      {frame !== null && <ActionButton id="nearestSweep" text={t('view3d.toSweep', { frame })} />}
    </div>
  )
}
