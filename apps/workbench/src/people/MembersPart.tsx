import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useConnection } from '../ConnectionContext.tsx'
import styles from '../dialogs/dialogs.module.css'
import { useAsked } from '../dialogs/useAsked.ts'
import { Button, IconButton } from '../ui/Button.tsx'
import { Select } from '../ui/Select.tsx'
import { useTimeText } from '../ui/useTimeText.ts'
import { type Attempt, Problem, useAttempt } from './Attempt.tsx'
import own from './people.module.css'
import { type PersonRow, ROLES } from './peopleServer.ts'

/** Everybody of the organisation, and what they are. */
export function MembersPart() {
  const { t } = useTranslation()
  const { server } = useConnection()
  const [asked, reload] = useAsked(server.people.listPeople)
  const attempt = useAttempt()
  const then = async (work: () => Promise<unknown>): Promise<void> => {
    if (await attempt.run(work)) reload()
  }
  return (
    <>
      <Problem attempt={attempt} />
      {asked.state === 'failed' && <p className={styles.problem}>{asked.message}</p>}
      <div className={styles.tableFrame} data-tall>
        <table className={styles.table}>
          <thead>
            <tr>
              <th>{t('people.name')}</th>
              <th>{t('people.email')}</th>
              <th>{t('people.role')}</th>
              <th>{t('people.seen')}</th>
              <th />
            </tr>
          </thead>
          <tbody>
            {asked.state === 'answered' &&
              asked.answer.map((person) => (
                <MemberRow key={person.personId} person={person} attempt={attempt} then={then} />
              ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

function MemberRow({
  person,
  attempt,
  then,
}: {
  readonly person: PersonRow
  readonly attempt: Attempt
  readonly then: (work: () => Promise<unknown>) => Promise<void>
}) {
  const { t } = useTranslation()
  const { me, server } = useConnection()
  const timeText = useTimeText()
  const [isAsking, setAsking] = useState(false)
  const { personId, name, email, role, seenAtUs } = person
  const isMe = personId === me?.member?.personId
  if (isAsking) {
    return (
      <tr>
        <td colSpan={5}>
          <div className={own.row} role="alert">
            <span className={own.grow}>{t('people.removeSure', { name })}</span>
            <Button onClick={() => setAsking(false)}>{t('people.keep')}</Button>
            <Button
              look="danger"
              isDisabled={attempt.isBusy}
              onClick={() => void then(() => server.people.removePerson(personId))}
            >
              {t('people.remove')}
            </Button>
          </div>
        </td>
      </tr>
    )
  }
  return (
    <tr>
      <td>{name}</td>
      <td>{email}</td>
      <td>
        <Select
          label={t('people.roleOf', { name })}
          value={role}
          options={ROLES.map((value) => ({ value, text: t(`people.role_${value}`) }))}
          onChange={(chosen) => void then(() => server.people.changeRole(personId, chosen))}
        />
      </td>
      <td className={styles.muted}>{seenAtUs === null ? '—' : timeText(seenAtUs)}</td>
      <td className={styles.number}>
        {!isMe && (
          <IconButton icon="trash" label={t('people.remove')} onClick={() => setAsking(true)} />
        )}
      </td>
    </tr>
  )
}
