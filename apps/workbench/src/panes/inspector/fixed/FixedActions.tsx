import type { ReviewState } from '@trueline/annotation'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import styles from '../Inspector.module.css'

/** What can be done with a lane or map element, by button and with the key that does it faster. */
export function FixedActions({
  state,
  children,
}: {
  readonly state: ReviewState
  readonly children?: ReactNode
}) {
  const { t } = useTranslation()
  return (
    <div className={styles.actions}>
      {state === 'proposed' && <ActionButton id="accept" icon="check" text={t('road.accept')} />}
      <ActionButton id="reject" icon="cross" look="danger" text={t('road.drop')} />
      {children}
    </div>
  )
}
