import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useConnection } from '../ConnectionContext.tsx'
import { useMay } from '../people/usePeople.ts'
import { authorText } from '../sync/author.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { useWorkbench, useWorkbenchState } from '../WorkbenchContext.tsx'
import { makeMove } from '../work/clipTasks.ts'
import { type MoveAnswer, movesIn, type Task, type TaskMove, taskAt } from '../work/task.ts'
import styles from './dialogs.module.css'
import { Refused } from './task/Refused.tsx'
import { SplitTask } from './task/SplitTask.tsx'
import { Standing } from './task/Standing.tsx'
import { TaskHistory } from './task/TaskHistory.tsx'

/** In the field for a note, as one is in it from the start. */
const MAKE_KEYS = ['$mod+Enter']

/** Where the clip, or the stretch shown, is on its way to be accepted; to hand it on, take it back or answer. */
export function TaskDialog({ intended = null }: { readonly intended?: TaskMove | null }) {
  const { store } = useWorkbench()
  const task = useWorkbenchState(({ tasks, frame }) => taskAt(tasks, frame))
  const close = (): void => store.setState({ dialog: null })
  return task === null ? null : (
    <TaskSheet key={task.taskId} {...{ task, intended }} onClose={close} />
  )
}

function TaskSheet({
  task,
  intended,
  onClose,
}: {
  readonly task: Task
  /** What whoever opened it came for. */
  readonly intended: TaskMove | null
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  const { store } = useWorkbench()
  const { server, authorId } = useConnection()
  const isWhole = useWorkbenchState(({ tasks }) => tasks.length === 1)
  const isStored = useWorkbenchState(({ replica }) => replica.pending.length === 0)
  const hasConflicts = useWorkbenchState(({ conflicts }) => conflicts.length > 0)
  const may = useMay()
  const [note, setNote] = useState('')
  const [busy, setBusy] = useState<TaskMove | null>(null)
  const [refused, setRefused] = useState<MoveAnswer | Error | null>(null)

  const make = async (move: TaskMove): Promise<void> => {
    setBusy(move)
    setRefused(null)
    const { authorName: name } = store.getState().preferences
    const request = { taskId: task.taskId, author: authorText({ id: authorId, name }), note }
    try {
      const answer = await makeMove({ store, server }, move, request)
      if (answer.outcome === 'moved') setNote('')
      else setRefused(answer)
    } catch (error) {
      setRefused(error instanceof Error ? error : new Error(String(error)))
    }
    setBusy(null)
  }

  const { firstFrame: first, lastFrame: last } = task
  const moves = movesIn(task.state).filter((move) => may(`work.${move}`))
  const canSubmit = moves.includes('submit')
  const main = intended !== null && moves.includes(intended) ? intended : moves[0]
  const canMake = (move: TaskMove): boolean =>
    busy === null && (move !== 'sendBack' || note.trim() !== '')
  return (
    <Dialog
      title={isWhole ? t('work.title') : t('work.titleStretch', { first, last })}
      onClose={onClose}
      footer={moves.toReversed().map((move) => (
        <Button
          key={move}
          look={move === main ? 'primary' : 'plain'}
          keys={move === main ? MAKE_KEYS : []}
          isDisabled={!canMake(move)}
          onClick={() => void make(move)}
        >
          {t(`work.move_${move}`)}
        </Button>
      ))}
    >
      <div className={styles.stack} data-testid="taskSheet" data-state={task.state}>
        <p>
          <strong>{t(`work.state_${task.state}`)}</strong>
          {task.round > 0 && (
            <span className={styles.muted}> · {t('work.round', { count: task.round })}</span>
          )}
        </p>
        <p className={styles.muted}>{t(`work.lead_${task.state}`)}</p>
        {canSubmit && <Standing onClose={onClose} />}
        {hasConflicts && <p className={styles.warning}>{t('work.conflicts')}</p>}
        {busy === 'submit' && !isStored && <p className={styles.muted}>{t('work.waiting')}</p>}
        {refused !== null && <Refused answer={refused} />}
        <label className={styles.stack}>
          <span className={styles.muted}>{t('work.note')}</span>
          <textarea
            ref={(field) => field?.setAttribute('autofocus', '')}
            className={styles.note}
            rows={2}
            maxLength={2000}
            value={note}
            onChange={(event) => setNote(event.target.value)}
            onKeyDown={({ key, ctrlKey, metaKey }) => {
              const isAsked = key === 'Enter' && (ctrlKey || metaKey)
              if (isAsked && main !== undefined && canMake(main)) void make(main)
            }}
          />
        </label>
        <SplitTask task={task} />
        <TaskHistory key={`${task.state} ${task.round}`} taskId={task.taskId} />
      </div>
    </Dialog>
  )
}
