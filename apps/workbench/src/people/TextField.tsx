import { useId } from 'react'
import styles from '../dialogs/dialogs.module.css'

/** A labelled line of text in a grid of fields. */
export function TextField({
  label,
  value,
  onChange,
  type = 'text',
  autoComplete = 'off',
  hint,
}: {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly type?: 'text' | 'email' | 'password'
  readonly autoComplete?: string
  readonly hint?: string
}) {
  const id = useId()
  return (
    <>
      <label htmlFor={id}>{label}</label>
      <div>
        <input
          id={id}
          className={styles.text}
          type={type}
          autoComplete={autoComplete}
          maxLength={200}
          value={value}
          onChange={({ target }) => onChange(target.value)}
        />
        {hint !== undefined && <p className={styles.hint}>{hint}</p>}
      </div>
    </>
  )
}
