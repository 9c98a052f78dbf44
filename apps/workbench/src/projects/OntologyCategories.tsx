import type { Category } from '@trueline/annotation'
import { useTranslation } from 'react-i18next'
import styles from '../dialogs/dialogs.module.css'
import { Button } from '../ui/Button.tsx'
import { NumberField } from '../ui/NumberField.tsx'
import { changed, moved } from './listed.ts'
import { NameCells, RowCell } from './OntologyCells.tsx'
import own from './projects.module.css'

/** A new category: a grey cube of a meter, to be named. */
const NEW: Category = {
  ...{ id: '', label: { en: '', zh: '' }, color: '#999999' },
  ...{ typicalExtent: [1, 1, 1], isRigid: true },
}

const AXES = ['length', 'width', 'height'] as const

/** The categories that may be labelled, in the order the menus and keys have them. */
export function OntologyCategories({
  categories,
  onChange,
}: {
  readonly categories: readonly Category[]
  readonly onChange: (categories: readonly Category[]) => void
}) {
  const { t } = useTranslation()
  return (
    <section className={styles.stack} aria-label={t('projects.categories')}>
      <h3 className={styles.heading}>{t('projects.categories')}</h3>
      <table className={`${styles.table} ${own.table}`}>
        <thead>
          <tr>
            <th />
            <th>{t('projects.ontologyId')}</th>
            <th>{t('projects.inEnglish')}</th>
            <th>{t('projects.inChinese')}</th>
            <th>{t('projects.extent')}</th>
            <th>{t('projects.isRigid')}</th>
            <th />
          </tr>
        </thead>
        <tbody>
          {categories.map((category, index) => (
            <CategoryRow
              // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place, for its id is typed in it
              key={index}
              category={category}
              isFirst={index === 0}
              onChange={(now) => onChange(changed(categories, index, now))}
              onUp={() => onChange(moved(categories, index))}
            />
          ))}
        </tbody>
      </table>
      <div>
        <Button onClick={() => onChange([...categories, NEW])}>{t('projects.addCategory')}</Button>
      </div>
    </section>
  )
}

function CategoryRow({
  category,
  isFirst,
  onChange,
  onUp,
}: {
  readonly category: Category
  readonly isFirst: boolean
  /** `null`: it goes. */
  readonly onChange: (category: Category | null) => void
  readonly onUp: () => void
}) {
  const { t } = useTranslation()
  const { id, color, typicalExtent, isRigid } = category
  const of = (field: string): string => t('projects.fieldOf', { field, name: id })
  return (
    <tr data-category={id}>
      <td>
        <input
          type="color"
          className={own.color}
          aria-label={of(t('projects.color'))}
          value={color}
          onChange={({ target }) => onChange({ ...category, color: target.value })}
        />
      </td>
      <NameCells named={category} labelOf={of} onChange={onChange} />
      <td>
        <span className={own.extent}>
          {AXES.map((axis, at) => (
            <NumberField
              key={axis}
              label={of(t(`projects.${axis}`))}
              unit="m"
              value={typicalExtent[at]!}
              onCommit={(typed) => {
                // No object is smaller than a centimeter, and no box has no size.
                const value = Math.min(100, Math.max(0.01, typed))
                const extent = typicalExtent.map((own, axisAt) => (axisAt === at ? value : own))
                const [length, width, height] = extent as [number, number, number]
                onChange({ ...category, typicalExtent: [length, width, height] })
              }}
            />
          ))}
        </span>
      </td>
      <td>
        <input
          type="checkbox"
          aria-label={of(t('projects.isRigid'))}
          checked={isRigid}
          onChange={({ target }) => onChange({ ...category, isRigid: target.checked })}
        />
      </td>
      <RowCell labelOf={of} isFirst={isFirst} onUp={onUp} onRemove={() => onChange(null)} />
    </tr>
  )
}
