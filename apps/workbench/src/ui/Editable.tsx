import type { ReactNode } from 'react'
import { useWorkbenchState } from '../WorkbenchContext.tsx'
import styles from './Editable.module.css'

/** Controls that change labels, or say something of them: off where that is not for whoever is here. */
export function Editable({
  what = 'labels',
  children,
}: {
  readonly what?: 'labels' | 'remarks'
  readonly children: ReactNode
}) {
  const right = useWorkbenchState(({ editRight }) => editRight)
  const isAllowed = right === 'all' || (right !== 'none' && what === 'remarks')
  return (
    <fieldset className={styles.editable} disabled={!isAllowed}>
      {children}
    </fieldset>
  )
}
