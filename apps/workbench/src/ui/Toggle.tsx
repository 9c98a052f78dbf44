import type { ReactNode } from 'react'
import styles from './Toggle.module.css'

/** Small controls laid over a picture; where is for the pane to say. */
export function OverlayBar({
  className,
  children,
}: {
  readonly className: string | undefined
  readonly children: ReactNode
}) {
  return <div className={`${styles.bar} ${className}`}>{children}</div>
}

/** A button that stays down while something is on. */
export function Toggle({
  text,
  isOn,
  onToggle,
  hint,
  ...rest
}: {
  readonly text: string
  readonly isOn: boolean
  readonly onToggle: () => void
  readonly hint?: string
}) {
  return (
    <button type="button" aria-pressed={isOn} title={hint} {...rest} onClick={onToggle}>
      {text}
    </button>
  )
}
