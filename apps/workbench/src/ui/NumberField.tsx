import { useState } from 'react'
import styles from './Field.module.css'
import { printed } from './printed.ts'

/**
 * A number with its unit. What is typed counts once Enter is pressed or the field is left; Escape,
 * or a text that is no number, leaves the value as it was.
 */
export function NumberField({
  label,
  axis,
  name,
  unit,
  value,
  decimals = 2,
  isDisabled = false,
  onCommit,
}: {
  readonly label: string
  /** A letter before the number: `x`. */
  readonly axis?: string
  /** The input's name, for who has to find it. */
  readonly name?: string
  readonly unit: string
  readonly value: number
  readonly decimals?: number
  readonly isDisabled?: boolean
  readonly onCommit: (value: number) => void
}) {
  const [typed, setTyped] = useState<string | null>(null)
  const shown = typed ?? printed(value, decimals)
  const commit = (): void => {
    const next = Number(typed?.replace(',', '.'))
    if (typed !== null && typed.trim() !== '' && Number.isFinite(next)) {
      // Leaving the printed value as it is must not round the one behind it.
      if (typed !== printed(value, decimals)) onCommit(next)
    }
    setTyped(null)
  }
  return (
    <label className={styles.number}>
      {axis && <span className={styles.axis}>{axis}</span>}
      <input
        type="text"
        inputMode="decimal"
        name={name}
        aria-label={`${label}, ${unit}`}
        disabled={isDisabled}
        value={shown}
        onFocus={({ target }) => {
          setTyped(printed(value, decimals))
          target.select()
        }}
        onChange={({ target }) => setTyped(target.value)}
        onBlur={commit}
        onKeyDown={(event) => {
          const input = event.currentTarget
          if (event.key === 'Enter') input.blur()
          if (event.key !== 'Escape') return
          setTyped(null)
          // Leaving commits what this render shows: leave once the typed text is gone.
          requestAnimationFrame(() => input.blur())
        }}
      />
      <span className={styles.unit}>{unit}</span>
    </label>
  )
}
