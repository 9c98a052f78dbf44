import type { AttributeDefinition } from '@trueline/annotation'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Select } from '../../ui/Select.tsx'
import styles from './Inspector.module.css'

type Value = boolean | number | string | null

/** One attribute with a field of its kind; `null` is not set. */
export function AttributeField({
  definition,
  label,
  value,
  onChange,
}: {
  readonly definition: AttributeDefinition
  readonly label: string
  readonly value: Value
  readonly onChange: (value: Value) => void
}) {
  const id = useId()
  return (
    <>
      <label className={styles.attribute} htmlFor={id} title={definition.id}>
        {label}
      </label>
      <Field id={id} label={label} definition={definition} value={value} onChange={onChange} />
    </>
  )
}

function Field({
  id,
  label,
  definition: { type },
  value,
  onChange,
}: Parameters<typeof AttributeField>[0] & { readonly id: string }) {
  const { t } = useTranslation()
  switch (type.kind) {
    case 'flag':
      return (
        <input
          id={id}
          type="checkbox"
          className={styles.checkbox}
          checked={value === true}
          onChange={({ target }) => onChange(target.checked)}
        />
      )
    case 'choice':
      return (
        <Select
          id={id}
          label={label}
          value={value === null ? '' : String(value)}
          options={[
            { value: '', text: t('inspector.notSet') },
            ...choicesWith(type.values, value).map((choice) => {
              const known = KNOWN_CHOICES.find((word) => word === choice)
              return { value: choice, text: known ? t(`choice.${known}`) : choice }
            }),
          ]}
          onChange={(chosen) => onChange(chosen === '' ? null : chosen)}
        />
      )
    case 'number':
    case 'text':
      return (
        <TypedField
          key={String(value)}
          id={id}
          value={value}
          parse={(typed) => (type.kind === 'text' ? typed : numberWithin(typed, type))}
          onChange={onChange}
        />
      )
  }
}

/** Choices of the attributes that we or the formats define; others are shown as their source spells them. */
const KNOWN_CHOICES = [
  'visible',
  'partly',
  'largely',
  'unknown',
  'inside',
  'truncated',
  'outside',
  'behind',
  'parked',
  'moving',
] as const

/** A text that counts once it is left or Enter is pressed, when it can be parsed; empty is not set. */
function TypedField({
  id,
  value,
  parse,
  onChange,
}: {
  readonly id: string
  readonly value: Value
  readonly parse: (typed: string) => Value
  readonly onChange: (value: Value) => void
}) {
  const [typed, setTyped] = useState(value === null ? '' : String(value))
  const parsed = typed === '' ? null : parse(typed)
  const isWrong = typed !== '' && parsed === null
  return (
    <input
      id={id}
      className={styles.typed}
      aria-invalid={isWrong}
      value={typed}
      onChange={({ target }) => setTyped(target.value)}
      onBlur={() => !isWrong && parsed !== value && onChange(parsed)}
      onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
    />
  )
}

function choicesWith(values: readonly string[], value: Value): readonly string[] {
  // A source may hold a value its ontology does not list: it must be shown as it is.
  return typeof value === 'string' && !values.includes(value) ? [...values, value] : values
}

function numberWithin(
  typed: string,
  { min, max }: { readonly min: number | null; readonly max: number | null },
): number | null {
  const value = Number(typed)
  const isIn = value >= (min ?? -Infinity) && value <= (max ?? Infinity)
  return Number.isFinite(value) && isIn ? value : null
}
