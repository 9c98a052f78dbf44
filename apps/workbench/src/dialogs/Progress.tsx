import styles from './dialogs.module.css'

/** How far something is, as a bar with words; `value` in 0..1, `null` while nobody knows. */
export function Progress({
  label,
  detail,
  value,
}: {
  readonly label: string
  readonly detail: string
  readonly value: number | null
}) {
  return (
    <div className={styles.progress}>
      <div className={styles.heading}>{label}</div>
      <progress
        className={styles.bar}
        aria-label={label}
        max={1}
        // Without a value the browser says and shows that it is not known.
        {...(value === null ? {} : { value })}
      />
      {/* A space keeps the line's height while there is nothing to say. */}
      <div className={styles.muted}>{detail || '\u00a0'}</div>
    </div>
  )
}
