import type { AttributeDefinition, AttributeType } from '@trueline/annotation'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import styles from '../dialogs/dialogs.module.css'
import { Button } from '../ui/Button.tsx'
import { Select } from '../ui/Select.tsx'
import { changed, moved } from './listed.ts'
import { NameCells, RowCell } from './OntologyCells.tsx'
import own from './projects.module.css'

const NEW: AttributeDefinition = {
  ...{ id: '', label: { en: '', zh: '' }, appliesTo: 'track', categories: null },
  type: { kind: 'flag' },
}

const KINDS = ['flag', 'choice', 'number', 'text'] as const

/** What is asked of a label beside its box, in the order its fields stand. */
export function OntologyAttributes({
  attributes,
  onChange,
}: {
  readonly attributes: readonly AttributeDefinition[]
  readonly onChange: (attributes: readonly AttributeDefinition[]) => void
}) {
  const { t } = useTranslation()
  return (
    <section className={styles.stack} aria-label={t('projects.attributes')}>
      <h3 className={styles.heading}>{t('projects.attributes')}</h3>
      {attributes.length > 0 && (
        <table className={`${styles.table} ${own.table}`}>
          <thead>
            <tr>
              <th>{t('projects.ontologyId')}</th>
              <th>{t('projects.inEnglish')}</th>
              <th>{t('projects.inChinese')}</th>
              <th>{t('projects.appliesTo')}</th>
              <th>{t('projects.ofCategories')}</th>
              <th>{t('projects.kind')}</th>
              <th>{t('projects.values')}</th>
              <th />
            </tr>
          </thead>
          <tbody>
            {attributes.map((attribute, index) => (
              <AttributeRow
                // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place, for its id is typed in it
                key={index}
                attribute={attribute}
                isFirst={index === 0}
                onChange={(now) => onChange(changed(attributes, index, now))}
                onUp={() => onChange(moved(attributes, index))}
              />
            ))}
          </tbody>
        </table>
      )}
      <div>
        <Button onClick={() => onChange([...attributes, NEW])}>{t('projects.addAttribute')}</Button>
      </div>
    </section>
  )
}

function AttributeRow({
  attribute,
  isFirst,
  onChange,
  onUp,
}: {
  readonly attribute: AttributeDefinition
  readonly isFirst: boolean
  /** `null`: it goes. */
  readonly onChange: (attribute: AttributeDefinition | null) => void
  readonly onUp: () => void
}) {
  const { t } = useTranslation()
  const { id, appliesTo, categories, type } = attribute
  const of = (field: string): string => t('projects.fieldOf', { field, name: id })
  return (
    <tr data-attribute={id}>
      <NameCells named={attribute} labelOf={of} onChange={onChange} />
      <td>
        <Select
          label={of(t('projects.appliesTo'))}
          value={appliesTo}
          options={(['track', 'cuboid'] as const).map((value) => ({
            ...{ value, text: t(`projects.applies_${value}`) },
          }))}
          onChange={(value) => onChange({ ...attribute, appliesTo: value })}
        />
      </td>
      <td>
        <ListText
          label={of(t('projects.ofCategories'))}
          placeholder={t('projects.everyCategory')}
          values={categories ?? []}
          onChange={(ids) => onChange({ ...attribute, categories: ids.length === 0 ? null : ids })}
        />
      </td>
      <td>
        <Select
          label={of(t('projects.kind'))}
          value={type.kind}
          options={KINDS.map((value) => ({ value, text: t(`projects.kind_${value}`) }))}
          onChange={(kind) => onChange({ ...attribute, type: typeOf(kind) })}
        />
      </td>
      <td>
        <TypeFields
          type={type}
          label={of(t('projects.values'))}
          onChange={(now) => onChange({ ...attribute, type: now })}
        />
      </td>
      <RowCell labelOf={of} isFirst={isFirst} onUp={onUp} onRemove={() => onChange(null)} />
    </tr>
  )
}

/** What more an attribute's kind needs: its choices, or between what its numbers lie. */
function TypeFields({
  type,
  label,
  onChange,
}: {
  readonly type: AttributeType
  readonly label: string
  readonly onChange: (type: AttributeType) => void
}) {
  const { t } = useTranslation()
  if (type.kind === 'choice') {
    return (
      <ListText
        label={label}
        placeholder={t('projects.choices')}
        values={type.values}
        onChange={(values) => onChange({ kind: 'choice', values })}
      />
    )
  }
  if (type.kind !== 'number') return null
  return (
    <span className={own.extent}>
      {(['min', 'max'] as const).map((bound) => (
        <ListText
          key={bound}
          label={`${label}, ${t(`projects.${bound}`)}`}
          placeholder={t(`projects.${bound}`)}
          values={type[bound] === null ? [] : [String(type[bound])]}
          onChange={([text]) => {
            const value = text === undefined ? null : Number(text)
            // A text that is no number leaves the bound as it was.
            if (value === null || Number.isFinite(value)) onChange({ ...type, [bound]: value })
          }}
        />
      ))}
    </span>
  )
}

/** Several short texts in one line, with commas between them; they count once the field is left. */
function ListText({
  label,
  placeholder,
  values,
  onChange,
}: {
  readonly label: string
  readonly placeholder: string
  readonly values: readonly string[]
  readonly onChange: (values: readonly string[]) => void
}) {
  const [typed, setTyped] = useState<string | null>(null)
  const commit = (): void => {
    if (typed !== null) {
      const parts = typed.split(/[,，]/).map((part) => part.trim())
      onChange(parts.filter((part) => part !== ''))
    }
    setTyped(null)
  }
  return (
    <input
      className={styles.text}
      aria-label={label}
      placeholder={placeholder}
      value={typed ?? values.join(', ')}
      onChange={({ target }) => setTyped(target.value)}
      onBlur={commit}
      onKeyDown={({ key, currentTarget }) => {
        if (key === 'Enter') currentTarget.blur()
      }}
    />
  )
}

/** A kind of value, before more is said of it. */
function typeOf(kind: AttributeType['kind']): AttributeType {
  switch (kind) {
    case 'flag':
    case 'text':
      return { kind }
    case 'number':
      return { kind, min: null, max: null }
    case 'choice':
      return { kind, values: [] }
  }
}
