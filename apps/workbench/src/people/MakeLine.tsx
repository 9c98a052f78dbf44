import { type ReactNode, useState } from 'react'
import styles from '../dialogs/dialogs.module.css'
import { Button } from '../ui/Button.tsx'
import type { Attempt } from './Attempt.tsx'
import own from './people.module.css'

/** A line in which something is named, and the button that makes it; emptied once it is made. */
export function MakeLine({
  label,
  button,
  attempt,
  make,
  then,
  look = 'primary',
  maxLength = 200,
  isNameless = false,
  isReady = true,
  before,
  after,
}: {
  readonly label: string
  readonly button: string
  readonly attempt: Attempt
  readonly make: (name: string) => Promise<unknown>
  /** Called once it is made. */
  readonly then: () => void
  readonly look?: 'plain' | 'primary'
  readonly maxLength?: number
  /** Whether it may do without a name. */
  readonly isNameless?: boolean
  /** Whether all else that is needed is said. */
  readonly isReady?: boolean
  /** What else is said of it, before and after its name. */
  readonly before?: ReactNode
  readonly after?: ReactNode
}) {
  const [name, setName] = useState('')
  const isNamed = isNameless || name.trim() !== ''
  const run = async (): Promise<void> => {
    if (!(await attempt.run(() => make(name)))) return
    setName('')
    then()
  }
  return (
    <div className={own.row}>
      {before}
      <input
        className={`${styles.text} ${own.grow}`}
        aria-label={label}
        placeholder={label}
        maxLength={maxLength}
        value={name}
        onChange={({ target }) => setName(target.value)}
      />
      {after}
      <Button
        look={look}
        isDisabled={attempt.isBusy || !isNamed || !isReady}
        onClick={() => void run()}
      >
        {button}
      </Button>
    </div>
  )
}
