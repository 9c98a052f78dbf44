import { defaultOntology } from '@trueline/annotation'
import type { CheckId, CheckSettings } from '@trueline/consistency'
import { useTranslation } from 'react-i18next'
import { type CheckChoice, limitChoice } from '../../check/checksFile.ts'
import { NumberField } from '../../ui/NumberField.tsx'
import { Select } from '../../ui/Select.tsx'
import { useWorkbenchState } from '../../WorkbenchContext.tsx'
import styles from './CheckTable.module.css'

/** The limits of a check: for all categories, and for those that have their own. */
export function CheckLimits({
  name,
  setting,
  onChoice,
}: {
  readonly name: string
  readonly setting: CheckSettings[CheckId]
  readonly onChoice: ((choice: CheckChoice) => void) | undefined
}) {
  const { t } = useTranslation()
  const label = useCategoryLabels()
  const { limits, byCategory } = setting
  const names = Object.keys(limits)
  const others = [...label].filter(([id]) => !(id in byCategory))
  return (
    <>
      <table className={styles.limitTable}>
        <thead>
          <tr>
            <th scope="col">{t('checks.category')}</th>
            {names.map((limit) => (
              <th key={limit} scope="col">
                <code>{limit}</code>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[null, ...Object.keys(byCategory)].map((category) => (
            <tr key={category ?? ''}>
              <th scope="row">
                {category === null ? t('checks.allCategories') : (label.get(category) ?? category)}
              </th>
              {names.map((limit) => {
                const own = category === null ? undefined : byCategory[category]?.[limit]
                return (
                  <td key={limit}>
                    <NumberField
                      label={`${name}, ${category ?? t('checks.allCategories')}, ${limit}`}
                      unit={unitOf(limit)}
                      decimals={decimalsOf(own ?? limits[limit]!)}
                      value={own ?? limits[limit]!}
                      // A limit below nothing holds for nothing.
                      isDisabled={onChoice === undefined}
                      onCommit={(value) =>
                        onChoice?.(limitChoice(setting, category, { [limit]: Math.max(0, value) }))
                      }
                    />
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {onChoice && (
        <Select
          label={t('checks.addCategory')}
          value=""
          options={[
            { value: '', text: t('checks.addCategory') },
            ...others.map(([value, text]) => ({ value, text })),
          ]}
          onChange={(category) =>
            category !== '' && onChoice(limitChoice(setting, category, limits))
          }
        />
      )}
    </>
  )
}

/** What categories of ours, and of the clip that is open, are called. */
function useCategoryLabels(): ReadonlyMap<string, string> {
  const clip = useWorkbenchState((state) => state.clip)
  const language = useWorkbenchState(({ preferences }) => preferences.language)
  const all = [...defaultOntology.categories, ...(clip?.ontology.categories ?? [])]
  return new Map(all.map(({ id, label }) => [id, label[language]]))
}

/** Angles say so in their names; the others are lengths, times, speeds, counts and shares. */
function unitOf(limit: string): string {
  return /deg$/i.test(limit) ? '°' : ''
}

function decimalsOf(value: number): number {
  const [, fraction = ''] = String(value).split('.')
  return Math.min(4, Math.max(2, fraction.length))
}
