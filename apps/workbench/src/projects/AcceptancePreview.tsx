import type { ClipId } from '@trueline/annotation'
import {
  type AcceptanceProfile,
  type AcceptanceReport,
  type Judgement,
  judgementsOf,
  measureName,
  verdictName,
  wordsOf,
  worstOf,
} from '@trueline/quality'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useConnection } from '../ConnectionContext.tsx'
import styles from '../dialogs/dialogs.module.css'
import { Problem, useAttempt } from '../people/Attempt.tsx'
import own from '../people/people.module.css'
import { acceptanceOf } from '../reports/reportsOf.ts'
import { readWorkedClip } from '../reports/workedClip.ts'
import { authorText } from '../sync/author.ts'
import { Button } from '../ui/Button.tsx'
import { useWorkbenchState } from '../WorkbenchContext.tsx'
import type { BatchRow, ProjectRow } from './projectServer.ts'

/** What a batch comes to; `null` where nothing of it was handed on. */
type BatchReport = { readonly batch: BatchRow; readonly report: AcceptanceReport | null }

/** What would pass by a profile of what was handed on until now: read when it is asked for, judged anew with every change. */
export function AcceptancePreview({
  row,
  profile,
}: {
  readonly row: ProjectRow
  readonly profile: AcceptanceProfile
}) {
  const { t } = useTranslation()
  const { server, authorId } = useConnection()
  const attempt = useAttempt()
  const name = useWorkbenchState(({ preferences }) => preferences.authorName)
  const [read, setRead] = useState<readonly BatchReport[]>([])
  const look = (): Promise<boolean> =>
    attempt.run(async () => {
      const author = authorText({ id: authorId, name })
      const terms = await server.projects.listTerms()
      const reports: BatchReport[] = []
      for (const batch of row.batches) {
        const isOf = (one: (typeof terms)[number]): boolean =>
          one.project === row.name && one.batch === batch.name
        const ids = terms.filter(isOf).map(({ clipId }): ClipId => clipId)
        const clips = []
        for (const clipId of ids) clips.push(await readWorkedClip(server, { clipId, author }))
        const report = acceptanceOf(clips, {
          ...{ sampled: null, known: [], names: { handedOn: '', reviewed: '' } },
          madeAt: new Date().toISOString(),
        })
        reports.push({ batch, report })
      }
      setRead(reports)
    })
  return (
    <section className={styles.stack} aria-label={t('projects.preview')}>
      <div className={own.row}>
        <h3 className={styles.heading}>{t('projects.preview')}</h3>
        <span className={own.grow} />
        <Button isDisabled={attempt.isBusy || row.batches.length === 0} onClick={() => void look()}>
          {attempt.isBusy ? t('projects.previewing') : t('projects.previewNow')}
        </Button>
      </div>
      <p className={styles.muted}>{t('projects.previewHint')}</p>
      <Problem attempt={attempt} />
      {read.length > 0 && (
        <table className={styles.table} data-testid="preview">
          <tbody>
            {read.map(({ batch, report }) => (
              <PreviewLine key={batch.batchId} {...{ batch, report, profile }} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

function PreviewLine({
  batch,
  report,
  profile,
}: BatchReport & { readonly profile: AcceptanceProfile }) {
  const { t } = useTranslation()
  const language = useWorkbenchState(({ preferences }) => preferences.language)
  const judged = report === null ? [] : judgementsOf({ ...report, profile })
  const wrong = judged.filter(({ verdict }) => verdict !== 'pass')
  const lineOf = ({ measure, category, value, limit }: Judgement): string => {
    const say = wordsOf(measure)
    const of = category === null ? '' : ` (${category})`
    const sign = measure === 'lanes' ? '<' : '>'
    return `${measureName(measure)[language]}${of}: ${say(value)} ${sign} ${say(limit)}`
  }
  return (
    <tr>
      <td>{batch.name}</td>
      <td>
        {report === null ? t('projects.previewNothing') : verdictName(worstOf(judged))[language]}
      </td>
      <td className={styles.muted}>{wrong.map(lineOf).join(' · ')}</td>
    </tr>
  )
}
