import { useTranslation } from 'react-i18next'
import { useMay } from '../people/usePeople.ts'
import { Hint } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { useWorkbench, useWorkbenchState } from '../WorkbenchContext.tsx'
import styles from './TopBar.module.css'

/** That labels are only looked at here, and why; for who may open them again, the way to do so. */
export function ReadOnlyBadge() {
  const { t } = useTranslation()
  const { store } = useWorkbench()
  const may = useMay()
  const right = useWorkbenchState(({ clip, editRight }) => (clip === null ? 'all' : editRight))
  if (right === 'all') return null
  if (right === 'accepted' && may('work.reopen')) {
    return (
      <Hint label={t('work.reopenHint')}>
        <button
          type="button"
          className={styles.readOnly}
          data-testid="readOnly"
          data-right={right}
          onClick={() => store.setState({ dialog: 'task', isPlaying: false })}
        >
          <Icon name="lock" size={12} />
          {t('work.readOnly_accepted')} · {t('work.move_reopen')}
        </button>
      </Hint>
    )
  }
  return (
    <Hint label={t(`work.readOnlyHint_${right}`)}>
      <output className={styles.readOnly} data-testid="readOnly" data-right={right}>
        <Icon name={right === 'accepted' ? 'lock' : 'eye'} size={12} />
        {t(`work.readOnly_${right}`)}
      </output>
    </Hint>
  )
}
