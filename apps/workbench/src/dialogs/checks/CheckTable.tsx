import { CHECK_IDS, type CheckId, type CheckSettings, LEVELS } from '@trueline/consistency'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type CheckChoice, changedChecks, withChoice } from '../../check/checksFile.ts'
import { IconButton } from '../../ui/Button.tsx'
import { Select } from '../../ui/Select.tsx'
import { CheckLimits } from './CheckLimits.tsx'
import styles from './CheckTable.module.css'

/** Every check: whether it is made, how bad what it finds is, whether it blocks, and its limits. */
export function CheckTable({
  settings,
  before,
  onChange,
}: {
  readonly settings: CheckSettings
  /** What is other than in these is marked. */
  readonly before: CheckSettings
  /** Absent where they are only read. */
  readonly onChange?: (settings: CheckSettings) => void
}) {
  const { t } = useTranslation()
  const changed = changedChecks(settings, before)
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col" colSpan={3}>
            {t('checks.check')}
          </th>
          <th scope="col">{t('checks.on')}</th>
          <th scope="col">{t('checks.level')}</th>
          <th scope="col">{t('checks.blocking')}</th>
        </tr>
      </thead>
      <tbody>
        {CHECK_IDS.map((id) => (
          <CheckRow
            key={id}
            {...{ id, settings, before, isChanged: changed.includes(id) }}
            onChoice={onChange && ((choice) => onChange(withChoice(settings, id, choice)))}
          />
        ))}
      </tbody>
    </table>
  )
}

function CheckRow({
  id,
  settings,
  before,
  isChanged,
  onChoice,
}: {
  readonly id: CheckId
  readonly settings: CheckSettings
  readonly before: CheckSettings
  readonly isChanged: boolean
  readonly onChoice: ((choice: CheckChoice) => void) | undefined
}) {
  const { t } = useTranslation()
  const [isOpen, setOpen] = useState(false)
  const { isOn, level, isBlocking, limits } = settings[id]
  const name = t(`check.${id}`)
  return (
    <>
      <tr data-on={isOn} data-changed={isChanged}>
        <td className={styles.id}>{id}</td>
        <th scope="row">
          {Object.keys(limits).length === 0 ? (
            name
          ) : (
            <button
              type="button"
              className={styles.opener}
              aria-expanded={isOpen}
              onClick={() => setOpen(!isOpen)}
            >
              {name}
            </button>
          )}
        </th>
        <td className={styles.reset}>
          {isChanged && onChoice !== undefined && (
            <IconButton
              icon="undo"
              label={t('checks.reset', { check: name })}
              onClick={() => onChoice?.(before[id])}
            />
          )}
        </td>
        <td>
          <input
            type="checkbox"
            aria-label={`${name}: ${t('checks.on')}`}
            checked={isOn}
            disabled={onChoice === undefined}
            onChange={({ target }) => onChoice?.({ isOn: target.checked })}
          />
        </td>
        <td>
          <Select
            label={`${name}: ${t('checks.level')}`}
            value={level}
            isDisabled={onChoice === undefined}
            options={LEVELS.map((value) => ({ value, text: t(`findings.level_${value}`) }))}
            onChange={(chosen) => onChoice?.({ level: chosen })}
          />
        </td>
        <td>
          <input
            type="checkbox"
            aria-label={`${name}: ${t('checks.blocking')}`}
            checked={isBlocking}
            disabled={onChoice === undefined}
            onChange={({ target }) => onChoice?.({ isBlocking: target.checked })}
          />
        </td>
      </tr>
      {isOpen && (
        <tr>
          <td />
          <td colSpan={5} className={styles.limits}>
            <CheckLimits {...{ name, setting: settings[id], onChoice }} />
          </td>
        </tr>
      )}
    </>
  )
}
