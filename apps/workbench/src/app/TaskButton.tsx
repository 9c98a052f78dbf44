import { useTranslation } from 'react-i18next'
import { actionById } from '../keymap.ts'
import { blockingCount } from '../store/findings.ts'
import { Hint } from '../ui/Button.tsx'
import { useWorkbench, useWorkbenchState } from '../WorkbenchContext.tsx'
import { taskAt } from '../work/task.ts'
import styles from './TopBar.module.css'

/** Where the clip is on its way to be accepted, and the way to bring it on. */
export function TaskButton() {
  const { t } = useTranslation()
  const { store } = useWorkbench()
  const task = useWorkbenchState(({ tasks, frame }) => taskAt(tasks, frame))
  const language = useWorkbenchState(({ preferences }) => preferences.language)
  const isBlocked = useWorkbenchState((state) => blockingCount(state) > 0)
  const action = actionById('task')
  if (task === null || action === undefined) return null
  return (
    <Hint label={action.label[language]} keys={action.keys}>
      <button
        type="button"
        className={styles.task}
        data-testid="task"
        data-state={task.state}
        data-blocked={isBlocked}
        onClick={() => store.setState({ dialog: 'task', isPlaying: false })}
      >
        {t(`work.state_${task.state}`)}
      </button>
    </Hint>
  )
}
