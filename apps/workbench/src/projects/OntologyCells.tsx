import type { Category } from '@trueline/annotation'
import { useTranslation } from 'react-i18next'
import styles from '../dialogs/dialogs.module.css'
import { IconButton } from '../ui/Button.tsx'
import { InlineText } from './InlineText.tsx'

/** Cells with what something of an ontology is called: its id and its names. */
export function NameCells<Named extends Pick<Category, 'id' | 'label'>>({
  named,
  labelOf,
  onChange,
}: {
  readonly named: Named
  /** What a field of this row is called. */
  readonly labelOf: (field: string) => string
  readonly onChange: (named: Named) => void
}) {
  const { t } = useTranslation()
  const { id, label } = named
  return (
    <>
      <td>
        <InlineText
          label={labelOf(t('projects.ontologyId'))}
          value={id}
          onChange={(text) => onChange({ ...named, id: text })}
        />
      </td>
      <td>
        <InlineText
          label={labelOf(t('projects.inEnglish'))}
          value={label.en}
          onChange={(en) => onChange({ ...named, label: { ...label, en } })}
        />
      </td>
      <td>
        <InlineText
          label={labelOf(t('projects.inChinese'))}
          value={label.zh}
          onChange={(zh) => onChange({ ...named, label: { ...label, zh } })}
        />
      </td>
    </>
  )
}

/** The cell with what moves a row up and takes it out. */
export function RowCell({
  labelOf,
  isFirst,
  onUp,
  onRemove,
}: {
  readonly labelOf: (field: string) => string
  readonly isFirst: boolean
  readonly onUp: () => void
  readonly onRemove: () => void
}) {
  const { t } = useTranslation()
  return (
    <td className={styles.number}>
      <IconButton
        icon="up"
        label={labelOf(t('projects.moveUp'))}
        isDisabled={isFirst}
        onClick={onUp}
      />
      <IconButton icon="trash" label={labelOf(t('people.remove'))} onClick={onRemove} />
    </td>
  )
}
