import type { HiddenChecks } from '@trueline/quality'
import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useConnection } from '../ConnectionContext.tsx'
import styles from '../dialogs/dialogs.module.css'
import { useAsked } from '../dialogs/useAsked.ts'
import type { Attempt } from '../people/Attempt.tsx'
import own from '../people/people.module.css'
import { Button } from '../ui/Button.tsx'
import { NumberField } from '../ui/NumberField.tsx'
import type { ProjectTerms } from './projectServer.ts'
import { TermsField } from './TermsField.tsx'

/** How annotators are tried where nobody said anything else. */
const USUAL_CHECKS: HiddenChecks = { faultRate: 0.05, seed: 1, least: 0.8, tries: 3 }
const USUAL_RATE = { perHour: 60, currency: 'CNY' } as const

/** Who labels a project and at what rate, and how they are tried unseen: for those who run it. */
export function Terms({
  projectId,
  attempt,
}: {
  readonly projectId: string
  readonly attempt: Attempt
}) {
  const { server } = useConnection()
  const ask = useCallback(() => server.projects.readTerms(projectId), [server, projectId])
  const [asked, reload] = useAsked(ask)
  if (asked.state === 'failed') return <p className={styles.problem}>{asked.message}</p>
  if (asked.state === 'waiting') return null
  const keep = async (terms: ProjectTerms): Promise<void> => {
    if (await attempt.run(() => server.projects.changeTerms(projectId, terms))) reload()
  }
  return <TermsForm terms={asked.answer} isBusy={attempt.isBusy} onKeep={keep} />
}

function TermsForm({
  terms,
  isBusy,
  onKeep,
}: {
  readonly terms: ProjectTerms
  readonly isBusy: boolean
  readonly onKeep: (terms: ProjectTerms) => Promise<void>
}) {
  const { t } = useTranslation()
  const [vendor, setVendor] = useState(terms.vendor ?? '')
  const [rate, setRate] = useState(terms.rate ?? USUAL_RATE)
  const [currency, setCurrency] = useState<string>(rate.currency)
  const [checks, setChecks] = useState(terms.hiddenChecks)
  const isCurrency = /^[A-Z]{3}$/.test(currency)
  const keep = (): void => {
    const name = vendor.trim() === '' ? null : vendor.trim()
    void onKeep({ vendor: name, rate: { ...rate, currency }, hiddenChecks: checks })
  }
  return (
    <section className={styles.stack}>
      <h3 className={styles.heading}>{t('projects.terms')}</h3>
      <div className={own.row}>
        <TermsField label={t('projects.vendor')}>
          <input
            className={styles.text}
            aria-label={t('projects.vendor')}
            maxLength={200}
            value={vendor}
            onChange={({ target }) => setVendor(target.value)}
          />
        </TermsField>
        <TermsField label={t('projects.perHour')}>
          <NumberField
            label={t('projects.perHour')}
            unit={`${currency}/h`}
            value={rate.perHour}
            onCommit={(perHour) => setRate({ ...rate, perHour: Math.max(0, perHour) })}
          />
        </TermsField>
        <TermsField label={t('projects.currency')}>
          <input
            className={styles.text}
            aria-label={t('projects.currency')}
            aria-invalid={!isCurrency}
            maxLength={3}
            size={4}
            value={currency}
            onChange={({ target }) => setCurrency(target.value.toUpperCase())}
          />
        </TermsField>
      </div>
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={checks !== null}
          onChange={({ target }) => setChecks(target.checked ? USUAL_CHECKS : null)}
        />
        <span>
          {t('projects.hidden')} <span className={styles.muted}>{t('projects.hiddenHint')}</span>
        </span>
      </label>
      {checks !== null && <HiddenFields checks={checks} onChange={setChecks} />}
      <div>
        <Button look="primary" isDisabled={isBusy || !isCurrency} onClick={keep}>
          {t('projects.keepTerms')}
        </Button>
      </div>
    </section>
  )
}

function HiddenFields({
  checks,
  onChange,
}: {
  readonly checks: HiddenChecks
  readonly onChange: (checks: HiddenChecks) => void
}) {
  const { t } = useTranslation()
  const fields = [
    { name: 'faultRate', scale: 100, unit: '%', from: 0, to: 50 },
    { name: 'least', scale: 100, unit: '%', from: 0, to: 100 },
    { name: 'tries', scale: 1, unit: '×', from: 1, to: 10 },
    { name: 'seed', scale: 1, unit: '', from: 0, to: 2 ** 31 - 1 },
  ] as const
  return (
    <div className={own.row}>
      {fields.map(({ name, scale, unit, from, to }) => (
        <TermsField key={name} label={t(`projects.hidden_${name}`)}>
          <NumberField
            label={t(`projects.hidden_${name}`)}
            unit={unit}
            decimals={0}
            value={checks[name] * scale}
            onCommit={(value) => {
              const kept = Math.min(to, Math.max(from, Math.round(value)))
              onChange({ ...checks, [name]: kept / scale })
            }}
          />
        </TermsField>
      ))}
    </div>
  )
}
