import type { Json } from '@trueline/annotation'
import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useConnection } from '../ConnectionContext.tsx'
import styles from '../dialogs/dialogs.module.css'
import { useAsked } from '../dialogs/useAsked.ts'
import { type Attempt, Problem, useAttempt } from '../people/Attempt.tsx'
import own from '../people/people.module.css'
import { useMay } from '../people/usePeople.ts'
import { Button } from '../ui/Button.tsx'
import { Batches } from './Batches.tsx'
import { Guidelines } from './Guidelines.tsx'
import type { Project, ProjectRow } from './projectServer.ts'

/** What is agreed in a project, and its batches. */
export function ProjectSheet({
  row,
  onBack,
  onChange,
}: {
  readonly row: ProjectRow
  readonly onBack: () => void
  readonly onChange: () => void
}) {
  const { t } = useTranslation()
  const { server } = useConnection()
  const { projectId } = row
  const ask = useCallback(() => server.projects.readProject(projectId), [server, projectId])
  const [asked] = useAsked(ask)
  const attempt = useAttempt()
  return (
    <div className={styles.stack}>
      <div className={own.row}>
        <Button icon="previous" onClick={onBack}>
          {t('projects.back')}
        </Button>
      </div>
      <Problem attempt={attempt} />
      <Batches row={row} attempt={attempt} onChange={onChange} />
      {asked.state === 'failed' && <p className={styles.problem}>{asked.message}</p>}
      {asked.state === 'answered' && (
        <Agreed project={asked.answer} attempt={attempt} onChange={onChange} />
      )}
    </div>
  )
}

function Agreed({
  project,
  attempt,
  onChange,
}: {
  readonly project: Project
  readonly attempt: Attempt
  readonly onChange: () => void
}) {
  const { t } = useTranslation()
  const { server } = useConnection()
  const may = useMay()
  const { projectId } = project
  const [now, setNow] = useState(project)
  const [acceptance, setAcceptance] = useState(textOf(project))
  const change = async (values: Parameters<typeof server.projects.changeProject>[1]) => {
    const isDone = await attempt.run(() => server.projects.changeProject(projectId, values))
    if (!isDone) return
    setNow({ ...now, ...values })
    onChange()
  }
  const keepAcceptance = async (): Promise<void> => {
    await attempt.run(async () => {
      const profile = acceptance.trim() === '' ? null : (JSON.parse(acceptance) as Json)
      await server.projects.changeProject(projectId, { acceptance: profile })
      setNow({ ...now, acceptance: profile })
    })
  }
  if (!may('project.change')) return <Guidelines text={now.guidelines} />
  return (
    <>
      <Guidelines text={now.guidelines} onKeep={(guidelines) => void change({ guidelines })} />
      <label className={styles.stack}>
        <span className={styles.muted}>{t('projects.acceptance')}</span>
        <textarea
          className={styles.note}
          rows={4}
          spellCheck={false}
          placeholder={t('projects.acceptanceHint')}
          value={acceptance}
          onChange={({ target }) => setAcceptance(target.value)}
        />
      </label>
      <div className={own.row}>
        <Button
          isDisabled={attempt.isBusy || acceptance === textOf(now)}
          onClick={() => void keepAcceptance()}
        >
          {t('projects.keepAcceptance')}
        </Button>
        <label className={styles.check}>
          <input
            type="checkbox"
            checked={now.mayReviewerEdit}
            onChange={({ target }) => void change({ mayReviewerEdit: target.checked })}
          />
          {t('projects.mayReviewerEdit')}
        </label>
        <label className={styles.check}>
          <input
            type="checkbox"
            checked={now.isArchived}
            onChange={({ target }) => void change({ isArchived: target.checked })}
          />
          {t('projects.archive')}
        </label>
      </div>
    </>
  )
}

const textOf = ({ acceptance }: Pick<Project, 'acceptance'>): string =>
  acceptance === null ? '' : JSON.stringify(acceptance, null, 2)
