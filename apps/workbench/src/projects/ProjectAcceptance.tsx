import type { Json } from '@trueline/annotation'
import { type AcceptanceProfile, DEFAULT_PROFILE, parseProfile } from '@trueline/quality'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import styles from '../dialogs/dialogs.module.css'
import { saveJson } from '../dialogs/importing/saveJson.ts'
import { messageOf } from '../messageOf.ts'
import own from '../people/people.module.css'
import { askForFile } from '../ui/askForFile.ts'
import { Button } from '../ui/Button.tsx'
import { AcceptancePreview } from './AcceptancePreview.tsx'
import { LimitFields } from './LimitFields.tsx'
import { OptionalLimit } from './OptionalLimit.tsx'
import { OwnLimits } from './OwnLimits.tsx'
import type { Project, ProjectRow } from './projectServer.ts'
import { TermsField } from './TermsField.tsx'

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
  const [kept] = useState(() => profileIn(acceptance))
  const [profile, setProfile] = useState<AcceptanceProfile>(kept)
  const [refused, setRefused] = useState<string | null>(null)
  const isKept = JSON.stringify(profile) === JSON.stringify(kept)
  const change = (changed: Partial<AcceptanceProfile>): void =>
    setProfile({ ...profile, ...changed })
  const open = async (): Promise<void> => {
    const chosen = await askForFile(['.json'])
    if (chosen === null) return
    try {
      setProfile(parseProfile(JSON.parse(await chosen.text())))
      setRefused(null)
    } catch (error) {
      setRefused(t('projects.profileRefused', { message: messageOf(error) }))
    }
  }
  return (
    <>
      <p className={styles.muted}>{t('projects.acceptanceHint')}</p>
      {refused !== null && (
        <p className={styles.problem} role="alert">
          {refused}
        </p>
      )}
      <div className={own.row}>
        <span className={`${own.grow} ${styles.muted}`} role="status">
          {isKept ? t('projects.checksKept') : t('projects.profileChanged')}
        </span>
        <Button onClick={() => setProfile(DEFAULT_PROFILE)}>{t('checks.defaults')}</Button>
        <Button onClick={() => void open()}>{t('projects.openProfile')}</Button>
        <Button onClick={() => saveJson('acceptance.json', profile)}>
          {t('projects.saveProfile')}
        </Button>
        <Button isDisabled={isKept} onClick={() => setProfile(kept)}>
          {t('projects.dropChanges')}
        </Button>
        <Button
          look="primary"
          isDisabled={isBusy || isKept || profile.name.trim() === ''}
          onClick={() => onKeep(profile)}
        >
          {t('projects.keepAcceptance')}
        </Button>
      </div>
      <div className={own.row}>
        <TermsField label={t('projects.profileName')}>
          <input
            className={styles.text}
            aria-label={t('projects.profileName')}
            maxLength={200}
            value={profile.name}
            onChange={({ target }) => change({ name: target.value })}
          />
        </TermsField>
        <OptionalLimit
          label={t('projects.confidence')}
          unit="%"
          scale={100}
          bounds={[0.5, 0.999]}
          usual={0.95}
          value={profile.confidence}
          onChange={(confidence) => setProfile(withValue(profile, 'confidence', confidence))}
        />
        <OptionalLimit
          label={t('projects.sampledMost')}
          unit="%"
          scale={100}
          bounds={[0, 1]}
          usual={0.05}
          value={profile.sampled}
          onChange={(sampled) => setProfile(withValue(profile, 'sampled', sampled))}
        />
        <OptionalLimit
          label={t('projects.lanesLeast')}
          unit="%"
          scale={100}
          bounds={[0, 1]}
          usual={0.85}
          value={profile.lanes}
          onChange={(lanes) => setProfile(withValue(profile, 'lanes', lanes))}
        />
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

/** A profile with a value or, given none, without one. */
function withValue(
  profile: AcceptanceProfile,
  name: 'confidence' | 'sampled' | 'lanes',
  value: number | undefined,
): AcceptanceProfile {
  const { [name]: _, ...others } = profile
  return value === undefined ? others : { ...others, [name]: value }
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
