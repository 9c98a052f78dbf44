import { useTranslation } from 'react-i18next'
import { useConnection } from '../../ConnectionContext.tsx'
import { Problem, useAttempt } from '../../people/Attempt.tsx'
import { useMay } from '../../people/usePeople.ts'
import { Button } from '../../ui/Button.tsx'
import { useWorkbench, useWorkbenchState } from '../../WorkbenchContext.tsx'
import type { Task } from '../../work/task.ts'
import styles from '../dialogs.module.css'

/** The way to cut a task in two for two people, before the frame that is shown; nothing where that cannot be. */
export function SplitTask({ task }: { readonly task: Task }) {
  const { t } = useTranslation()
  const { store } = useWorkbench()
  const { server } = useConnection()
  const attempt = useAttempt()
  const may = useMay()
  const frame = useWorkbenchState((state) => state.frame)
  const { taskId, clipId, firstFrame, lastFrame, state, round } = task
  const isWhole = state === 'annotate' && round === 0
  if (!may('queue.split') || !isWhole || firstFrame === lastFrame) return null
  const cuts = frame > firstFrame && frame <= lastFrame
  const split = async (): Promise<void> => {
    await attempt.run(async () => {
      await server.projects.split(taskId, frame)
      const tasks = await server.readTasks(clipId)
      if (store.getState().clip?.id === clipId) store.setState({ tasks })
    })
  }
  const stretches = { first: firstFrame, end: frame - 1, next: frame, last: lastFrame }
  return (
    <div className={styles.stack}>
      <Problem attempt={attempt} />
      <div>
        <Button icon="split" isDisabled={attempt.isBusy || !cuts} onClick={() => void split()}>
          {cuts ? t('work.split', stretches) : t('work.splitWhere')}
        </Button>
      </div>
    </div>
  )
}
