import { type CheckSettings, DEFAULT_SETTINGS, parseSettings } from '@trueline/consistency'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { changedChecks, checksFileOf, settingsInFile } from '../check/checksFile.ts'
import { CheckTable } from '../dialogs/checks/CheckTable.tsx'
import styles from '../dialogs/dialogs.module.css'
import { saveJson } from '../dialogs/importing/saveJson.ts'
import { messageOf } from '../messageOf.ts'
import own from '../people/people.module.css'
import { askForFile } from '../ui/askForFile.ts'
import { Button } from '../ui/Button.tsx'
import type { Project } from './projectServer.ts'

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
  const kept = checks === null ? DEFAULT_SETTINGS : parseSettings(checks)
  const [settings, setSettings] = useState<CheckSettings>(kept)
  const [refused, setRefused] = useState<string | null>(null)
  const changed = changedChecks(settings, kept)
  const open = async (): Promise<void> => {
    const chosen = await askForFile(['.json'])
    if (chosen === null) return
    try {
      setSettings(settingsInFile(await chosen.text()))
      setRefused(null)
    } catch (error) {
      setRefused(t('checks.refused', { message: messageOf(error) }))
    }
  }
  return (
    <>
      <p className={styles.muted}>{t('projects.checksHint')}</p>
      {refused !== null && (
        <p className={styles.problem} role="alert">
          {refused}
        </p>
      )}
      <div className={own.row}>
        <span className={`${own.grow} ${styles.muted}`} role="status">
          {changed.length === 0
            ? t('projects.checksKept')
            : t('projects.checksChanged', { count: changed.length, checks: changed.join(', ') })}
        </span>
        <Button onClick={() => setSettings(DEFAULT_SETTINGS)}>{t('checks.defaults')}</Button>
        <Button onClick={() => void open()}>{t('checks.open')}</Button>
        <Button onClick={() => saveJson('checks.json', checksFileOf(settings))}>
          {t('checks.save')}
        </Button>
        <Button isDisabled={changed.length === 0} onClick={() => setSettings(kept)}>
          {t('projects.dropChanges')}
        </Button>
        <Button
          look="primary"
          isDisabled={isBusy || changed.length === 0}
          onClick={() => onKeep(checksFileOf(settings))}
        >
          {t('projects.keepChecks')}
        </Button>
      </div>
      <CheckTable settings={settings} before={kept} onChange={setSettings} />
    </>
  )
}
