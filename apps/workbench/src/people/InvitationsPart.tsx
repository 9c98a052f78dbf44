import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useConnection } from '../ConnectionContext.tsx'
import styles from '../dialogs/dialogs.module.css'
import { useAsked } from '../dialogs/useAsked.ts'
import { IconButton } from '../ui/Button.tsx'
import { Select } from '../ui/Select.tsx'
import { useTimeText } from '../ui/useTimeText.ts'
import { Problem, useAttempt } from './Attempt.tsx'
import { invitationUrl } from './arrival.ts'
import { MakeLine } from './MakeLine.tsx'
import { ROLES, type Role } from './peopleServer.ts'
import { Secret } from './Secret.tsx'

/** Links by which others join, for those who run the organisation. */
export function InvitationsPart() {
  const { t } = useTranslation()
  const { me, server } = useConnection()
  const [asked, reload] = useAsked(server.people.listInvitations)
  const attempt = useAttempt()
  const timeText = useTimeText()
  const [role, setRole] = useState<Role>('annotator')
  const [link, setLink] = useState<string | null>(null)
  const roles = ROLES.filter((one) => one !== 'owner' || me?.member?.role === 'owner')
  const invite = async (note: string): Promise<void> => {
    setLink(invitationUrl(location.origin, await server.people.invite(role, note)))
  }
  const withdraw = async (invitationId: string): Promise<void> => {
    if (await attempt.run(() => server.people.withdraw(invitationId))) reload()
  }
  return (
    <>
      <Problem attempt={attempt} />
      <MakeLine
        before={
          <Select
            label={t('people.role')}
            value={role}
            options={roles.map((value) => ({ value, text: t(`people.role_${value}`) }))}
            onChange={setRole}
          />
        }
        label={t('people.inviteNote')}
        button={t('people.invite')}
        maxLength={300}
        isNameless
        attempt={attempt}
        make={invite}
        then={reload}
      />
      {link !== null && <Secret text={link} hint={t('people.linkOnce')} />}
      {asked.state === 'answered' && asked.answer.length > 0 && (
        <div className={styles.tableFrame}>
          <table className={styles.table}>
            <tbody>
              {asked.answer.map((one) => (
                <tr key={one.invitationId}>
                  <td>{t(`people.role_${one.role}`)}</td>
                  <td>{one.note}</td>
                  <td className={styles.muted}>
                    {t('people.until', { time: timeText(one.expiresAtUs) })}
                  </td>
                  <td className={styles.number}>
                    <IconButton
                      icon="trash"
                      label={t('people.withdraw')}
                      onClick={() => void withdraw(one.invitationId)}
                    />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  )
}
