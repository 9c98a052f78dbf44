import { type CheckSettings, DEFAULT_SETTINGS, parseSettings } from '@trueline/consistency'
import { useTranslation } from 'react-i18next'
import { changedChecks, checksFileOf, settingsInFile } from '../check/checksFile.ts'
import { CheckTable } from '../dialogs/checks/CheckTable.tsx'
import styles from '../dialogs/dialogs.module.css'
import { DraftBar } from './DraftBar.tsx'
import type { Project } from './projectServer.ts'
import { useDraft } from './useDraft.ts'

/**
 * How the clips of a project are checked that have no settings of their own. What is changed holds once
 * it is kept.
 */
export function ProjectChecks({
  checks,
  isBusy,
  onKeep,
}: {
  readonly checks: Project['checks']
  readonly isBusy: boolean
  readonly onKeep: (checks: Project['checks']) => void
}) {
  const { t } = useTranslation()
  const draft = useDraft<CheckSettings>(
    checks === null ? DEFAULT_SETTINGS : parseSettings(checks),
    settingsInFile,
  )
  const { value: settings, kept, change } = draft
  const changed = changedChecks(settings, kept)
  const json = checksFileOf(settings)
  return (
    <>
      <p className={styles.muted}>{t('projects.checksHint')}</p>
      <DraftBar
        draft={draft}
        status={
          changed.length === 0
            ? t('projects.asKept')
            : t('projects.checksChanged', { count: changed.length, checks: changed.join(', ') })
        }
        refusal={(message) => t('checks.refused', { message })}
        starts={[{ text: t('checks.defaults'), value: DEFAULT_SETTINGS }]}
        file={{ name: 'checks.json', json }}
        keep={t('projects.keepChecks')}
        isBusy={isBusy}
        onKeep={() => onKeep(json)}
      />
      <CheckTable settings={settings} before={kept} onChange={change} />
    </>
  )
}
