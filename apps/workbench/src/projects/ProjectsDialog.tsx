import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useConnection } from '../ConnectionContext.tsx'
import styles from '../dialogs/dialogs.module.css'
import { useAsked } from '../dialogs/useAsked.ts'
import { Problem, useAttempt } from '../people/Attempt.tsx'
import { MakeLine } from '../people/MakeLine.tsx'
import own from '../people/people.module.css'
import { useMay } from '../people/usePeople.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { useWorkbench } from '../WorkbenchContext.tsx'
import { BatchTable } from './BatchTable.tsx'
import { ProjectSheet } from './ProjectSheet.tsx'
import type { ProjectRow } from './projectServer.ts'

/** The projects, how far their batches are, and what is agreed in each. */
export function ProjectsDialog() {
  const { t } = useTranslation()
  const { store } = useWorkbench()
  const { server } = useConnection()
  const [asked, reload] = useAsked(server.projects.listProjects)
  const attempt = useAttempt()
  const may = useMay()
  const [openId, setOpenId] = useState<string | null>(null)
  const rows = asked.state === 'answered' ? asked.answer : []
  const open = rows.find(({ projectId }) => projectId === openId) ?? null
  const make = async (name: string): Promise<void> => {
    setOpenId(await server.projects.makeProject(name))
  }
  return (
    <Dialog
      title={open === null ? t('projects.title') : open.name}
      width="wide"
      onClose={() => store.setState({ dialog: null })}
    >
      {open !== null ? (
        <ProjectSheet
          key={open.projectId}
          row={open}
          onBack={() => setOpenId(null)}
          onChange={reload}
        />
      ) : (
        <div className={styles.stack}>
          <Problem attempt={attempt} />
          {may('project.make') && (
            <MakeLine
              label={t('projects.name')}
              button={t('projects.make')}
              attempt={attempt}
              make={make}
              then={reload}
            />
          )}
          {asked.state === 'failed' && <p className={styles.problem}>{asked.message}</p>}
          {asked.state === 'answered' && rows.length === 0 && (
            <p className={styles.muted}>{t('projects.none')}</p>
          )}
          {rows.map((row) => (
            <ProjectLine key={row.projectId} row={row} onOpen={() => setOpenId(row.projectId)} />
          ))}
        </div>
      )}
    </Dialog>
  )
}

function ProjectLine({ row, onOpen }: { readonly row: ProjectRow; readonly onOpen: () => void }) {
  const { t } = useTranslation()
  return (
    <section className={styles.stack}>
      <div className={own.row}>
        <h3 className={`${styles.heading} ${own.grow}`}>
          {row.name}
          {row.isArchived && <span className={styles.muted}>{t('projects.archived')}</span>}
        </h3>
        <Button onClick={onOpen}>{t('projects.open')}</Button>
      </div>
      {row.batches.length === 0 ? (
        <p className={styles.muted}>{t('projects.noBatchesHere')}</p>
      ) : (
        <BatchTable batches={row.batches} />
      )}
    </section>
  )
}
