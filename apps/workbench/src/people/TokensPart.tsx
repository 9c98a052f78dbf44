import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useConnection } from '../ConnectionContext.tsx'
import styles from '../dialogs/dialogs.module.css'
import { useAsked } from '../dialogs/useAsked.ts'
import { IconButton } from '../ui/Button.tsx'
import { useTimeText } from '../ui/useTimeText.ts'
import { Problem, useAttempt } from './Attempt.tsx'
import { MakeLine } from './MakeLine.tsx'
import { SCOPES, type Scope, type TokenRow } from './peopleServer.ts'
import { Secret } from './Secret.tsx'

/** How long a token is good for. */
const DAYS = 365

/** Tokens by which pipelines work with the server. */
export function TokensPart() {
  const { t } = useTranslation()
  const { server } = useConnection()
  const [asked, reload] = useAsked(server.people.listTokens)
  const attempt = useAttempt()
  const [scopes, setScopes] = useState<readonly Scope[]>(['read'])
  const [made, setMade] = useState<string | null>(null)
  const make = async (name: string): Promise<void> => {
    setMade(await server.people.makeToken({ name, scopes, days: DAYS }))
  }
  const revoke = async (tokenId: string): Promise<void> => {
    if (await attempt.run(() => server.people.revokeToken(tokenId))) reload()
  }
  const toggle = (scope: Scope): void =>
    setScopes(scopes.includes(scope) ? scopes.filter((one) => one !== scope) : [...scopes, scope])
  return (
    <>
      <p className={styles.muted}>{t('people.tokenHint')}</p>
      <Problem attempt={attempt} />
      <MakeLine
        label={t('people.tokenName')}
        button={t('people.makeToken')}
        maxLength={100}
        isReady={scopes.length > 0}
        attempt={attempt}
        make={make}
        then={reload}
        after={SCOPES.map((scope) => (
          <label key={scope} className={styles.check}>
            <input
              type="checkbox"
              checked={scopes.includes(scope)}
              onChange={() => toggle(scope)}
            />
            {t(`people.scope_${scope}`)}
          </label>
        ))}
      />
      {made !== null && <Secret text={made} hint={t('people.tokenOnce')} />}
      {asked.state === 'answered' && asked.answer.length > 0 && (
        <div className={styles.tableFrame}>
          <table className={styles.table}>
            <tbody>
              {asked.answer.map((one) => (
                <TokenLine key={one.tokenId} one={one} onRevoke={() => void revoke(one.tokenId)} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  )
}

function TokenLine({ one, onRevoke }: { readonly one: TokenRow; readonly onRevoke: () => void }) {
  const { t } = useTranslation()
  const { name, scopes, madeBy, expiresAtUs, usedAtUs } = one
  const timeText = useTimeText()
  return (
    <tr>
      <td>{name}</td>
      <td>{scopes.map((scope) => t(`people.scope_${scope}`)).join(', ')}</td>
      <td className={styles.muted}>{madeBy}</td>
      <td className={styles.muted}>
        {usedAtUs === null ? t('people.neverUsed') : t('people.used', { time: timeText(usedAtUs) })}
      </td>
      <td className={styles.muted}>
        {expiresAtUs !== null && t('people.until', { time: timeText(expiresAtUs) })}
      </td>
      <td className={styles.number}>
        <IconButton icon="trash" label={t('people.revoke')} onClick={onRevoke} />
      </td>
    </tr>
  )
}
