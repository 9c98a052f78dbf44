import { useId } from 'react'
import styles from './Tabs.module.css'

/** Parts of which one is shown, each by its name. */
export function Tabs<Part extends string>({
  parts,
  chosen,
  textOf,
  onChoose,
}: {
  readonly parts: readonly Part[]
  readonly chosen: Part
  readonly textOf: (part: Part) => string
  readonly onChoose: (part: Part) => void
}) {
  const id = useId()
  return (
    <div role="tablist" className={styles.tabs}>
      {parts.map((part) => (
        <button
          key={part}
          type="button"
          role="tab"
          id={`${id}${part}`}
          aria-selected={part === chosen}
          onClick={() => onChoose(part)}
        >
          {textOf(part)}
        </button>
      ))}
    </div>
  )
}
