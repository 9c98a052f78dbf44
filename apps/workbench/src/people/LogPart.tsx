import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useConnection } from '../ConnectionContext.tsx'
import styles from '../dialogs/dialogs.module.css'
import { useAsked } from '../dialogs/useAsked.ts'
import { Button } from '../ui/Button.tsx'
import own from './people.module.css'

/** Who did what besides editing, the newest first. */
export function LogPart() {
  const { t } = useTranslation()
  const { server } = useConnection()
  const [befores, setBefores] = useState<readonly (string | null)[]>([null])
  const before = befores.at(-1) ?? null
  const ask = useCallback(() => server.people.readLog(before), [server, before])
  const [asked] = useAsked(ask)
  if (asked.state === 'failed') return <p className={styles.problem}>{asked.message}</p>
  const entries = asked.state === 'answered' ? asked.answer : []
  const last = entries.at(-1)
  return (
    <>
      <div className={styles.tableFrame}>
        <table className={styles.table}>
          <tbody>
            {entries.map(({ entryId, atUs, actorName, action, details }) => (
              <tr key={entryId}>
                <td className={styles.muted}>{new Date(atUs / 1000).toLocaleString()}</td>
                <td>{actorName}</td>
                <td>{action}</td>
                <td className={styles.muted}>
                  {Object.entries(details)
                    .map(([name, value]) => `${name}: ${value}`)
                    .join(' · ')}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className={own.row}>
        <Button isDisabled={befores.length === 1} onClick={() => setBefores(befores.slice(0, -1))}>
          {t('people.newer')}
        </Button>
        <Button
          isDisabled={last === undefined}
          onClick={() => setBefores([...befores, last?.entryId ?? null])}
        >
          {t('people.older')}
        </Button>
      </div>
    </>
  )
}
