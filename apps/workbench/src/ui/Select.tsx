import styles from './Field.module.css'

/** One of a few values. */
export function Select<Value extends string>({
  label,
  value,
  options,
  onChange,
  id,
  isDisabled = false,
}: {
  /** What is chosen, for who cannot see the place it stands in. */
  readonly label: string
  readonly value: Value
  readonly options: readonly { readonly value: Value; readonly text: string }[]
  readonly onChange: (value: Value) => void
  readonly id?: string
  readonly isDisabled?: boolean
}) {
  return (
    <select
      id={id}
      className={styles.field}
      aria-label={label}
      value={value}
      disabled={isDisabled}
      onChange={({ target }) => {
        const chosen = options.find((option) => option.value === target.value)
        if (chosen !== undefined) onChange(chosen.value)
        // The keys belong to the object again, not to the list.
        target.blur()
      }}
    >
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.text}
        </option>
      ))}
    </select>
  )
}
