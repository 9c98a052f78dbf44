import type { Json } from '@trueline/annotation'
import { type AcceptanceProfile, DEFAULT_PROFILE, parseProfile } from '@trueline/quality'
import { useTranslation } from 'react-i18next'
import styles from '../dialogs/dialogs.module.css'
import { AcceptancePreview } from './AcceptancePreview.tsx'
import { DraftBar } from './DraftBar.tsx'
import { LimitFields } from './LimitFields.tsx'
import { OptionalLimit } from './OptionalLimit.tsx'
import { OwnLimits } from './OwnLimits.tsx'
import type { Project, ProjectRow } from './projectServer.ts'
import own from './projects.module.css'
import { TermsField } from './TermsField.tsx'
import { useDraft } from './useDraft.ts'

/** Shares of a whole batch that a profile may ask for, between what each lies, and what is asked for at first. */
const SHARES = [
  { name: 'confidence', bounds: [0.5, 0.999], usual: 0.95 },
  { name: 'sampled', bounds: [0, 1], usual: 0.05 },
  { name: 'lanes', bounds: [0, 1], usual: 0.85 },
] as const

/** The acceptance profile by which a project's batches are judged; what is changed holds once it is kept. */
export function ProjectAcceptance({
  row,
  acceptance,
  isBusy,
  onKeep,
}: {
  readonly row: ProjectRow
  readonly acceptance: Project['acceptance']
  readonly isBusy: boolean
  readonly onKeep: (profile: Json) => void
}) {
  const { t } = useTranslation()
  const draft = useDraft<AcceptanceProfile>(profileIn(acceptance), (text) =>
    parseProfile(JSON.parse(text)),
  )
  const { value: profile, isKept } = draft
  const change = (changed: Partial<AcceptanceProfile>): void =>
    draft.change({ ...profile, ...changed })
  return (
    <>
      <p className={styles.muted}>{t('projects.acceptanceHint')}</p>
      <DraftBar
        draft={draft}
        status={t(isKept ? 'projects.asKept' : 'projects.otherThanKept')}
        refusal={(message) => t('projects.profileRefused', { message })}
        starts={[{ text: t('checks.defaults'), value: DEFAULT_PROFILE }]}
        file={{ name: 'acceptance.json', json: profile }}
        keep={t('projects.keepAcceptance')}
        problem={profile.name.trim() === '' ? t('projects.profileNameless') : null}
        isBusy={isBusy}
        onKeep={() => onKeep(profile)}
      />
      <div className={own.limits}>
        <TermsField label={t('projects.profileName')}>
          <input
            className={styles.text}
            aria-label={t('projects.profileName')}
            maxLength={200}
            value={profile.name}
            onChange={({ target }) => change({ name: target.value })}
          />
        </TermsField>
        {SHARES.map(({ name, bounds, usual }) => (
          <OptionalLimit
            key={name}
            label={t(`projects.share_${name}`)}
            unit="%"
            scale={100}
            {...{ bounds, usual }}
            value={profile[name]}
            onChange={(share) => draft.change(withShare(profile, name, share))}
          />
        ))}
      </div>
      <h3 className={styles.heading}>{t('projects.limits')}</h3>
      <LimitFields limits={profile.limits} onChange={(limits) => change({ limits })} />
      <OwnLimits
        byCategory={profile.byCategory ?? {}}
        onChange={(byCategory) => change({ byCategory })}
      />
      <AcceptancePreview row={row} profile={profile} />
    </>
  )
}

/** A profile with a share or, given none, without one. */
function withShare(
  profile: AcceptanceProfile,
  name: (typeof SHARES)[number]['name'],
  share: number | undefined,
): AcceptanceProfile {
  const { [name]: _, ...others } = profile
  return share === undefined ? others : { ...others, [name]: share }
}

/** What was agreed; one of an older make that says no more is as if there were none. */
function profileIn(acceptance: Json): AcceptanceProfile {
  if (acceptance === null) return DEFAULT_PROFILE
  try {
    return parseProfile(acceptance)
  } catch {
    return DEFAULT_PROFILE
  }
}
