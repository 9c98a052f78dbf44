import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useConnection } from '../ConnectionContext.tsx'
import styles from '../dialogs/dialogs.module.css'
import { useAsked } from '../dialogs/useAsked.ts'
import { texts } from '../i18n/i18n.ts'
import { Button } from '../ui/Button.tsx'
import { useTimeText } from '../ui/useTimeText.ts'
import own from './people.module.css'
import { type LogRow, ROLES, SCOPES } from './peopleServer.ts'

/** Who did what besides editing, the newest first. */
export function LogPart() {
  const { t } = useTranslation()
  const { server } = useConnection()
  const timeText = useTimeText()
  const [befores, setBefores] = useState<readonly (string | null)[]>([null])
  const before = befores.at(-1) ?? null
  const ask = useCallback(() => server.people.readLog(before), [server, before])
  const [asked] = useAsked(ask)
  const askNames = useCallback(() => namesIn(server), [server])
  const [named] = useAsked(askNames)
  if (asked.state === 'failed') return <p className={styles.problem}>{asked.message}</p>
  const entries = asked.state === 'answered' ? asked.answer : []
  const names = named.state === 'answered' ? named.answer : new Map<string, string>()
  const last = entries.at(-1)
  return (
    <>
      <div className={styles.tableFrame} data-tall>
        <table className={styles.table}>
          <tbody>
            {entries.map(({ entryId, atUs, actorName, action, details }) => (
              <tr key={entryId}>
                <td className={`${styles.muted} ${own.fixed}`}>{timeText(atUs)}</td>
                <td className={own.fixed}>{actorName}</td>
                <td className={own.fixed} title={action}>
                  {wordFor('did', details.dryRun === 'true' ? `${action}_dryRun` : action)}
                </td>
                <td className={styles.muted}>{detailsText(details, names)}</td>
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

/** Ids of what was on its way, which is nothing any more; and what the action says already. */
const UNTOLD: readonly string[] = ['uploadId', 'jobId', 'dryRun']

/** What was asked for, in words; what there still is of by its name, not its id. */
function detailsText(details: LogRow['details'], names: ReadonlyMap<string, string>): string {
  return Object.entries(details)
    .filter(([name, value]) => value !== '' && !UNTOLD.includes(name))
    .map(([name, value]) => `${wordFor('detail', name)}: ${valueText(name, value, names)}`)
    .join(' · ')
}

/** A value as it is called elsewhere; several, which the log has as a JSON list, with commas between them. */
function valueText(name: string, value: string, names: ReadonlyMap<string, string>): string {
  const { t } = texts
  const role = ROLES.find((one) => one === value)
  if (name === 'role' && role !== undefined) return t(`people.role_${role}`)
  if (name === 'isLogged') return t(value === 'true' ? 'log.yes' : 'log.no')
  return listIn(value)
    .map((one) => {
      const scope = SCOPES.find((known) => known === one)
      return name === 'scopes' && scope !== undefined
        ? t(`people.scope_${scope}`)
        : (names.get(one) ?? one)
    })
    .join(', ')
}

/** The texts of a JSON list; of anything else, or a list that was cut off, the text itself. */
function listIn(value: string): readonly string[] {
  try {
    const list: unknown = value.startsWith('[') ? JSON.parse(value) : null
    return Array.isArray(list) ? list.map(String) : [value]
  } catch {
    return [value]
  }
}

/** What an action or a detail is called; as it is written where there is no word for it. */
function wordFor(kind: 'did' | 'detail', name: string): string {
  const key = `log.${kind}_${name.replace(/[^A-Za-z]+/g, '_')}`
  return texts.exists(key) ? texts.t(key as 'log.did_session_signIn') : name
}

/** The names of clips, projects, batches and people, by their ids. */
async function namesIn(
  server: ReturnType<typeof useConnection>['server'],
): Promise<ReadonlyMap<string, string>> {
  const [clips, projects, people] = await Promise.all([
    server.listClips(),
    server.projects.listProjects(),
    server.people.listPeople(),
  ])
  return new Map([
    // A new clip is one task, of the same id.
    ...clips.map(({ clipId, name }) => [clipId as string, name] as const),
    ...projects.flatMap(({ projectId, name, batches }) => [
      [projectId, name] as const,
      ...batches.map((batch) => [batch.batchId, batch.name] as const),
    ]),
    ...people.map(({ personId, name }) => [personId, name] as const),
  ])
}
