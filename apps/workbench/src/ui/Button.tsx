import { Tooltip } from 'radix-ui'
import { type ReactNode, use } from 'react'
import styles from './Button.module.css'
import { Icon, type IconName } from './Icon.tsx'
import { Keys } from './Keys.tsx'
import { LayerContext } from './layer.ts'

/** A button with words on it. */
export function Button({
  children,
  onClick,
  look = 'plain',
  icon,
  keys = [],
  isDisabled = false,
}: {
  readonly children: ReactNode
  readonly onClick: () => void
  /** `primary` for the one thing a dialog is for. */
  readonly look?: 'plain' | 'primary' | 'danger'
  readonly icon?: IconName
  readonly keys?: readonly string[]
  readonly isDisabled?: boolean
}) {
  return (
    <button
      type="button"
      className={styles.button}
      data-look={look}
      disabled={isDisabled}
      onClick={onClick}
    >
      {icon && <Icon name={icon} size={14} />}
      <span>{children}</span>
      {keys[0] !== undefined && <Keys keys={keys.slice(0, 1)} />}
    </button>
  )
}

/** The button that sends the form it stands in. */
export function SubmitButton({ children }: { readonly children: ReactNode }) {
  return (
    <button type="submit" className={styles.button}>
      {children}
    </button>
  )
}

/** A button with a drawing on it; its label, and its key, show on hover and focus. */
export function IconButton({
  icon,
  label,
  onClick,
  keys = [],
  isDisabled = false,
  isPressed,
  isOneOfMany = false,
}: {
  readonly icon: IconName
  readonly label: string
  readonly onClick: () => void
  readonly keys?: readonly string[]
  readonly isDisabled?: boolean
  /** Given for a button that stays down. */
  readonly isPressed?: boolean
  /** Of hundreds on a page the browser shows the label: a hint of its own would cost each more than the button. */
  readonly isOneOfMany?: boolean
}) {
  const button = (
    <button
      type="button"
      className={styles.iconButton}
      title={isOneOfMany ? label : undefined}
      aria-label={label}
      aria-pressed={isPressed}
      disabled={isDisabled}
      onClick={onClick}
    >
      <Icon name={icon} />
    </button>
  )
  return isOneOfMany ? (
    button
  ) : (
    <Hint label={label} keys={keys}>
      {button}
    </Hint>
  )
}

/** What a control does and by which key, beside it while it is hovered or focused. */
export function Hint({
  label,
  keys = [],
  children,
}: {
  readonly label: string
  readonly keys?: readonly string[]
  readonly children: ReactNode
}) {
  return (
    <Tooltip.Root>
      <Tooltip.Trigger asChild>{children}</Tooltip.Trigger>
      <Tooltip.Portal container={use(LayerContext)}>
        <Tooltip.Content className={styles.hint} sideOffset={4} collisionPadding={4}>
          {label}
          <Keys keys={keys.slice(0, 1)} />
        </Tooltip.Content>
      </Tooltip.Portal>
    </Tooltip.Root>
  )
}
