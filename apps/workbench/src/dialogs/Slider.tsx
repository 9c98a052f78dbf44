import { useId } from 'react'
import styles from './dialogs.module.css'

/** A number within bounds, with its label before and its value behind it. */
export function Slider({
  label,
  value,
  range,
  step,
  text,
  hint,
  onChange,
}: {
  readonly label: string
  readonly value: number
  readonly range: { readonly min: number; readonly max: number }
  readonly step: number
  /** The value with its unit. */
  readonly text: string
  readonly hint?: string
  readonly onChange: (value: number) => void
}) {
  const id = useId()
  return (
    <>
      <label htmlFor={id}>{label}</label>
      <div>
        <span className={styles.slider}>
          <input
            id={id}
            type="range"
            min={range.min}
            max={range.max}
            step={step}
            value={value}
            aria-valuetext={text}
            onChange={({ target }) => onChange(target.valueAsNumber)}
          />
          <output htmlFor={id}>{text}</output>
        </span>
        {hint && <p className={styles.hint}>{hint}</p>}
      </div>
    </>
  )
}
