import { FrameRangeError, formatFrameRange, parseFrameRange } from '@trueline/annotation'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useWorkbench } from '../../WorkbenchContext.tsx'
import styles from './Timeline.module.css'

/** The chosen frames as they are written, to be typed anew: give it another key when they change. */
export function RangeField({
  chosen,
  count,
}: {
  readonly chosen: readonly number[]
  readonly count: number
}) {
  const { t } = useTranslation()
  const { store } = useWorkbench()
  const [typed, setTyped] = useState(formatFrameRange(chosen))
  const [isWrong, setWrong] = useState(false)
  const commit = (): void => {
    try {
      store.setState({ frameRange: parseFrameRange(typed, count) })
      setWrong(false)
    } catch (error) {
      if (!(error instanceof FrameRangeError)) throw error
      setWrong(true)
    }
  }
  return (
    <input
      className={styles.rangeField}
      aria-label={t('timeline.range')}
      aria-invalid={isWrong}
      placeholder={t('timeline.rangeExample')}
      title={t('timeline.rangeHint')}
      value={typed}
      onChange={({ target }) => setTyped(target.value)}
      onBlur={commit}
      onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
    />
  )
}
