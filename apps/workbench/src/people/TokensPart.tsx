import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useConnection } from '../ConnectionContext.tsx'
import styles from '../dialogs/dialogs.module.css'
import { useAsked } from '../dialogs/useAsked.ts'
import { Button, IconButton } from '../ui/Button.tsx'
import { Problem, useAttempt } from './Attempt.tsx'
import own from './people.module.css'
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
  const [name, setName] = useState('')
  const [scopes, setScopes] = useState<readonly Scope[]>(['read'])
  const [made, setMade] = useState<string | null>(null)
  const make = async (): Promise<void> => {
    const isDone = await attempt.run(async () => {
      setMade(await server.people.makeToken({ name, scopes, days: DAYS }))
    })
    if (!isDone) return
    setName('')
    reload()
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
      <div className={own.row}>
        <input
          className={`${styles.text} ${own.grow}`}
          aria-label={t('people.tokenName')}
          placeholder={t('people.tokenName')}
          maxLength={100}
          value={name}
          onChange={({ target }) => setName(target.value)}
        />
        {SCOPES.map((scope) => (
          <label key={scope} className={styles.check}>
            <input
              type="checkbox"
              checked={scopes.includes(scope)}
              onChange={() => toggle(scope)}
            />
            {t(`people.scope_${scope}`)}
          </label>
        ))}
        <Button
          look="primary"
          isDisabled={attempt.isBusy || name.trim() === '' || scopes.length === 0}
          onClick={() => void make()}
        >
          {t('people.makeToken')}
        </Button>
      </div>
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
  const date = (timeUs: number): string => new Date(timeUs / 1000).toLocaleDateString()
  return (
    <tr>
      <td>{name}</td>
      <td>{scopes.map((scope) => t(`people.scope_${scope}`)).join(', ')}</td>
      <td className={styles.muted}>{madeBy}</td>
      <td className={styles.muted}>
        {usedAtUs === null ? t('people.neverUsed') : t('people.used', { time: date(usedAtUs) })}
      </td>
      <td className={styles.muted}>
        {expiresAtUs !== null && t('people.until', { time: date(expiresAtUs) })}
      </td>
      <td className={styles.number}>
        <IconButton icon="trash" label={t('people.revoke')} onClick={onRevoke} />
      </td>
    </tr>
  )
}
