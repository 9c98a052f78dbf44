import type { ClipId } from '@trueline/annotation'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useConnection } from '../ConnectionContext.tsx'
import dialogs from '../dialogs/dialogs.module.css'
import { type Asked, useAsked } from '../dialogs/useAsked.ts'
import { type Attempt, Problem, useAttempt } from '../people/Attempt.tsx'
import own from '../people/people.module.css'
import { TermsField } from '../projects/TermsField.tsx'
import { Button, IconButton } from '../ui/Button.tsx'
import { NumberField } from '../ui/NumberField.tsx'
import { Select } from '../ui/Select.tsx'
import type { QualityOverview } from './qualityServer.ts'
import styles from './References.module.css'

/** The stretches whose true labels are known, to keep more and to forget them. */
export function References({
  asked,
  onChange,
}: {
  readonly asked: Asked<QualityOverview | null>
  readonly onChange: () => void
}) {
  const { t } = useTranslation()
  const { server } = useConnection()
  const attempt = useAttempt()
  const rows = asked.state === 'answered' ? (asked.answer?.references ?? []) : []
  const drop = async (clipId: ClipId): Promise<void> => {
    if (await attempt.run(() => server.quality.dropReference(clipId))) onChange()
  }
  return (
    <section className={`${dialogs.stack} ${styles.references}`}>
      <h3 className={dialogs.heading}>{t('quality.references')}</h3>
      <p className={dialogs.muted}>{t('quality.referencesHint')}</p>
      {asked.state === 'failed' && <p className={dialogs.problem}>{asked.message}</p>}
      <Problem attempt={attempt} />
      {rows.map(({ clipId, clipName, firstFrame, lastFrame, source }) => (
        <div key={clipId} className={own.row}>
          <span className={own.grow}>
            {clipName}{' '}
            <span className={dialogs.muted}>
              {t('quality.stretch', { first: firstFrame, last: lastFrame, source })}
            </span>
          </span>
          <IconButton icon="trash" label={t('quality.drop')} onClick={() => void drop(clipId)} />
        </div>
      ))}
      <NewReference attempt={attempt} onKept={onChange} />
    </section>
  )
}

function NewReference({
  attempt,
  onKept,
}: {
  readonly attempt: Attempt
  readonly onKept: () => void
}) {
  const { t } = useTranslation()
  const { server } = useConnection()
  const [asked] = useAsked(server.listClips)
  const clips = asked.state === 'answered' ? asked.answer : []
  const [clipId, setClipId] = useState<ClipId | null>(null)
  const [fromClipId, setFromClipId] = useState<ClipId | null>(null)
  const [first, setFirst] = useState(0)
  const [last, setLast] = useState(9)
  const options = clips.map((one) => ({ value: one.clipId as string, text: one.name }))
  const chosen = clips.find((one) => one.clipId === clipId) ?? clips[0]
  const from = clips.find((one) => one.clipId === fromClipId) ?? clips[1]
  if (chosen === undefined || from === undefined) return null
  const keep = async (): Promise<void> => {
    const stretch = { firstFrame: first, lastFrame: last }
    const asking = { clipId: chosen.clipId, fromClipId: from.clipId, ...stretch }
    if (await attempt.run(() => server.quality.keepReference(asking))) onKept()
  }
  const inClip = (value: number): number =>
    Math.min(chosen.frames - 1, Math.max(0, Math.round(value)))
  return (
    <div className={styles.fields}>
      <TermsField label={t('quality.clip')}>
        <Select
          label={t('quality.clip')}
          value={chosen.clipId as string}
          options={options}
          onChange={(id) => setClipId(id as ClipId)}
        />
      </TermsField>
      <TermsField label={t('quality.first')}>
        <NumberField
          label={t('quality.first')}
          unit=""
          decimals={0}
          value={first}
          onCommit={(value) => setFirst(inClip(value))}
        />
      </TermsField>
      <TermsField label={t('quality.last')}>
        <NumberField
          label={t('quality.last')}
          unit=""
          decimals={0}
          value={last}
          onCommit={(value) => setLast(inClip(value))}
        />
      </TermsField>
      <TermsField label={t('quality.source')}>
        <Select
          label={t('quality.source')}
          value={from.clipId as string}
          options={options}
          onChange={(id) => setFromClipId(id as ClipId)}
        />
      </TermsField>
      <Button
        isDisabled={attempt.isBusy || last < first || chosen.clipId === from.clipId}
        onClick={() => void keep()}
      >
        {t('quality.keep')}
      </Button>
    </div>
  )
}
