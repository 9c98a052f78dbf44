import { setCategory } from '@trueline/annotation'
import { Command } from 'cmdk'
import { useTranslation } from 'react-i18next'
import { useShallow } from 'zustand/react/shallow'
import { tryEdit } from '../../actions/tryEdit.ts'
import { selectedTrack } from '../../store/selectors.ts'
import { useWorkbench, useWorkbenchState } from '../../WorkbenchContext.tsx'
import styles from './Palette.module.css'

/** Categories the selected track may get; nothing while none is selected. */
export function CategoryItems({ choose }: { readonly choose: (act: () => void) => () => void }) {
  const { t } = useTranslation()
  const workbench = useWorkbench()
  const track = useWorkbenchState(selectedTrack)
  const { clip, language } = useWorkbenchState(
    useShallow(({ clip, preferences }) => ({ clip, language: preferences.language })),
  )
  if (track === null || clip === null) return null
  return (
    <Command.Group heading={t('palette.categories')}>
      {clip.ontology.categories
        .filter(({ id }) => id !== track.category)
        .map(({ id, label, color }) => (
          <Command.Item
            key={id}
            value={`category-${id}`}
            keywords={[label.en, label.zh, t('inspector.category')]}
            className={styles.item}
            onSelect={choose(() =>
              tryEdit(workbench, 'setCategory', ({ annotations }) =>
                setCategory(annotations, { trackId: track.id, category: id }),
              ),
            )}
          >
            <span className={styles.swatch} style={{ background: color }} />
            <span className={styles.label}>{label[language]}</span>
          </Command.Item>
        ))}
    </Command.Group>
  )
}
