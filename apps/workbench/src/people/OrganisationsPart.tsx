import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useConnection } from '../ConnectionContext.tsx'
import styles from '../dialogs/dialogs.module.css'
import { useAsked } from '../dialogs/useAsked.ts'
import { Button } from '../ui/Button.tsx'
import { Problem, useAttempt } from './Attempt.tsx'
import { invitationUrl } from './arrival.ts'
import own from './people.module.css'
import { Secret } from './Secret.tsx'

/** The organisations of the installation, for its owner. */
export function OrganisationsPart() {
  const { t } = useTranslation()
  const { server } = useConnection()
  const [asked, reload] = useAsked(server.people.listOrganisations)
  const attempt = useAttempt()
  const [name, setName] = useState('')
  const [link, setLink] = useState<string | null>(null)
  const make = async (): Promise<void> => {
    const isDone = await attempt.run(async () => {
      setLink(invitationUrl(location.origin, await server.people.makeOrganisation(name)))
    })
    if (!isDone) return
    setName('')
    reload()
  }
  return (
    <>
      <p className={styles.muted}>{t('people.organisationsHint')}</p>
      <Problem attempt={attempt} />
      <div className={own.row}>
        <input
          className={`${styles.text} ${own.grow}`}
          aria-label={t('people.organisation')}
          placeholder={t('people.organisation')}
          maxLength={200}
          value={name}
          onChange={({ target }) => setName(target.value)}
        />
        <Button
          look="primary"
          isDisabled={attempt.isBusy || name.trim() === ''}
          onClick={() => void make()}
        >
          {t('people.makeOrganisation')}
        </Button>
      </div>
      {link !== null && <Secret text={link} hint={t('people.ownerLinkOnce')} />}
      {asked.state === 'answered' && (
        <div className={styles.tableFrame}>
          <table className={styles.table}>
            <tbody>
              {asked.answer.map((one) => (
                <tr key={one.tenant}>
                  <td>{one.name}</td>
                  <td className={styles.muted}>
                    {t('people.memberCount', { count: one.members })}
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
