import { useTranslation } from 'react-i18next'
import { Hint } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { useWorkbenchState } from '../WorkbenchContext.tsx'
import styles from './TopBar.module.css'

/** That labels are only looked at here, and why. */
export function ReadOnlyBadge() {
  const { t } = useTranslation()
  const right = useWorkbenchState(({ clip, editRight }) => (clip === null ? 'all' : editRight))
  if (right === 'all') return null
  return (
    <Hint label={t(`work.readOnlyHint_${right}`)}>
      <output className={styles.readOnly} data-testid="readOnly" data-right={right}>
        <Icon name="eye" size={12} />
        {t(`work.readOnly_${right}`)}
      </output>
    </Hint>
  )
}
