import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useConnection } from '../ConnectionContext.tsx'
import styles from '../dialogs/dialogs.module.css'
import { useAsked } from '../dialogs/useAsked.ts'
import { type Attempt, Problem, useAttempt } from '../people/Attempt.tsx'
import own from '../people/people.module.css'
import { useMay } from '../people/usePeople.ts'
import { Button } from '../ui/Button.tsx'
import { Tabs } from '../ui/Tabs.tsx'
import { Batches } from './Batches.tsx'
import { Guidelines } from './Guidelines.tsx'
import { ProjectAcceptance } from './ProjectAcceptance.tsx'
import { ProjectChecks } from './ProjectChecks.tsx'
import { ProjectOntology } from './ProjectOntology.tsx'
import type { Project, ProjectRow } from './projectServer.ts'
import { Terms } from './Terms.tsx'

const READ = ['batches', 'guidelines'] as const
const RUN = [...READ, 'ontology', 'checks', 'acceptance', 'terms'] as const
type Part = (typeof RUN)[number]

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
  const may = useMay()
  const { projectId } = row
  const ask = useCallback(() => server.projects.readProject(projectId), [server, projectId])
  const [asked] = useAsked(ask)
  const attempt = useAttempt()
  const [part, setPart] = useState<Part>('batches')
  return (
    <div className={styles.stack}>
      <div className={own.row}>
        <Button icon="previous" onClick={onBack}>
          {t('projects.back')}
        </Button>
        <Tabs
          parts={may('project.change') ? RUN : READ}
          chosen={part}
          textOf={(one) => t(`projects.part_${one}`)}
          onChoose={setPart}
        />
      </div>
      <Problem attempt={attempt} />
      {asked.state === 'failed' && <p className={styles.problem}>{asked.message}</p>}
      {part === 'batches' && <Batches row={row} attempt={attempt} onChange={onChange} />}
      {asked.state === 'answered' && (
        <Agreed
          row={row}
          project={asked.answer}
          part={part}
          attempt={attempt}
          onChange={onChange}
        />
      )}
    </div>
  )
}

/** What is agreed, as it was changed since it was read. */
function Agreed({
  row,
  project,
  part,
  attempt,
  onChange,
}: {
  readonly row: ProjectRow
  readonly project: Project
  readonly part: Part
  readonly attempt: Attempt
  readonly onChange: () => void
}) {
  const { t } = useTranslation()
  const { server } = useConnection()
  const may = useMay()
  const { projectId } = project
  const [now, setNow] = useState(project)
  const { isBusy } = attempt
  type Values = Parameters<typeof server.projects.changeProject>[1]
  const change = (values: Values): void => {
    void attempt.run(async () => {
      await server.projects.changeProject(projectId, values)
      setNow({ ...now, ...values })
      onChange()
    })
  }
  const mayChange = may('project.change')
  switch (part) {
    case 'batches':
      return (
        mayChange && (
          <label className={styles.check}>
            <input
              type="checkbox"
              checked={now.isArchived}
              onChange={({ target }) => change({ isArchived: target.checked })}
            />
            {t('projects.archive')}
          </label>
        )
      )
    case 'guidelines':
      return mayChange ? (
        <Guidelines text={now.guidelines} onKeep={(guidelines) => change({ guidelines })} />
      ) : (
        <Guidelines text={now.guidelines} />
      )
    case 'ontology':
      return (
        <ProjectOntology
          // Kept, it is what is changed from.
          key={JSON.stringify(now.ontology)}
          {...{ ontology: now.ontology, isBusy }}
          onKeep={(ontology) => change({ ontology })}
        />
      )
    case 'checks':
      return (
        <ProjectChecks
          // Kept, they are what is changed from.
          key={JSON.stringify(now.checks)}
          {...{ checks: now.checks, isBusy }}
          onKeep={(checks) => change({ checks })}
        />
      )
    case 'terms':
      return <Terms projectId={projectId} attempt={attempt} />
    case 'acceptance':
      return (
        <>
          <ProjectAcceptance
            key={JSON.stringify(now.acceptance)}
            {...{ row, acceptance: now.acceptance, isBusy }}
            onKeep={(acceptance) => change({ acceptance })}
          />
          <label className={styles.check}>
            <input
              type="checkbox"
              checked={now.mayReviewerEdit}
              onChange={({ target }) => change({ mayReviewerEdit: target.checked })}
            />
            {t('projects.mayReviewerEdit')}
          </label>
        </>
      )
  }
}
