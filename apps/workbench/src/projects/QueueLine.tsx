import { useTranslation } from 'react-i18next'
import { useConnection } from '../ConnectionContext.tsx'
import styles from '../dialogs/dialogs.module.css'
import type { PersonRow } from '../people/peopleServer.ts'
import { useMay } from '../people/usePeople.ts'
import { Button, Hint } from '../ui/Button.tsx'
import { Select } from '../ui/Select.tsx'
import type { QueueRow } from './projectServer.ts'
import own from './projects.module.css'

const NOBODY = ''

/** A task that waits, who has it, and the way to take it. */
export function QueueLine({
  row,
  people,
  onTake,
  then,
}: {
  readonly row: QueueRow
  /** Who it may be assigned to; `null` where that is not for who looks, or not known yet. */
  readonly people: readonly PersonRow[] | null
  readonly onTake: () => void
  readonly then: (work: () => Promise<unknown>) => void
}) {
  const { t } = useTranslation()
  const { server } = useConnection()
  const may = useMay()
  const { taskId, clipName, firstFrame, lastFrame, state, project, batch, holder } = row
  const { release } = server.projects
  return (
    <tr data-task={taskId}>
      <td>
        {clipName}{' '}
        <span className={styles.muted}>
          {t('projects.frames', { first: firstFrame, last: lastFrame })}
        </span>
      </td>
      <td className={styles.muted}>{project === null ? '—' : `${project} · ${batch ?? ''}`}</td>
      <td className={own.state}>
        {t(`work.state_${state}`)}
        {holder !== null && (
          <div className={styles.muted}>{t('projects.heldBy', { name: holder })}</div>
        )}
      </td>
      <td className={own.state}>
        {people === null ? (
          (row.assignee ?? '—')
        ) : (
          <Assignee row={row} people={people} then={then} />
        )}
      </td>
      <td className={styles.number}>
        {row.isHeldByMe ? (
          <Button onClick={() => then(() => release(taskId))}>{t('projects.giveBack')}</Button>
        ) : (
          may('queue.hold') &&
          // What was accepted is nothing to do: it is opened from the clip.
          state !== 'accepted' &&
          holder === null && <Button onClick={onTake}>{t('projects.take')}</Button>
        )}
        {may('quality.makeDouble') && (
          <Hint label={t('quality.doubleHint')}>
            <Button onClick={() => then(() => server.quality.makeDouble(taskId))}>
              {t('quality.double')}
            </Button>
          </Hint>
        )}
      </td>
    </tr>
  )
}

function Assignee({
  row,
  people,
  then,
}: {
  readonly row: QueueRow
  readonly people: readonly PersonRow[]
  readonly then: (work: () => Promise<unknown>) => void
}) {
  const { t } = useTranslation()
  const { server } = useConnection()
  const { taskId, assigneeId, clipName } = row
  return (
    <Select
      label={t('projects.assigneeOf', { name: clipName })}
      value={assigneeId ?? NOBODY}
      options={[
        { value: NOBODY, text: t('projects.anybody') },
        ...people.map(({ personId, name }) => ({ value: personId, text: name })),
      ]}
      onChange={(personId) =>
        then(() => server.projects.assign(taskId, personId === NOBODY ? null : personId))
      }
    />
  )
}
