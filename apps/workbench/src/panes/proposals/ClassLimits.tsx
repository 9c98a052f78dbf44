import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { minScoreOf } from '../../store/proposals.ts'
import { categoryLabel } from '../../store/selectors.ts'
import { useWorkbench, useWorkbenchState } from '../../WorkbenchContext.tsx'
import styles from './ProposalsPane.module.css'

/** The lowest score shown of each category, as one drags it. */
export function ClassLimits() {
  const { byId, shown } = useWorkbenchState(({ proposals }) => proposals)
  const counts = new Map<string, { shown: number; all: number }>()
  for (const { track } of byId.values()) {
    const count = counts.get(track.category) ?? { shown: 0, all: 0 }
    count.all++
    if (shown.has(track.id)) count.shown++
    counts.set(track.category, count)
  }
  return (
    <div className={styles.limits}>
      {[...counts]
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([category, count]) => (
          <ClassLimit key={category} category={category} count={count} />
        ))}
    </div>
  )
}

function ClassLimit({
  category,
  count,
}: {
  readonly category: string
  readonly count: { readonly shown: number; readonly all: number }
}) {
  const id = useId()
  const { t } = useTranslation()
  const { store } = useWorkbench()
  const label = useWorkbenchState(({ clip, preferences }) =>
    categoryLabel(clip, category, preferences.language),
  )
  const value = useWorkbenchState(({ proposals }) => minScoreOf(proposals.limits, category))
  const change = (score: number): void => {
    const { preferences, prefer, proposals, propose } = store.getState()
    const { limits } = proposals
    prefer({ minScores: { ...preferences.minScores, [category]: score } })
    propose({ limits: { ...limits, minScores: { ...limits.minScores, [category]: score } } })
  }
  return (
    <>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="range"
        min={0}
        max={1}
        step={0.02}
        value={value}
        title={t('proposals.minScore')}
        onChange={({ target }) => change(target.valueAsNumber)}
        // The keys belong to the object again, not to the slider.
        onPointerUp={({ currentTarget }) => currentTarget.blur()}
      />
      <output htmlFor={id}>{value.toFixed(2)}</output>
      <span className={styles.count}>
        {count.shown} / {count.all}
      </span>
    </>
  )
}
