import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { notify } from '../actions/notices.ts'
import { useConnection } from '../ConnectionContext.tsx'
import styles from '../dialogs/dialogs.module.css'
import { useAsked } from '../dialogs/useAsked.ts'
import { Problem, useAttempt } from '../people/Attempt.tsx'
import own from '../people/people.module.css'
import { useMay } from '../people/usePeople.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Select } from '../ui/Select.tsx'
import { useWorkbench } from '../WorkbenchContext.tsx'
import type { TaskState } from '../work/task.ts'
import type { HeldTask } from './projectServer.ts'
import { QueueLine } from './QueueLine.tsx'

/** So many tasks are listed; the others come up as these are done, or by their state. */
const MOST = 200

const STATES = ['all', 'annotate', 'review', 'sentBack', 'accepted'] as const

/** What there is to do, and who does it; the next thing for oneself in one click. */
export function QueueDialog() {
  const { t } = useTranslation()
  const { store } = useWorkbench()
  const { server, session } = useConnection()
  const [asked, reload] = useAsked(server.projects.listQueue)
  const attempt = useAttempt()
  const may = useMay()
  const [shown, setShown] = useState<'all' | TaskState>('all')
  const mayAssign = may('queue.assign') && may('people.list')
  // Asked once for all lines.
  const askPeople = useCallback(
    async () => (mayAssign ? server.people.listPeople() : null),
    [server, mayAssign],
  )
  const [askedPeople] = useAsked(askPeople)
  const people = askedPeople.state === 'answered' ? askedPeople.answer : null
  const close = (): void => store.setState({ dialog: null })

  const go = async (task: HeldTask): Promise<void> => {
    close()
    if (store.getState().clip?.id !== task.clipId) await session.open(task.clipId, task.clipName)
    if (store.getState().clip?.id === task.clipId) store.setState({ frame: task.firstFrame })
  }
  const takeNext = (): Promise<boolean> =>
    attempt.run(async () => {
      const task = await server.projects.takeNext()
      if (task === null) notify(t('projects.nothing'))
      else await go(task)
    })
  const take = (taskId: string): Promise<boolean> =>
    attempt.run(async () => go(await server.projects.hold(taskId)))
  const then = async (work: () => Promise<unknown>): Promise<void> => {
    if (await attempt.run(work)) reload()
  }
  const rows = asked.state === 'answered' ? asked.answer : []
  const some = rows.filter(({ state }) => shown === 'all' || state === shown)
  return (
    <Dialog
      title={t('projects.queue')}
      width="wide"
      onClose={close}
      footer={
        may('queue.takeNext') && (
          <Button look="primary" isDisabled={attempt.isBusy} onClick={() => void takeNext()}>
            {t('projects.takeNext')}
          </Button>
        )
      }
    >
      <div className={styles.stack}>
        <div className={own.row}>
          <Select
            label={t('projects.state')}
            value={shown}
            options={STATES.map((value) => ({
              value,
              text: value === 'all' ? t('projects.allStates') : t(`work.state_${value}`),
            }))}
            onChange={setShown}
          />
          <span className={styles.muted}>
            {t('projects.taskCount', { count: some.length })}
            {some.length > MOST && ` · ${t('projects.firstTasks', { most: MOST })}`}
          </span>
        </div>
        <Problem attempt={attempt} />
        {asked.state === 'failed' && <p className={styles.problem}>{asked.message}</p>}
        {asked.state === 'answered' && rows.length === 0 && <p>{t('projects.noTasks')}</p>}
        {some.length > 0 && (
          <div className={styles.tableFrame} data-tall>
            <table className={styles.table}>
              <thead>
                <tr>
                  <th>{t('projects.clip')}</th>
                  <th>{t('projects.batch')}</th>
                  <th>{t('projects.state')}</th>
                  <th>{t('projects.assignee')}</th>
                  <th />
                </tr>
              </thead>
              <tbody>
                {some.slice(0, MOST).map((row) => (
                  <QueueLine
                    key={row.taskId}
                    row={row}
                    people={people}
                    onTake={() => void take(row.taskId)}
                    then={(work) => void then(work)}
                  />
                ))}
              </tbody>
            </table>
          </div>
        )}
      </div>
    </Dialog>
  )
}
