import { renumberTrack, setCategory, setStatic, type Track } from '@trueline/annotation'
import { useTranslation } from 'react-i18next'
import { useShallow } from 'zustand/react/shallow'
import { tryEdit } from '../../actions/tryEdit.ts'
import { categoryColor, categoryOf } from '../../store/selectors.ts'
import { trackSummary } from '../../store/trackSummary.ts'
import { NumberField } from '../../ui/NumberField.tsx'
import { Select } from '../../ui/Select.tsx'
import { useWorkbench, useWorkbenchState } from '../../WorkbenchContext.tsx'
import styles from './Inspector.module.css'

const STATIC = ['unknown', 'still', 'moving'] as const

/** What holds for the object through the whole clip. */
export function TrackFields({ track }: { readonly track: Track }) {
  const { t } = useTranslation()
  const workbench = useWorkbench()
  const { clip, language, summary } = useWorkbenchState(
    useShallow(({ clip, preferences, annotations }) => ({
      clip,
      language: preferences.language,
      summary: trackSummary(annotations, track.id),
    })),
  )
  const categories = clip?.ontology.categories ?? []
  const isListed = categoryOf(clip, track.category) !== null
  return (
    <header className={styles.head}>
      <span className={styles.swatch} style={{ background: categoryColor(clip, track.category) }} />
      <div className={styles.trackNumber}>
        <NumberField
          label={t('inspector.number')}
          axis="#"
          unit=""
          decimals={0}
          value={track.number}
          onCommit={(number) =>
            tryEdit(workbench, 'renumberTrack', ({ annotations }) =>
              renumberTrack(annotations, { trackId: track.id, number }),
            )
          }
        />
      </div>
      <Select
        label={t('inspector.category')}
        value={track.category}
        options={[
          ...(isListed ? [] : [{ value: track.category, text: track.category }]),
          ...categories.map(({ id, label }) => ({ value: id, text: label[language] })),
        ]}
        onChange={(category) =>
          tryEdit(workbench, 'setCategory', ({ annotations }) =>
            setCategory(annotations, { trackId: track.id, category }),
          )
        }
      />
      <Select
        label={t('inspector.static')}
        value={track.isStatic === null ? 'unknown' : track.isStatic ? 'still' : 'moving'}
        options={STATIC.map((value) => ({ value, text: t(`inspector.static_${value}`) }))}
        onChange={(value) =>
          tryEdit(workbench, 'setStatic', ({ annotations }) =>
            setStatic(annotations, {
              trackId: track.id,
              isStatic: value === 'unknown' ? null : value === 'still',
            }),
          )
        }
      />
      <span className={styles.span}>
        {summary.frames &&
          t('inspector.span', {
            count: summary.shown,
            first: summary.frames.first,
            last: summary.frames.last,
          })}
      </span>
    </header>
  )
}
