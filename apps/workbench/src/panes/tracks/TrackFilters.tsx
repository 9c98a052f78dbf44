import { tracksOf } from '@trueline/annotation'
import { useTranslation } from 'react-i18next'
import { useShallow } from 'zustand/react/shallow'
import type { TrackFilter, TrackSort } from '../../store/state.ts'
import field from '../../ui/Field.module.css'
import { Select } from '../../ui/Select.tsx'
import { useWorkbench, useWorkbenchState } from '../../WorkbenchContext.tsx'
import styles from './TracksPane.module.css'

const ONLY: readonly TrackFilter['only'][] = ['all', 'waiting', 'here', 'marked']
const SORTS: readonly TrackSort[] = ['doubt', 'number', 'frames', 'category']

/** What is listed, and in which order. */
export function TrackFilters({ listed }: { readonly listed: number }) {
  const { t } = useTranslation()
  const { store } = useWorkbench()
  const { filter, sort, all } = useWorkbenchState(
    useShallow(({ trackFilter, trackSort, annotations }) => ({
      filter: trackFilter,
      sort: trackSort,
      all: tracksOf(annotations).length,
    })),
  )
  return (
    <div className={styles.filters}>
      <input
        type="search"
        className={`${field.text} ${styles.search}`}
        aria-label={t('tracks.find')}
        placeholder={t('tracks.find')}
        value={filter.text}
        onChange={({ target }) =>
          store.setState({ trackFilter: { ...filter, text: target.value } })
        }
        onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
      />
      <Select
        label={t('tracks.only')}
        value={filter.only}
        options={ONLY.map((value) => ({ value, text: t(`tracks.only_${value}`) }))}
        onChange={(only) => store.setState({ trackFilter: { ...filter, only } })}
      />
      <Select
        label={t('tracks.sort')}
        value={sort}
        options={SORTS.map((value) => ({ value, text: t(`tracks.sort_${value}`) }))}
        onChange={(trackSort) => store.setState({ trackSort })}
      />
      <span className={styles.count}>{listed === all ? all : `${listed} / ${all}`}</span>
    </div>
  )
}
