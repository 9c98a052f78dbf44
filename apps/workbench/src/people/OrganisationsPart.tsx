import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useConnection } from '../ConnectionContext.tsx'
import styles from '../dialogs/dialogs.module.css'
import { useAsked } from '../dialogs/useAsked.ts'
import { Problem, useAttempt } from './Attempt.tsx'
import { invitationUrl } from './arrival.ts'
import { MakeLine } from './MakeLine.tsx'
import { Secret } from './Secret.tsx'

/** The organisations of the installation, for its owner. */
export function OrganisationsPart() {
  const { t } = useTranslation()
  const { server } = useConnection()
  const [asked, reload] = useAsked(server.people.listOrganisations)
  const attempt = useAttempt()
  const [link, setLink] = useState<string | null>(null)
  const make = async (name: string): Promise<void> => {
    setLink(invitationUrl(location.origin, await server.people.makeOrganisation(name)))
  }
  return (
    <>
      <p className={styles.muted}>{t('people.organisationsHint')}</p>
      <Problem attempt={attempt} />
      <MakeLine
        label={t('people.organisation')}
        button={t('people.makeOrganisation')}
        attempt={attempt}
        make={make}
        then={reload}
      />
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
