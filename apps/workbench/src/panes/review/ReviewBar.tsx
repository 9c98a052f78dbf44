import { useTranslation } from 'react-i18next'
import { useShallow } from 'zustand/react/shallow'
import { changeReview } from '../../actions/reviewActions.ts'
import { reviewQueue } from '../../review/queue.ts'
import { reviewBases, SAMPLE_BYS } from '../../review/reviewLayer.ts'
import { NumberField } from '../../ui/NumberField.tsx'
import { Select } from '../../ui/Select.tsx'
import { useWorkbench, useWorkbenchState } from '../../WorkbenchContext.tsx'
import { taskAt } from '../../work/task.ts'
import styles from './ReviewPane.module.css'

const FIRST_SAMPLE = { seed: 1, rate: 0.2, by: 'none' } as const

/** What labels are compared with, which objects are looked at, and what that has shown. */
export function ReviewBar() {
  const { t } = useTranslation()
  const { store } = useWorkbench()
  const { base, sample } = useWorkbenchState(({ review }) => review)
  const bases = useWorkbenchState(
    useShallow(({ tasks, frame }) => reviewBases(taskAt(tasks, frame))),
  )
  return (
    <div className={styles.bar}>
      <Select
        label={t('review.base')}
        value={base}
        options={bases.map((value) => ({ value, text: t(`review.base_${value}`) }))}
        onChange={(value) => changeReview(store, { base: value })}
      />
      <Select
        label={t('review.sample')}
        value={sample === null ? 'all' : 'drawn'}
        options={[
          { value: 'all', text: t('review.sampleAll') },
          { value: 'drawn', text: t('review.sampleDrawn') },
        ]}
        onChange={(value) =>
          changeReview(store, { sample: value === 'all' ? null : (sample ?? FIRST_SAMPLE) })
        }
      />
      {sample !== null && (
        <>
          <span className={styles.figure}>
            <NumberField
              label={t('review.rate')}
              unit="%"
              decimals={0}
              value={100 * sample.rate}
              onCommit={(value) =>
                changeReview(store, {
                  sample: { ...sample, rate: Math.min(1, Math.max(0.01, value / 100)) },
                })
              }
            />
          </span>
          <span className={styles.figure}>
            <NumberField
              label={t('review.seed')}
              axis="#"
              unit=""
              decimals={0}
              value={sample.seed}
              onCommit={(value) =>
                changeReview(store, { sample: { ...sample, seed: Math.round(value) } })
              }
            />
          </span>
          <Select
            label={t('review.by')}
            value={sample.by}
            options={SAMPLE_BYS.map((value) => ({ value, text: t(`review.by_${value}`) }))}
            onChange={(by) => changeReview(store, { sample: { ...sample, by } })}
          />
        </>
      )}
      <Answered />
    </div>
  )
}

/** How many were answered, and how much is wrong by the sample. */
function Answered() {
  const { t } = useTranslation()
  const { tracks, answered, rate } = useWorkbenchState(reviewQueue)
  const percent = (share: number): string => (100 * share).toFixed(1)
  return (
    <p className={styles.answered} data-testid="answered">
      {t('review.answered', { answered, count: tracks.length })}
      {rate !== null && (
        <>
          {' · '}
          {t('review.wrong', {
            rate: `${percent(rate.rate.estimate)} %`,
            low: percent(rate.rate.low),
            high: percent(rate.rate.high),
          })}
        </>
      )}
    </p>
  )
}
