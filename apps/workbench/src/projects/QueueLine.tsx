import { useTranslation } from 'react-i18next'
import { useConnection } from '../ConnectionContext.tsx'
import styles from '../dialogs/dialogs.module.css'
import { useAsked } from '../dialogs/useAsked.ts'
import { useMay } from '../people/usePeople.ts'
import { Button, Hint } from '../ui/Button.tsx'
import { Select } from '../ui/Select.tsx'
import type { QueueRow } from './projectServer.ts'
import own from './projects.module.css'

const NOBODY = ''

/** A task that waits, who has it, and the way to take it. */
export function QueueLine({
  row,
  onTake,
  then,
}: {
  readonly row: QueueRow
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
        {may('queue.assign') && may('people.list') ? (
          <Assignee row={row} then={then} />
        ) : (
          (row.assignee ?? '—')
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
  then,
}: {
  readonly row: QueueRow
  readonly then: (work: () => Promise<unknown>) => void
}) {
  const { t } = useTranslation()
  const { server } = useConnection()
  const [asked] = useAsked(server.people.listPeople)
  const people = asked.state === 'answered' ? asked.answer : []
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
