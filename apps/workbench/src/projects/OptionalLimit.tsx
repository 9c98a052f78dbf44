import styles from '../dialogs/dialogs.module.css'
import { NumberField } from '../ui/NumberField.tsx'
import own from './projects.module.css'

/** A limit that is asked for or not; what is typed beyond its bounds is taken as the nearest bound. */
export function OptionalLimit({
  label,
  unit,
  scale,
  bounds: [from, to],
  usual,
  value,
  onChange,
}: {
  readonly label: string
  readonly unit: string
  /** What a value is shown times: 100 for a share in percent. */
  readonly scale: number
  readonly bounds: readonly [from: number, to: number]
  /** What is asked for at first. */
  readonly usual: number
  /** Nothing where it is not asked for. */
  readonly value: number | undefined
  readonly onChange: (value: number | undefined) => void
}) {
  return (
    <div className={own.limit}>
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={value !== undefined}
          onChange={({ target }) => onChange(target.checked ? usual : undefined)}
        />
        <span>{label}</span>
      </label>
      <NumberField
        label={label}
        unit={unit}
        decimals={scale === 100 ? 1 : 2}
        isDisabled={value === undefined}
        value={(value ?? usual) * scale}
        onCommit={(typed) => onChange(Math.min(to, Math.max(from, typed / scale)))}
      />
    </div>
  )
}
