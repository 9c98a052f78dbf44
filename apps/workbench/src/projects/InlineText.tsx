import styles from '../dialogs/dialogs.module.css'

/** A line of text in a table. */
export function InlineText({
  label,
  value,
  placeholder = '',
  onChange,
}: {
  readonly label: string
  readonly value: string
  readonly placeholder?: string
  readonly onChange: (value: string) => void
}) {
  return (
    <input
      className={styles.text}
      aria-label={label}
      maxLength={200}
      placeholder={placeholder}
      value={value}
      onChange={({ target }) => onChange(target.value)}
    />
  )
}
