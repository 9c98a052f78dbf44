import { useTranslation } from 'react-i18next'
import { useShallow } from 'zustand/react/shallow'
import type { Translate } from '../i18n/translation.ts'
import { PresentPeople } from '../people/PresentPeople.tsx'
import { blockingCount } from '../store/findings.ts'
import { frameCount, hasSweep } from '../store/selectors.ts'
import type { Saving } from '../store/state.ts'
import { Hint } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { usePaced } from '../ui/usePaced.ts'
import { useWorkbench, useWorkbenchState } from '../WorkbenchContext.tsx'
import { EffortPanel } from './EffortPanel.tsx'
import { gpuName, isSoftwareGpu } from './gpu.ts'
import styles from './StatusLine.module.css'

const FRAME_PACE_MS = 250

/** Whether every edit is safe, what has to be decided, and what is on the screen. */
export function StatusLine() {
  const { t } = useTranslation()
  const { frame, last, painted, isSeen, hasClip, hasPanes } = useWorkbenchState(
    useShallow((state) => ({
      frame: state.frame,
      last: frameCount(state) - 1,
      painted: state.painted,
      isSeen: hasSweep(state),
      hasClip: state.clip !== null,
      hasPanes: state.page === 'panes',
    })),
  )
  return (
    <footer className={styles.line}>
      <SavedState />
      <Conflicts />
      <Blocking />
      <span className={styles.space} />
      {hasClip && (
        <>
          {hasPanes && (
            <span className={styles.reading} data-testid="pointsShown">
              {painted === null || painted.frame !== frame
                ? t('status.loading')
                : isSeen
                  ? pointsText(t, painted)
                  : t('status.noSweep')}
            </span>
          )}
          {hasPanes ? (
            <span className={styles.reading}>{t('status.frame', { frame, last })}</span>
          ) : (
            <SteppedFrame frame={frame} last={last} />
          )}
        </>
      )}
      {hasClip && <PresentPeople />}
      {hasClip && <EffortPanel />}
      <ModelState />
      <Hint label={gpuName()}>
        <span className={styles.reading} data-is-slow={isSoftwareGpu()}>
          {t(isSoftwareGpu() ? 'status.softwareGpu' : 'status.gpu')}
        </span>
      </Hint>
    </footer>
  )
}

/** Where whoever steps through columns is, which those say themselves. */
function SteppedFrame({ frame, last }: { readonly frame: number; readonly last: number }) {
  const { t } = useTranslation()
  const shown = usePaced(frame, FRAME_PACE_MS)
  return <span className={styles.reading}>{t('status.frame', { frame: shown, last })}</span>
}

/** What the model runs on, once it is loaded. */
function ModelState() {
  const model = useWorkbenchState(({ modelInUse }) => modelInUse)
  const language = useWorkbenchState(({ preferences }) => preferences.language)
  if (model === null || model.backendText === null) return null
  return (
    <Hint label={model.name}>
      <span className={styles.reading} data-testid="modelInUse">
        {model.backendText[language]}
      </span>
    </Hint>
  )
}

function SavedState() {
  const { t } = useTranslation()
  const saving = useWorkbenchState((state) => state.saving)
  return (
    <Hint label={t(`status.${saving.state}Hint`)}>
      <output
        className={styles.saving}
        data-testid="saving"
        data-state={saving.state}
        data-unsaved={saving.state === 'saved' ? 0 : saving.unsaved}
      >
        {savingText(t, saving)}
      </output>
    </Hint>
  )
}

function Conflicts() {
  const { t } = useTranslation()
  const { store } = useWorkbench()
  const count = useWorkbenchState(({ conflicts }) => conflicts.length)
  if (count === 0) return null
  return (
    <button
      type="button"
      className={styles.conflicts}
      data-testid="conflicts"
      onClick={() => store.setState({ dialog: 'conflict' })}
    >
      <Icon name="warning" size={12} />
      {t('status.conflicts', { count })}
    </button>
  )
}

/** What keeps the clip from being handed on. */
function Blocking() {
  const { t } = useTranslation()
  const { store } = useWorkbench()
  const count = useWorkbenchState(blockingCount)
  if (count === 0) return null
  return (
    <button
      type="button"
      className={styles.blocking}
      data-testid="blocking"
      title={t('findings.blockingHint')}
      onClick={() => store.setState({ dialog: 'checks' })}
    >
      <Icon name="warning" size={12} />
      {t('findings.blocking', { count })}
    </button>
  )
}

function savingText(t: Translate, saving: Saving): string {
  switch (saving.state) {
    case 'saved':
      return t('status.saved')
    case 'saving':
      return t('status.saving', { count: saving.unsaved })
    case 'failing':
      return t('status.failing', { count: saving.unsaved })
    case 'signedOut':
      return t('status.signedOut', { count: saving.unsaved })
    case 'offline':
      return saving.unsaved === 0
        ? t('status.offlineNone')
        : t('status.offline', { count: saving.unsaved })
  }
}

function pointsText(
  t: Translate,
  { drawn, all }: { readonly drawn: number; readonly all: number },
): string {
  const shown = { drawn: drawn.toLocaleString('en'), all: all.toLocaleString('en') }
  return drawn === all ? t('status.points', shown) : t('status.pointsOf', shown)
}
