import { keyNames } from '../keys/keyNames.ts'
import styles from './Keys.module.css'

/** Keys as caps: each of `keys` in tinykeys' notation, its parts side by side. */
export function Keys({ keys }: { readonly keys: readonly string[] }) {
  return (
    <span className={styles.keys}>
      {keys.map((key) => (
        <span key={key} className={styles.chord}>
          {keyNames(key).map((name) => (
            <kbd key={name} className={styles.cap}>
              {name}
            </kbd>
          ))}
        </span>
      ))}
    </span>
  )
}
