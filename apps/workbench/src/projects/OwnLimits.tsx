import { defaultOntology } from '@trueline/annotation'
import type { AcceptanceProfile } from '@trueline/quality'
import { useTranslation } from 'react-i18next'
import styles from '../dialogs/dialogs.module.css'
import own from '../people/people.module.css'
import { IconButton } from '../ui/Button.tsx'
import { Select } from '../ui/Select.tsx'
import { useWorkbenchState } from '../WorkbenchContext.tsx'
import { LimitFields } from './LimitFields.tsx'

type ByCategory = NonNullable<AcceptanceProfile['byCategory']>

/** Categories that are judged by limits of their own, where those say so. */
export function OwnLimits({
  byCategory,
  onChange,
}: {
  readonly byCategory: ByCategory
  readonly onChange: (byCategory: ByCategory) => void
}) {
  const { t } = useTranslation()
  const language = useWorkbenchState(({ preferences }) => preferences.language)
  const clip = useWorkbenchState((state) => state.clip)
  const known = new Map(
    [...defaultOntology.categories, ...(clip?.ontology.categories ?? [])].map(({ id, label }) => [
      id,
      label[language],
    ]),
  )
  const others = [...known].filter(([id]) => byCategory[id] === undefined)
  const without = (category: string): ByCategory => {
    const { [category]: _, ...rest } = byCategory
    return rest
  }
  return (
    <>
      {Object.entries(byCategory).map(([category, limits]) => (
        <section
          key={category}
          className={styles.stack}
          aria-label={t('projects.limitsOf', { name: known.get(category) ?? category })}
        >
          <div className={own.row}>
            <h3 className={styles.heading}>
              {t('projects.limitsOf', { name: known.get(category) ?? category })}
            </h3>
            <IconButton
              icon="trash"
              label={t('projects.dropLimits', { name: known.get(category) ?? category })}
              onClick={() => onChange(without(category))}
            />
          </div>
          <LimitFields
            limits={limits}
            onChange={(changed) => onChange({ ...byCategory, [category]: changed })}
          />
        </section>
      ))}
      <div>
        <Select
          label={t('projects.addLimits')}
          value=""
          options={[
            { value: '', text: t('projects.addLimits') },
            ...others.map(([value, text]) => ({ value, text })),
          ]}
          onChange={(category) => {
            if (category !== '') onChange({ ...byCategory, [category]: {} })
          }}
        />
      </div>
    </>
  )
}
