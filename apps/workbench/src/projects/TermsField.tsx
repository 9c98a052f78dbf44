import type { ReactNode } from 'react'
import styles from '../dialogs/dialogs.module.css'
import own from './projects.module.css'

/** A field under what it is called. */
export function TermsField({
  label,
  children,
}: {
  readonly label: string
  readonly children: ReactNode
}) {
  return (
    <div className={own.field}>
      <span className={styles.muted} aria-hidden="true">
        {label}
      </span>
      {children}
    </div>
  )
}
