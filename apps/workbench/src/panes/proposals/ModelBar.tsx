import type { Message } from '@trueline/annotation'
import { useTranslation } from 'react-i18next'
import { useShallow } from 'zustand/react/shallow'
import { problemText } from '../../propose/problem.ts'
import { BACKENDS, SWEEPS_TOGETHER } from '../../store/preferences.ts'
import type { Proposing } from '../../store/state.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { Button } from '../../ui/Button.tsx'
import { Select } from '../../ui/Select.tsx'
import { useWorkbench, useWorkbenchState } from '../../WorkbenchContext.tsx'
import styles from './ProposalsPane.module.css'

/** Asks the model, says how far it is and what it runs on. */
export function ModelBar() {
  const { t } = useTranslation()
  const { store, proposer } = useWorkbench()
  const { proposing, model, on, backend, sweeps, language } = useWorkbenchState(
    useShallow((state) => ({
      proposing: state.proposing,
      model: state.modelInUse,
      on: state.proposedOn,
      backend: state.preferences.backend,
      language: state.preferences.language,
      sweeps: state.preferences.sweepsTogether,
    })),
  )
  const isBusy = proposing.state === 'loading' || proposing.state === 'running'
  const ms = on && on.ms.ground + on.ms.raster + on.ms.network + on.ms.decode
  return (
    <div className={styles.model} data-state={proposing.state}>
      <div className={styles.row}>
        <ActionButton id="propose" text={t('proposals.frame')} isDisabled={isBusy} />
        <ActionButton id="proposeClip" text={t('proposals.clip')} isDisabled={isBusy} />
        {isBusy && <Button onClick={proposer.cancel}>{t('proposals.stop')}</Button>}
      </div>
      <Progress proposing={proposing} language={language} />
      <div className={styles.row}>
        <span className={styles.note} title={model?.backendText?.[language]}>
          {model === null ? t('proposals.notLoaded') : model.name}
          {ms !== null && ` · ${t('proposals.msPerFrame', { ms: Math.round(ms) })}`}
        </span>
        {model !== null && !model.isOurs && (
          <Button onClick={() => proposer.use(null)}>{t('proposals.useOurs')}</Button>
        )}
        <Select
          label={t('proposals.sweeps')}
          value={String(sweeps ?? '')}
          options={['', ...SWEEPS_TOGETHER.map(String)].map((value) => ({
            value,
            text: value === '' ? t('proposals.sweepsAuto') : t('proposals.sweepsOf', { value }),
          }))}
          onChange={(chosen) =>
            store.getState().prefer({ sweepsTogether: chosen === '' ? null : Number(chosen) })
          }
        />
        <Select
          label={t('proposals.backend')}
          value={backend}
          options={BACKENDS.map((value) => ({ value, text: t(`proposals.backend_${value}`) }))}
          onChange={(chosen) => store.getState().prefer({ backend: chosen })}
        />
      </div>
    </div>
  )
}

function Progress({
  proposing,
  language,
}: {
  readonly proposing: Proposing
  readonly language: keyof Message
}) {
  const { t } = useTranslation()
  switch (proposing.state) {
    case 'idle':
      return null
    case 'loading':
      return (
        <p className={styles.note} role="status">
          {t('proposals.loading', proposing)}
          <progress className={styles.progress} value={proposing.share} max={1} />
        </p>
      )
    case 'running':
      return (
        <p className={styles.note} role="status">
          {t('proposals.running', proposing)}
          <progress className={styles.progress} value={proposing.done} max={proposing.total} />
        </p>
      )
    case 'failed':
      return (
        <p className={styles.failed} role="alert">
          {proposing.problem === null
            ? t('proposals.failed', proposing)
            : problemText(t, language, proposing.problem)}
        </p>
      )
  }
}
